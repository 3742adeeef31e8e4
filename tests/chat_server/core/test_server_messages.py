"""send, edit, delete, react, unreact."""

from __future__ import annotations

import msgspec
import pytest
from dialogue import Dialogue, published

from chat_server.core.jobs import Perform
from chat_server.core.outcome import Outcome, Publish
from protocol.commands import (
    AddMember,
    Delete,
    DeleteGroup,
    Edit,
    JoinGroup,
    LeaveGroup,
    React,
    RemoveMember,
    Send,
    SetRole,
    Unreact,
)
from protocol.errors import ErrorCode, Refusal
from protocol.events import Deleted, Edited, Message, Reacted, Unreacted
from protocol.replies import Done, Sent
from protocol.views import DEFAULT_LIMITS, Reaction

KEY = "key-0123456789-A"


def test_a_message_is_the_next_event_and_everybody_hears_of_it() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(ada, Send(id=7, group=tea, key=KEY, text="hello", reply_to=1))
    event = Message(seq=3, at=talk.now, by=ada.user, key=KEY, n=1, text="hello", reply_to=1)
    assert outcome.reply == Sent(id=7, group=tea, seq=3, at=talk.now)
    assert outcome.effects == (Publish(tea, event),)
    assert talk.log(tea)[2:] == [event]
    assert msgspec.to_builtins(event) == {
        "kind": "message",
        "seq": 3,
        "at": talk.now,
        "by": ada.user,
        "key": KEY,
        "n": 1,
        "text": "hello",
        "reply_to": 1,
    }


def test_a_message_moves_its_senders_mark_and_nobody_elses() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.message(eve, tea)
    talk.message(ada, tea)
    mine, hers = talk.view(ada, tea), talk.view(eve, tea)
    assert (mine.head, mine.n, mine.read, mine.read_n) == (4, 2, 4, 2)
    assert (hers.head, hers.n, hers.read, hers.read_n) == (4, 2, 3, 1)


def test_several_messages_of_one_batch_follow_each_other_and_are_written_once() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    writes = talk.store.writes
    results = talk.batch(
        *(Perform(who, talk.send(tea, f"{n}")) for n, who in enumerate([ada, eve, ada, eve]))
    )
    assert talk.store.writes == writes + 1
    replies = [result.reply for result in results if isinstance(result, Outcome)]
    assert [reply.seq for reply in replies if isinstance(reply, Sent)] == [3, 4, 5, 6]
    assert [event.text for event in talk.log(tea)[2:] if isinstance(event, Message)] == list("0123")


