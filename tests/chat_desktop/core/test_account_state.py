"""The account: snapshots, pushes in any order, catching up, and what the windows are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import pytest
from group_logs import ME, GroupLog, group_logs
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.cache import Saved
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import Page
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.core.ports import (
    Change,
    GroupGone,
    ReadMoved,
    TimelineSpliced,
)
from chat_desktop.core.rows import HoleRow, MessageRow
from chat_desktop.core.state import EARLY_EVENTS, FARTHEST, Account
from protocol.events import Message
from protocol.replies import Welcome
from protocol.views import DEFAULT_LIMITS, Group, User


class Written:
    """A cache that only notes what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        def note(*args: Any) -> None:
            self.calls.append((name, tuple(_frozen(arg) for arg in args)))

        return note

    def of(self, name: str) -> list[tuple[Any, ...]]:
        return [args for called, args in self.calls if called == name]


def _frozen(arg: Any) -> Any:
    return list(arg) if isinstance(arg, Iterable) and not isinstance(arg, str) else arg


def user(id: str, **fields: Any) -> User:
    return User(id=id, username=id, display_name=id.title(), active=True, **fields)


def group(id: str = "g", head: int = 0, n: int = 0, **fields: Any) -> Group:
    base: dict[str, Any] = {"name": id, "topic": "", "visibility": "private", "members": 1}
    return Group(id=id, head=head, n=n, role="member", **(base | fields))


def said(seq: int, by: str = "ada", key: str | None = None) -> Message:
    return Message(seq=seq, at=1000 + seq, by=by, key=key or f"key-{seq:012}", n=seq, text="hi")


class World:
    """An account with what it told and wrote."""

    def __init__(self, *groups: Group, have: int | None = None, **saved: Any) -> None:
        self.written = Written()
        self.told: list[Change] = []
        records = [GroupRecord(g, g.head if have is None else have) for g in groups]
        self.account = Account(
            Saved(me=user(ME), epoch="e1", groups=tuple(records), **saved),
            self.written,
            self.told.append,
            count(),
        )

    def welcome(self, *groups: Group, epoch: str = "e1", users: Sequence[User] = ()) -> None:
        message = Welcome(
            id=1, token="t", epoch=epoch, user=user(ME), groups=list(groups), users=list(users)
        )
        self.account.welcome(message, DEFAULT_LIMITS, 5)


def outgoing(order: int, step: Step = Step.WAITING, seq: int | None = None) -> Outgoing:
    return Outgoing(f"own-{order:012}", "g", "hi", 5, order, step=step, seq=seq)


@given(group_logs(least=1), st.data())
def test_live_events_and_catching_up_in_any_order_fill_every_hole(
    log: GroupLog, data: st.DataObject
) -> None:
    have = data.draw(st.integers(0, log.head))
    world = World(group(head=have))
    account = world.account
    timeline = account.open_timeline(account.groups["g"])
    world.welcome(group(head=log.head, n=log.head))
    assert account.behind == ({"g": log.head} if have < log.head else {})
    chunks = [log.events[start : start + 3] for start in range(0, log.head, 3)]
    for chunk in data.draw(st.permutations(chunks + chunks[:2])):
        account.take_events("g", chunk)
    assert account.groups["g"].log.have == log.head
    assert not [row for row in timeline.rows if isinstance(row, HoleRow)]
    kept = [e for record, me, events, landed in world.written.of("advance") for e in events]
    assert kept == log.events[have:]


def test_a_hole_in_live_events_asks_for_catching_up() -> None:
    world = World(group(head=3))
    world.welcome(group(head=3))
    world.account.take_events("g", [said(5)])
    assert world.account.behind == {"g": 5}


def test_another_epoch_begins_again_and_keeps_drafts_and_the_outbox() -> None:
    entries = (outgoing(1, Step.SENT, 12), outgoing(2, Step.FAILED))
    world = World(group(head=9, n=9), outgoing=entries)
    world.account.set_draft("g", "half")
    world.account.open_timeline(world.account.groups["g"])
    world.account.take_events("g", [said(10)])
    world.welcome(group(head=4, n=4), epoch="e2")
    account = world.account
    assert account.groups["g"].log.have == 4
    assert account.groups["g"].draft == "half"
    assert [entry.step for entry in account.outbox("g").entries] == [Step.WAITING, Step.FAILED]
    assert len(world.written.of("restart")) == 1
    assert [type(row) for row in account.timelines["g"].rows] == [MessageRow, MessageRow]
    assert not account.behind


