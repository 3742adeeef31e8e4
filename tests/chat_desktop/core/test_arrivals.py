"""Arrivals: told once for each unread message of others, however the events come."""

from __future__ import annotations

from itertools import count
from typing import Any

from group_logs import ME, GroupLog, group_logs
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.arrivals import arrivals
from chat_desktop.core.attention import Level
from chat_desktop.core.cache import Saved
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.ports import Arrived, Change
from chat_desktop.core.state import Account
from protocol.events import Deleted, Event, Message
from protocol.replies import Welcome
from protocol.views import DEFAULT_LIMITS, Group, User

MYSELF = User(id=ME, username="ada", display_name="Ada", active=True)


class Nowhere:
    """A cache that keeps nothing."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_args: None


def said(seq: int, by: str = "eve", text: str | None = "hi", gone: bool = False) -> Message:
    return Message(seq=seq, at=seq, by=by, key=f"key-{seq:012}", n=seq, text=text, gone=gone)


def view(head: int, read: int = 0) -> Group:
    return Group(
        id="g", name="g", topic="", visibility="private", head=head, n=head, members=2,
        role="member", read=read, read_n=read,
    )  # fmt: skip


def account_at(have: int, read: int = 0) -> tuple[Account, list[Arrived]]:
    told: list[Arrived] = []

    def tell(change: Change) -> None:
        if isinstance(change, Arrived):
            told.append(change)

    record = GroupRecord(view(have, read), have)
    saved = Saved(me=MYSELF, epoch="e1", groups=(record,))
    return Account(saved, Nowhere(), tell, count()), told


def welcome(account: Account, group: Group, epoch: str = "e1") -> None:
    message = Welcome(id=1, token="t", epoch=epoch, user=MYSELF, groups=[group], users=[])
    account.welcome(message, DEFAULT_LIMITS, 5)


@given(group_logs(least=1), st.data())
def test_each_message_of_others_is_told_once_in_order_whatever_comes_twice(
    log: GroupLog, data: st.DataObject
) -> None:
    have = data.draw(st.integers(0, log.head), label="have")
    account, told = account_at(have, read=have)
    chunks = [log.events[start : start + 3] for start in range(0, log.head, 3)]
    for chunk in data.draw(st.permutations(chunks + chunks[:2]), label="chunks"):
        account.take_events("g", chunk)
        if data.draw(st.booleans(), label="reconnects"):
            welcome(account, view(log.head, read=have))
    others = [e.seq for e in log.events[have:] if isinstance(e, Message) and e.by != ME]
    own = max((e.seq for e in log.events if isinstance(e, Message) and e.by == ME), default=0)
    seqs = [change.seq for change in told]
    assert seqs == sorted(set(seqs))
    assert [seq for seq in others if seq > own] == [seq for seq in seqs if seq > own]
    assert set(seqs) <= set(others)


def test_what_was_missed_and_read_elsewhere_is_no_news() -> None:
    account, told = account_at(have=3, read=3)
    welcome(account, view(head=6, read=5))
    account.take_events("g", [said(4), said(5), said(6)])
    assert [change.seq for change in told] == [6]


def test_what_is_mine_gone_or_no_message_is_no_news() -> None:
    events: list[Event] = [
        said(1, by=ME),
        said(2, text=None, gone=True),
        Deleted(seq=3, at=3, by="eve", target=1),
        said(4),
    ]
    assert list(arrivals("g", events, read=0, me=MYSELF)) == [Arrived("g", 4, "eve", "hi", False)]


def test_a_mention_is_told_as_one() -> None:
    found = list(arrivals("g", [said(1, text="what says @Ada?")], read=0, me=MYSELF))
    assert [change.mention for change in found] == [True]


def test_the_level_of_a_group_outlives_a_server_that_begins_again() -> None:
    account, _told = account_at(have=3)
    account.set_level("g", Level.NOTHING)
    welcome(account, view(head=1), epoch="e2")
    assert account.groups["g"].level is Level.NOTHING
    assert account.rows()[0].level is Level.NOTHING