class TestAKnownKey:
    """It answers with what it made first, before anything else is looked at."""

    def test_whatever_the_text_is_now(self) -> None:
        talk = Dialogue()
        ada = talk.person("ada")
        tea = talk.group(ada)
        first = talk.say(ada, talk.send(tea, "hello", KEY))
        for text in ("other", "", "\0", "x" * 20_000):
            again = talk.say(ada, Send(id=9, group=tea, key=KEY, text=text, reply_to=999))
            assert isinstance(first.reply, Sent)
            assert again.reply == Sent(id=9, group=tea, seq=first.reply.seq, at=first.reply.at)
            assert again.effects == ()
        assert len(talk.log(tea)) == 2

    def test_within_one_batch(self) -> None:
        talk = Dialogue()
        ada = talk.person("ada")
        tea = talk.group(ada)
        one, two = talk.batch(
            Perform(ada, talk.send(tea, key=KEY, id=1)), Perform(ada, talk.send(tea, key=KEY, id=2))
        )
        assert isinstance(one, Outcome)
        assert isinstance(two, Outcome)
        assert two == Outcome(Sent(id=2, group=tea, seq=2, at=talk.now))
        assert len(talk.log(tea)) == 2

    def test_after_leaving_removal_and_the_end_of_the_group(self) -> None:
        talk = Dialogue()
        ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
        tea = talk.group(ada, eve, bob, visibility="private")
        hers = talk.say(eve, talk.send(tea, key=KEY)).reply
        his = talk.say(bob, talk.send(tea, key=KEY)).reply
        talk.say(eve, LeaveGroup(id=1, group=tea))
        talk.say(ada, RemoveMember(id=1, group=tea, user=bob.user))
        assert talk.say(eve, talk.send(tea, key=KEY)).reply == hers
        talk.say(ada, DeleteGroup(id=1, group=tea))
        assert talk.say(eve, talk.send(tea, key=KEY)).reply == hers
        assert talk.say(bob, talk.send(tea, key=KEY)).reply == his
        assert talk.refused(eve, talk.send(tea)) is ErrorCode.NO_SUCH_GROUP

    def test_after_the_message_was_deleted(self) -> None:
        talk = Dialogue()
        ada = talk.person("ada")
        tea = talk.group(ada)
        first = talk.say(ada, talk.send(tea, key=KEY)).reply
        talk.say(ada, Delete(id=1, group=tea, seq=2))
        assert talk.say(ada, talk.send(tea, key=KEY)).reply == first

    def test_but_only_for_its_user_and_its_group(self) -> None:
        talk = Dialogue()
        ada, eve = talk.person("ada"), talk.person("eve")
        tea, cake = talk.group(ada, eve), talk.group(ada, eve)
        talk.say(ada, talk.send(tea, key=KEY))
        assert len(published(talk.say(eve, talk.send(tea, key=KEY)))) == 1
        assert len(published(talk.say(ada, talk.send(cake, key=KEY)))) == 1

    def test_before_the_senders_rate(self) -> None:
        talk = Dialogue()
        ada = talk.person("ada")
        tea = talk.group(ada)
        known = talk.send(tea, key=KEY)
        first = talk.say(ada, known).reply
        for code in (ErrorCode.RATE_LIMITED, ErrorCode.BUSY):
            over = Refusal(code, retry_after=1)
            again, other, fine = talk.batch(
                Perform(ada, known, refusal=over),
                Perform(ada, talk.send(tea), refusal=over),
                Perform(ada, talk.send(tea)),
            )
            assert isinstance(again, Outcome)
            assert again.reply == first
            assert other is over
            assert isinstance(fine, Outcome)


def test_who_may_not_send() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    public, private = talk.group(ada), talk.group(ada, visibility="private")
    assert talk.refused(eve, talk.send(public)) is ErrorCode.NOT_A_MEMBER
    assert talk.refused(eve, talk.send(private)) is ErrorCode.NO_SUCH_GROUP
    assert talk.refused(eve, talk.send("nowhere")) is ErrorCode.NO_SUCH_GROUP


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ErrorCode.EMPTY),
        (" \n\t", ErrorCode.EMPTY),
        ("\u200b", ErrorCode.EMPTY),
        ("x" * (DEFAULT_LIMITS.text_chars + 1), ErrorCode.TOO_LONG),
        ("ding \a", ErrorCode.BAD_REQUEST),
    ],
)
def test_texts_that_are_no_message(text: str, code: ErrorCode) -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    assert talk.refused(ada, talk.send(tea, text)) is code
    seq = talk.message(ada, tea)
    assert talk.refused(ada, Edit(id=1, group=tea, seq=seq, text=text)) is code


def test_a_reply_is_to_something_that_has_happened() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    early = Send(id=1, group=tea, key=KEY, text="hm", reply_to=2)
    assert talk.refused(ada, early) is ErrorCode.NO_SUCH_MESSAGE
    talk.message(ada, tea)
    assert isinstance(talk.say(ada, early).reply, Sent)


def test_an_edit_replaces_the_text_and_withholds_the_old_ones() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea, "helo")
    talk.say(ada, Edit(id=1, group=tea, seq=seq, text="hallo"))
    outcome = talk.say(ada, Edit(id=5, group=tea, seq=seq, text="hello"))
    event = Edited(seq=4, at=talk.now, by=ada.user, target=seq, text="hello")
    assert outcome.reply == Done(id=5, group=tea, seq=seq)
    assert published(outcome) == [event]
    served = talk.caught_up(ada, tea)
    assert [getattr(e, "text", None) for e in served] == [None, None, None, "hello"]
    assert [getattr(e, "gone", False) for e in served] == [False, True, True, False]
    last = talk.view(ada, tea).last
    assert last is not None
    assert (last.text, last.edited_at) == ("hello", talk.now)