def test_a_server_that_is_behind_the_cache_went_back_in_time() -> None:
    world = World(group(head=9))
    world.welcome(group(head=4))
    assert world.account.groups["g"].log.have == 4
    assert len(world.written.of("restart")) == 1


def test_who_is_far_behind_begins_at_the_newest_page() -> None:
    world = World(group(head=3), outgoing=(outgoing(1, Step.SENT, 9),))
    head = 3 + FARTHEST + 1
    world.welcome(group(head=head, n=head))
    assert world.account.behind == {}
    assert world.account.groups["g"].log.have == head
    assert len(world.written.of("restart_group")) == 1
    assert world.account.outbox("g").entries == []


def test_groups_that_are_gone_are_forgotten_and_unknown_kinds_hidden() -> None:
    world = World(group("g"), group("old"))
    world.welcome(group("g"), group("odd", kind="channel"))
    assert list(world.account.groups) == ["g"]
    assert GroupGone("old") in world.told
    assert world.written.of("drop_group") == [("old",)]
    world.account.group_view(group("odd", kind="channel"), 5)
    world.account.take_events("odd", [said(1)])
    assert list(world.account.groups) == ["g"]


def test_events_that_come_before_their_group_are_kept_for_it() -> None:
    world = World()
    world.welcome()
    world.account.take_events("g", [said(2), said(3)])
    world.account.take_events("h", [said(n) for n in range(1, EARLY_EVENTS + 10)])
    world.account.take_events("h", [said(EARLY_EVENTS + 10)])
    world.account.group_view(group(head=2, n=2), 77)
    state = world.account.groups["g"]
    assert (state.head, state.log.have, state.view.n) == (3, 3, 3)
    assert state.latest == 1003


def test_an_own_event_takes_its_message_out_of_the_outbox() -> None:
    world = World(group(head=3), outgoing=(outgoing(1),))
    account = world.account
    account.open_timeline(account.groups["g"])
    account.take_events("g", [said(5, ME, "own-000000000001")])
    assert len(account.outbox("g").entries) == 1, "its event is not in order yet"
    assert [type(row) for row in account.timelines["g"].rows] == [HoleRow, MessageRow]
    account.take_events("g", [said(4)])
    assert account.outbox("g").entries == []
    assert world.written.of("advance")[-1][3] == ["own-000000000001"]


def test_a_confirmation_keeps_the_message_until_its_event_is_here() -> None:
    world = World(group(head=3), outgoing=(outgoing(1), outgoing(2)))
    account = world.account
    account.outbox("g").open()
    account.outbox("g").due(0)
    account.sent("g", "own-000000000001", 4, 99)
    assert account.outbox("g").entries[0].step is Step.SENT
    assert world.written.of("put_outgoing")[-1][0][0].seq == 4
    account.sent("g", "own-000000000002", 2, 99)
    assert [entry.key for entry in account.outbox("g").entries] == ["own-000000000001"]
    assert world.written.of("drop_outgoing") == [("g", ["own-000000000002"])]


def test_a_confirmation_from_a_group_that_is_gone_is_the_end_of_it() -> None:
    world = World(outgoing=(outgoing(1),))
    world.account.outbox("g").open()
    world.account.outbox("g").due(0)
    world.account.sent("g", "own-000000000001", 4, 99)
    assert world.account.outbox("g").entries == []


def test_all_that_waits_can_be_written_down_anew() -> None:
    world = World(group(head=3), outgoing=(outgoing(1), outgoing(2, Step.FAILED)))
    world.account.keep_outgoing()
    (written,) = world.written.of("put_outgoing")
    assert [entry.order for entry in written[0]] == [1, 2]


def test_outgoing_messages_are_shown_and_dropped_and_ordered_after_earlier_runs() -> None:
    world = World(group(head=3), outgoing=(outgoing(7),))
    account = world.account
    timeline = account.open_timeline(account.groups["g"])
    assert account.next_order() == 8
    account.add_outgoing(outgoing(8))
    assert len(timeline.rows) == 2
    account.outbox("g").open()
    account.outbox("g").due(0)
    account.outbox("g").refused("own-000000000008", "too_long", "long", None, 0)
    account.put_outgoing("g", "own-000000000008")
    account.discard("g", "own-000000000008")
    assert len(timeline.rows) == 1
    assert world.written.of("drop_outgoing") == [("g", ["own-000000000008"])]


