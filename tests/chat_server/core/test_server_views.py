"""Views that a batch owes: right for each reader, and read from the store once per group."""

from __future__ import annotations

import pytest
from dialogue import Dialogue

from chat_server.core.cache import GroupCache
from chat_server.core.model import GroupState
from chat_server.core.outcome import Outcome, Tell
from chat_server.core.unit import UnitOfWork
from chat_server.core.views import Draft, OwnView, Views
from protocol.commands import React
from protocol.replies import GroupView, Ok
from protocol.views import DEFAULT_LIMITS, Group


def settled(talk: Dialogue, draft: Draft) -> Outcome:
    unit = UnitOfWork(talk.store, GroupCache(), 1, DEFAULT_LIMITS)
    with talk.store.transaction():
        return Views(unit).settle(draft)


def test_every_reader_gets_their_own_view_by_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Dialogue()
    people = [talk.person(f"user-{number}") for number in range(4)]
    tea = talk.group(people[0], *people[1:])
    talk.message(people[2], tea)
    expected = [talk.view(person, tea) for person in people]
    reads: list[str] = []
    read = talk.store.group_view

    def noted(group: GroupState, reader: str) -> Group:
        reads.append(reader)
        return read(group, reader)

    monkeypatch.setattr(talk.store, "group_view", noted)
    outcome = settled(
        talk, Draft(Ok(id=1), tuple(OwnView(tea, person.user, but=8) for person in people))
    )
    assert outcome == Outcome(
        Ok(id=1),
        tuple(
            Tell(person.user, GroupView(group=view), 8)
            for person, view in zip(people, expected, strict=True)
        ),
    )
    assert len(reads) == 1


def test_where_somebody_reacted_each_view_says_who() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(ada, tea)
    talk.say(ada, React(id=1, group=tea, seq=seq, emoji="👍"))
    outcome = settled(
        talk, Draft(Ok(id=1), tuple(OwnView(tea, who.user) for who in (ada, eve, ada)))
    )
    expected = [talk.view(who, tea) for who in (ada, eve, ada)]
    assert [effect.message for effect in outcome.effects if isinstance(effect, Tell)] == [
        GroupView(group=view) for view in expected
    ]


def test_who_is_out_by_now_is_told_nothing_but_answered() -> None:
    talk = Dialogue()
    ada, out = talk.person("ada"), talk.person("out")
    tea = talk.group(ada, visibility="private")
    outcome = settled(
        talk, Draft(OwnView(tea, out.user, id=4), (OwnView(tea, out.user), OwnView("?", ada.user)))
    )
    assert outcome == Outcome(GroupView(group=talk.view(out, tea), id=4))
    assert talk.view(out, tea).role is None