def test_an_edit_is_the_authors_alone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(eve, tea)
    assert talk.refused(ada, Edit(id=1, group=tea, seq=seq, text="!")) is ErrorCode.NOT_ALLOWED
    talk.say(eve, LeaveGroup(id=1, group=tea))
    assert talk.refused(eve, Edit(id=1, group=tea, seq=seq, text="!")) is ErrorCode.NOT_A_MEMBER


def test_what_changes_nothing_is_done_and_makes_no_event() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea, "same")
    talk.say(ada, React(id=1, group=tea, seq=seq, emoji="👍"))
    before = talk.log(tea)
    for command in (
        Edit(id=3, group=tea, seq=seq, text="same"),
        React(id=3, group=tea, seq=seq, emoji="👍"),
        Unreact(id=3, group=tea, seq=seq, emoji="🎉"),
    ):
        assert talk.say(ada, command) == Outcome(Done(id=3, group=tea, seq=seq))
    assert talk.log(tea) == before


def test_a_deleted_message_is_a_tombstone_and_gone_from_the_log() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea, "helo")
    talk.say(ada, Edit(id=1, group=tea, seq=seq, text="hello"))
    talk.say(ada, React(id=1, group=tea, seq=seq, emoji="👍"))
    outcome = talk.say(ada, Delete(id=1, group=tea, seq=seq))
    assert outcome.reply == Done(id=1, group=tea, seq=seq)
    assert published(outcome) == [Deleted(seq=5, at=talk.now, by=ada.user, target=seq)]
    assert [getattr(e, "text", None) for e in talk.caught_up(ada, tea)] == [None] * 5
    last = talk.view(ada, tea).last
    assert last is not None
    assert (last.deleted, last.text, last.edited_at, last.reactions) == (True, None, None, [])
    view = talk.view(ada, tea)
    assert (view.n, view.read_n) == (1, 1)


def test_who_may_delete_a_message() -> None:
    talk = Dialogue()
    ada, eve, bob, ida = (talk.person(name) for name in ("ada", "eve", "bob", "ida"))
    tea = talk.group(ada, eve, bob, ida)
    for admin in (eve, bob):
        talk.say(ada, SetRole(id=1, group=tea, user=admin.user, role="admin"))
    by = {who: talk.message(who, tea) for who in (ada, eve, ida)}

    def delete(seq: int) -> Delete:
        return Delete(id=1, group=tea, seq=seq)

    assert talk.refused(ida, delete(by[eve])) is ErrorCode.NOT_ALLOWED
    assert talk.refused(bob, delete(by[eve])) is ErrorCode.NOT_ALLOWED
    assert talk.refused(bob, delete(by[ada])) is ErrorCode.NOT_ALLOWED
    talk.say(bob, delete(by[ida]))
    talk.say(ada, delete(by[eve]))
    talk.say(ada, delete(by[ada]))


def test_an_author_who_is_gone_ranks_below_members() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, eve, bob)
    talk.say(ada, SetRole(id=1, group=tea, user=eve.user, role="admin"))
    seq = talk.message(eve, tea)
    assert talk.refused(bob, Delete(id=1, group=tea, seq=seq)) is ErrorCode.NOT_ALLOWED
    talk.say(eve, LeaveGroup(id=1, group=tea))
    talk.say(bob, Delete(id=1, group=tea, seq=seq))


