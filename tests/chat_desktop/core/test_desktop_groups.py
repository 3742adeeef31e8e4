"""A group's view: what events make of it, how views overtake each other, what is unread."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.groups import DELETED_LINE, GroupRecord, GroupState, line_of
from protocol.events import Changed, Deleted, Edited, Event, Joined, Left, Message, RoleSet
from protocol.views import Group, MessageView

ME = "me"


def view(head: int, n: int = 0, *, read: int = 0, read_n: int = 0, name: str = "Tea") -> Group:
    return Group(
        id="g",
        name=name,
        topic="",
        visibility="private",
        head=head,
        n=n,
        members=2,
        role="member",
        read=read,
        read_n=read_n,
    )


def said(seq: int, n: int, by: str = "ada", text: str = "hi") -> Message:
    return Message(seq=seq, at=1000 + seq, by=by, key=f"key-{seq:012}", n=n, text=text)


def state(head: int = 2, n: int = 0) -> GroupState:
    return GroupState(GroupRecord(view(head, n), head), ME)


LOG: list[Event] = [
    said(3, 1),
    Changed(seq=4, at=1, by="ada", name="Coffee", topic="beans"),
    Joined(seq=5, at=1, by="eve", user="eve"),
    said(6, 2, text="second"),
    Edited(seq=7, at=1, by="ada", target=6, text="second!"),
    RoleSet(seq=8, at=1, by="ada", user=ME, role="admin"),
    Left(seq=9, at=1, by="eve", user="eve"),
    Changed(seq=10, at=1, by="ada", name="Tea again"),
]


@given(st.permutations(LOG), st.integers(1, 4))
def test_events_in_any_order_give_the_same_view(order: list[Event], size: int) -> None:
    group = state()
    for start in range(0, len(order), size):
        group.count(order[start : start + size])
    row = group.row(())
    assert (row.name, row.topic, row.members, row.role) == ("Tea again", "beans", 2, "admin")
    assert (row.unread, row.last_line, row.last_author) == (2, "second!", "ada")
    assert group.head == 10


@given(st.integers(0, len(LOG)))
def test_a_view_counts_what_it_includes_only_once(place: int) -> None:
    group, other = state(), state()
    other.count(LOG[:place])
    group.refresh(other.view)
    group.count(LOG)
    other.count(LOG)
    assert group.view == other.view


def test_a_view_that_events_have_overtaken_only_moves_the_mark() -> None:
    group = state()
    group.count(LOG)
    group.refresh(view(5, 1, read=3, read_n=1, name="old"))
    assert group.view.name == "Tea again"
    assert group.unread == 1


def test_one_reads_what_one_says() -> None:
    group = state()
    group.count([said(3, 1), said(4, 2, by=ME)])
    assert (group.unread, group.read, group.untold_read) == (0, 4, None)
    group.count([said(5, 3)])
    assert group.unread == 1


def test_the_mark_moves_forward_only_and_never_beyond_the_newest() -> None:
    group = state()
    group.count([said(3, 1), said(4, 2)])
    assert group.mark_read(3, (3, 1))
    assert (group.unread, group.untold_read) == (1, 3)
    assert not group.mark_read(2, (2, 0))
    assert not group.mark_read(3, None), "a count is never guessed"
    assert group.mark_read(99, None)
    assert (group.read, group.unread) == (4, 0)
    group.told(3)
    assert group.untold_read == 4
    group.told(4)
    assert group.untold_read is None


def test_another_devices_mark_and_this_ones_the_farther_wins() -> None:
    group = state(head=9, n=5)
    group.mark_read(7, (7, 4))
    group.refresh(view(9, 5, read=5, read_n=3))
    assert (group.read, group.unread, group.untold_read) == (7, 1, 7)
    group.refresh(view(9, 5, read=9, read_n=5))
    assert (group.read, group.unread, group.untold_read) == (9, 0, None)


def test_the_last_line_follows_edits_and_deletions() -> None:
    group = state()
    group.count([said(3, 1, text="a\n  b")])
    assert group.row(()).last_line == "a b"
    group.count([Deleted(seq=4, at=1, by="ada", target=3)])
    assert group.row(()).last_line == DELETED_LINE


def test_a_long_line_is_cut() -> None:
    message = MessageView(seq=1, at=1, by="a", key="k" * 16, n=1, text="x" * 5000)
    assert len(line_of(message)) == 200


def test_a_record_makes_the_same_group_again() -> None:
    group = state()
    group.count(LOG)
    group.draft = "half a"
    group.mark_read(6, (6, 2))
    again = GroupState(group.record(), ME)
    assert again.record() == group.record()
    assert again.row(("eve",)).draft == "half a"
    assert again.row(("eve",)).typing == ("eve",)


def test_groups_without_messages_are_ordered_by_when_they_came() -> None:
    assert GroupState(GroupRecord(view(1), 1, touched=500), ME).latest == 500


def test_a_row_is_made_anew_only_when_it_changed() -> None:
    group = state()
    first = group.row(())
    assert group.row(()) is first
    assert group.row(("eve",)).typing == ("eve",)
    group.count([said(3, 1)])
    assert group.row(()).last_line == "hi"
    group.draft = "half"
    assert group.row(()).draft == "half"
