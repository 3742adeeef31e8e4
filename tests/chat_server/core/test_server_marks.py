"""mark_read, and unread = n - read_n."""

from __future__ import annotations

from dialogue import Dialogue, told_views

from chat_server.core.jobs import Perform
from chat_server.core.outcome import Outcome, Tell
from protocol.commands import JoinGroup, MarkRead
from protocol.errors import ErrorCode
from protocol.replies import GroupView, Ok


def test_a_mark_counts_the_messages_up_to_it() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, eve)
    for seq in (3, 4):
        assert talk.message(ada, tea) == seq
    talk.say(bob, JoinGroup(id=1, group=tea))
    talk.message(ada, tea)
    unread = []
    for seq in (3, 4, 5, 6):
        talk.say(eve, MarkRead(id=1, group=tea, seq=seq))
        view = talk.view(eve, tea)
        assert view.read == seq
        unread.append(view.n - (view.read_n or 0))
    assert unread == [2, 1, 1, 0]


def test_a_mark_is_cut_to_head() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.message(ada, tea)
    talk.say(eve, MarkRead(id=1, group=tea, seq=2**53 - 1))
    assert (talk.view(eve, tea).read, talk.view(eve, tea).read_n) == (3, 1)


def test_a_lower_mark_is_ok_and_changes_nothing() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    talk.message(ada, tea)
    for seq in (0, 1, 2):
        assert talk.say(ada, MarkRead(id=4, group=tea, seq=seq)) == Outcome(Ok(id=4))
    assert talk.view(ada, tea).read == 2


def test_a_mark_is_pushed_to_the_readers_other_sockets_alone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.message(ada, tea)
    outcome = talk.say(eve, MarkRead(id=1, group=tea, seq=3))
    view = talk.view(eve, tea)
    assert outcome == Outcome(
        Ok(id=1), (Tell(eve.user, GroupView(group=view), but=eve.connection),)
    )
    assert len(talk.log(tea)) == 3


def test_marks_are_for_members() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    public, private = talk.group(ada), talk.group(ada, visibility="private")
    mark = MarkRead(id=1, group=public, seq=1)
    assert talk.refused(eve, mark) is ErrorCode.NOT_A_MEMBER
    mark = MarkRead(id=1, group=private, seq=1)
    assert talk.refused(eve, mark) is ErrorCode.NO_SUCH_GROUP


def test_many_marks_of_one_batch_are_written_once() -> None:
    talk = Dialogue()
    people = [talk.person(f"user-{number}") for number in range(5)]
    tea = talk.group(people[0], *people[1:])
    for _ in range(3):
        talk.message(people[0], tea)
    writes = talk.store.writes
    results = talk.batch(
        Perform(people[0], talk.send(tea)),
        *(Perform(person, MarkRead(id=1, group=tea, seq=7)) for person in people[1:]),
    )
    assert talk.store.writes == writes + 1
    views = [told_views(result.effects) for result in results[1:] if isinstance(result, Outcome)]
    assert views == [{person.user: talk.view(person, tea)} for person in people[1:]]
    assert {view.read_n for [view] in (told.values() for told in views)} == {2}


def test_a_mark_amid_messages_of_the_same_batch() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.batch(
        *(Perform(ada, talk.send(tea)) for _ in range(3)),
        Perform(eve, MarkRead(id=1, group=tea, seq=4)),
    )
    view = talk.view(eve, tea)
    assert (view.n, view.read, view.read_n) == (3, 4, 2)