def test_reactions_are_sets_of_emoji_and_user() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(ada, tea)
    outcome = talk.say(eve, React(id=1, group=tea, seq=seq, emoji="👍"))
    assert outcome.reply == Done(id=1, group=tea, seq=seq)
    assert published(outcome) == [Reacted(seq=4, at=talk.now, by=eve.user, target=seq, emoji="👍")]
    talk.say(ada, React(id=1, group=tea, seq=seq, emoji="👍"))
    talk.say(ada, React(id=1, group=tea, seq=seq, emoji="🎉"))
    last = talk.view(eve, tea).last
    assert last is not None
    assert last.reactions == [
        Reaction(emoji="👍", count=2, mine=True),
        Reaction(emoji="🎉", count=1, mine=False),
    ]
    outcome = talk.say(eve, Unreact(id=1, group=tea, seq=seq, emoji="👍"))
    assert published(outcome) == [
        Unreacted(seq=7, at=talk.now, by=eve.user, target=seq, emoji="👍")
    ]


def test_on_and_off_and_on_within_one_batch() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea)
    on = React(id=1, group=tea, seq=seq, emoji="👍")
    off = Unreact(id=1, group=tea, seq=seq, emoji="👍")
    writes = talk.store.writes
    talk.batch(*(Perform(ada, command) for command in (on, on, off, off, on)))
    assert [type(event) for event in talk.log(tea)[2:]] == [Reacted, Unreacted, Reacted]
    assert talk.store.writes == writes + 1
    last = talk.view(ada, tea).last
    assert last is not None
    assert last.reactions == [Reaction(emoji="👍", count=1, mine=True)]


@pytest.mark.parametrize("emoji", ["", "a b", "x" * 33, "\n"])
def test_what_is_no_emoji(emoji: str) -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea)
    for command in (
        React(id=1, group=tea, seq=seq, emoji=emoji),
        Unreact(id=1, group=tea, seq=seq, emoji=emoji),
    ):
        assert talk.refused(ada, command) is ErrorCode.BAD_REQUEST


def all_four(group: str, seq: int) -> tuple[Edit | Delete | React | Unreact, ...]:
    return (
        Edit(id=1, group=group, seq=seq, text="!"),
        Delete(id=1, group=group, seq=seq),
        React(id=1, group=group, seq=seq, emoji="👍"),
        Unreact(id=1, group=group, seq=seq, emoji="👍"),
    )


def test_a_deleted_absent_or_other_event_is_no_message_to_all_four() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    seq = talk.message(ada, tea)
    talk.say(ada, Delete(id=1, group=tea, seq=seq))
    for target in (seq, 1, 3, 4, 2**53 - 1):
        for command in all_four(tea, target):
            assert talk.refused(ada, command) is ErrorCode.NO_SUCH_MESSAGE


def test_all_four_are_for_members_only() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    public, private = talk.group(ada), talk.group(ada, visibility="private")
    for group, code in ((public, ErrorCode.NOT_A_MEMBER), (private, ErrorCode.NO_SUCH_GROUP)):
        seq = talk.message(ada, group)
        for command in all_four(group, seq):
            assert talk.refused(eve, command) is code


def test_a_message_can_be_amended_in_the_batch_that_made_it() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    results = talk.batch(
        Perform(eve, JoinGroup(id=1, group=tea)),
        Perform(eve, talk.send(tea, "helo")),
        Perform(eve, Edit(id=1, group=tea, seq=3, text="hello")),
        Perform(eve, Edit(id=1, group=tea, seq=3, text="hello")),
        Perform(ada, React(id=1, group=tea, seq=3, emoji="👍")),
        Perform(eve, Edit(id=1, group=tea, seq=3, text="hello!")),
        Perform(ada, Delete(id=1, group=tea, seq=3)),
        Perform(ada, Unreact(id=1, group=tea, seq=3, emoji="👍")),
    )
    assert [isinstance(result, Outcome) for result in results] == [True] * 7 + [False]
    kinds = [type(event) for event in talk.log(tea)[2:]]
    assert kinds == [Message, Edited, Reacted, Edited, Deleted]


def test_who_comes_back_is_the_author_again() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(eve, tea)
    talk.say(ada, RemoveMember(id=1, group=tea, user=eve.user))
    talk.say(ada, AddMember(id=1, group=tea, user=eve.user))
    talk.say(eve, Edit(id=1, group=tea, seq=seq, text="again"))
