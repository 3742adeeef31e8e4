"""How many different reactions a message takes."""

from __future__ import annotations

from dialogue import Dialogue

from chat_server.core.jobs import Perform
from chat_server.core.messages import MAX_EMOJIS
from chat_server.core.outcome import Outcome
from protocol.commands import React, Unreact
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Done


def test_a_message_has_fifty_different_emoji_at_most() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq, other = talk.message(ada, tea), talk.message(ada, tea)

    def react(id: int, emoji: str) -> React:
        return React(id=id, group=tea, seq=seq, emoji=emoji)

    kinds = [f"{number}" for number in range(MAX_EMOJIS)]
    *said, late = talk.batch(*(Perform(ada, react(1, emoji)) for emoji in [*kinds, "late"]))
    assert all(isinstance(outcome, Outcome) for outcome in said)
    assert isinstance(late, Refusal)
    assert late.code is ErrorCode.NOT_ALLOWED
    assert talk.refused(eve, react(1, "new")) is ErrorCode.NOT_ALLOWED
    # What is there already takes everybody, and another message has its own.
    assert talk.say(eve, react(2, kinds[0])).reply == Done(id=2, group=tea, seq=seq)
    talk.say(eve, React(id=3, group=tea, seq=other, emoji="new"))
    # One that nobody has any more makes room.
    talk.batch(
        Perform(ada, Unreact(id=4, group=tea, seq=seq, emoji=kinds[1])),
        Perform(eve, react(5, "new")),
        Perform(ada, react(6, "new")),
    )
    assert talk.refused(ada, react(7, kinds[1])) is ErrorCode.NOT_ALLOWED