def test_a_page_older_than_what_was_applied_is_shown_but_not_kept() -> None:
    log = GroupLog([said(seq) for seq in range(1, 7)])
    world = World(group(head=4))
    account = world.account
    timeline = account.open_timeline(account.groups["g"])
    account.begin_page("g")
    account.begin_page("g")
    account.take_events("g", log.events[4:])
    page = log.page(1, 4, 4)
    account.take_page("g", page)
    account.save_page("g", page)
    account.end_page("g")
    account.end_page("g")
    assert len(timeline.rows) == 6
    assert world.written.of("put_page") == []
    account.save_page("g", log.page(1, 4, 6))
    assert len(world.written.of("put_page")) == 1
    account.take_page("g", Page(2, 3, log.page(2, 3, 6).items), instead=True)
    assert len(timeline.rows) == 2


def test_read_marks_are_told_once_and_shown_at_once() -> None:
    world = World(group(head=4, n=4))
    account = world.account
    timeline = account.open_timeline(account.groups["g"])
    account.mark_read("g", 4)
    assert account.untold_marks() == {"g": 4}
    assert timeline.read == 4
    assert ReadMoved("g") in world.told
    account.told_mark("g", 4)
    assert account.untold_marks() == {}
    account.mark_read("nowhere", 4)


def test_lagging_shows_a_hole_and_asks_for_what_lies_in_it() -> None:
    world = World(group(head=4))
    timeline = world.account.open_timeline(world.account.groups["g"])
    world.account.lagged({"g": 9, "unknown": 3})
    assert world.account.behind == {"g": 9}
    assert list(timeline.rows) == [HoleRow(4, 10)]


def test_groups_are_ordered_by_their_newest_message() -> None:
    world = World(group("quiet"), group("b"), group("a"))
    world.account.take_events("b", [said(1)])
    world.account.take_events("a", [said(1), said(2)])
    assert [row.id for row in world.account.rows()] == ["a", "b", "quiet"]


def test_a_group_that_goes_takes_its_timeline_along() -> None:
    world = World(group("g"))
    world.account.open_timeline(world.account.groups["g"])
    world.account.group_gone("g")
    world.account.group_gone("g")
    assert "g" not in world.account.timelines
    assert world.told.count(GroupGone("g")) == 1
    assert not [change for change in world.told if isinstance(change, TimelineSpliced)]


@pytest.mark.parametrize("known", [True, False])
def test_a_draft_is_kept(known: bool) -> None:
    world = World(*([group("g")] if known else []))
    world.account.set_draft("g", "half")
    assert bool(world.written.of("put_groups")) == known


def test_what_a_draft_answers_is_kept_and_told() -> None:
    world = World(group("g"))
    world.account.set_draft("g", "half")
    world.account.set_draft("g", "half", 7)
    world.account.set_draft("g", "half", 7)
    assert len(world.written.of("put_groups")) == 2
    assert world.account.rows()[0].draft_reply == 7


def test_a_message_that_is_being_changed_is_kept_and_told() -> None:
    world = World(group("g"))
    world.account.set_draft("g", "half", 7, (3, "how it reads so far"))
    world.account.set_draft("g", "half", 7, (3, "how it reads so far"))
    assert len(world.written.of("put_groups")) == 1
    assert world.account.rows()[0].draft_edit == (3, "how it reads so far")
    world.account.set_draft("g", "half", 7)
    assert world.account.rows()[0].draft_edit is None


@pytest.mark.parametrize(("head", "kept"), [(4, None), (7, 7)])
def test_a_lost_message_is_answered_and_changed_no_more(head: int, kept: int | None) -> None:
    world = World(group(head=9, n=9))
    world.account.set_draft("g", "half", 7, (7, "changed"))
    world.welcome(group(head=head, n=head), epoch="e2")
    assert world.account.groups["g"].draft == "half"
    assert world.account.groups["g"].draft_reply == kept
    assert world.account.groups["g"].draft_edit == (None if kept is None else (7, "changed"))


def test_the_list_of_groups_is_made_anew_when_something_was_told() -> None:
    world = World(group("a"), group("b"))
    rows = world.account.rows()
    assert world.account.rows() is rows
    world.account.take_events("b", [said(1)])
    assert [row.id for row in world.account.rows()] == ["b", "a"]
    world.account.someone_types("a", "eve", 1.0)
    assert world.account.rows()[1].typing == ("eve",)


def test_what_people_are_called_leaves_the_list_of_groups_as_it_is() -> None:
    world = World(group("a"))
    rows = world.account.rows()
    world.told.clear()
    world.account.people.learn([User(id="eve", username="eve", display_name="E", active=True)], 1)
    assert world.told
    assert world.account.rows() is rows
