"""The cache against the log it was filled from, over any number of restarts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from group_logs import ME, GroupLog, group_logs
from hypothesis import given, settings
from hypothesis import strategies as st

from chat_desktop.core.attention import Level
from chat_desktop.core.cache import SavedUser
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import Page, as_shown
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.storage.cache import Cache
from protocol.views import DEFAULT_LIMITS, Group, MessageView, TimelineItem, User

USER = User(id=ME, username="me", display_name="", active=True, email="me@example.org")


def record(have: int, id: str = "g", draft: str = "") -> GroupRecord:
    view = Group(
        id=id,
        name="Tea",
        topic="",
        visibility="private",
        head=have,
        n=have,
        members=1,
        role="owner",
        read=1,
        read_n=1,
    )
    return GroupRecord(
        view, have, told=1, touched=7, draft=draft, level=Level.MENTIONS, draft_reply=2,
        draft_edit=(3, "changed") if draft else None,
    )  # fmt: skip


def entry(order: int, group: str = "g", **fields: object) -> Outgoing:
    return Outgoing(f"key-{order:012}", group, "hi", 5, order, **fields)  # type: ignore[arg-type]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    cache = Cache(tmp_path / "cache.sqlite")
    yield cache
    cache.close()


def reopened(cache: Cache) -> Cache:
    cache.close()
    return Cache(cache.path)


def shown(item: TimelineItem) -> TimelineItem:
    return as_shown(item) if isinstance(item, MessageView) else item


def check(log: GroupLog, page: Page | None, have: int) -> None:
    """Hold a page to the log: whole between its bounds, each item as of what it says.

    A text may be withheld while the amendment that the server knew of is still to come.
    """
    if page is None:
        return
    assert [s.item.seq for s in page.items] == [
        seq for seq in sorted(log.items(log.head)) if page.lo <= seq <= page.hi
    ]
    for stamped in page.items:
        assert stamped.as_of >= have
        found = shown(stamped.item)
        expected = shown(log.items(stamped.as_of)[stamped.item.seq])
        if isinstance(found, MessageView) and found.text is None:
            assert isinstance(expected, MessageView)
            expected = msgspec.structs.replace(expected, text=None)
        assert found == expected


@settings(max_examples=40)
@given(group_logs(least=1), st.data())
def test_whatever_is_kept_is_what_the_log_says(log: GroupLog, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache.sqlite")
        cache.database.execute_sql("PRAGMA synchronous = off")
        have = data.draw(st.integers(0, log.head))
        cache.put_groups([record(have)])
        for what in data.draw(st.lists(st.sampled_from(["events", "page", "again"]), max_size=8)):
            if what == "events":
                hi = data.draw(st.integers(have, log.head))
                head = data.draw(st.integers(hi, log.head))
                cache.advance(record(hi), ME, log.served(have, hi, head), [])
                have = hi
            elif what == "page":
                lo = data.draw(st.integers(1, log.head))
                hi = data.draw(st.integers(lo, log.head))
                cache.put_page(
                    "g", log.page(lo, hi, data.draw(st.integers(max(hi, have), log.head))), []
                )
            else:
                cache = reopened(cache)
        seq, limit = data.draw(st.integers(1, log.head)), data.draw(st.integers(1, 9))
        for page in (
            cache.before("g", seq, limit),
            cache.after("g", seq, limit),
            cache.around("g", seq, limit),
            cache.newest("g", limit),
        ):
            check(log, page, have)
        cache.close()


@settings(max_examples=15)
@given(group_logs(least=1), st.integers(1, 5))
def test_paging_back_from_the_newest_gives_everything(log: GroupLog, limit: int) -> None:
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache.sqlite")
        cache.database.execute_sql("PRAGMA synchronous = off")
        cache.put_groups([record(0)])
        cache.advance(record(log.head), ME, log.events, [])
        cache = reopened(cache)
        seqs: list[int] = []
        page = cache.newest("g", limit)
        while page is not None:
            check(log, page, log.head)
            assert len(page.items) <= limit
            seqs = [s.item.seq for s in page.items] + seqs
            page = cache.before("g", page.lo, limit) if page.lo > 1 else None
        assert seqs == sorted(log.items(log.head))
        cache.close()


def messages(*seqs: int) -> GroupLog:
    log = GroupLog()
    for _ in range(max(seqs)):
        log.add(0, 1, 0)
    return log


def test_holes_are_known_after_a_restart(cache: Cache) -> None:
    log = messages(9)
    cache.put_groups([record(9)])
    cache.put_page("g", log.page(1, 3, 9), [])
    cache.put_page("g", log.page(7, 9, 9), [])
    cache = reopened(cache)
    assert cache.before("g", 7, 10) is None
    assert cache.after("g", 3, 10) is None
    newest = cache.newest("g", 10)
    assert newest is not None
    assert (newest.lo, newest.hi) == (7, 9)
    oldest = cache.before("g", 4, 10)
    assert oldest is not None
    assert (oldest.lo, oldest.hi) == (1, 3)
    around = cache.around("g", 8, 2)
    assert around is not None
    assert (around.lo, around.hi) == (8, 9)
    cache.close()


def test_a_timeline_that_missed_events_is_dropped(cache: Cache) -> None:
    log = messages(9)
    cache.put_groups([record(3)])
    cache.put_page("g", log.page(1, 3, 3), [])
    cache.advance(record(9), ME, log.events[7:], [])
    assert cache.before("g", 4, 10) is None
    newest = cache.newest("g", 10)
    assert newest is not None
    assert newest.lo == 8


def test_a_group_that_is_gone_leaves_its_outbox(cache: Cache) -> None:
    cache.put_groups([record(3), record(3, "h")])
    cache.put_page("g", messages(3).page(1, 3, 3), [])
    cache.put_outgoing([entry(1)])
    cache.drop_group("g")
    cache.put_page("g", messages(3).page(1, 3, 3), [])
    saved = cache.load(USER)
    assert [group.view.id for group in saved.groups] == ["h"]
    assert [waiting.key for waiting in saved.outgoing] == ["key-000000000001"]
    cache.put_groups([record(3)])
    assert cache.newest("g", 5) is None


def test_beginning_again_keeps_the_outbox_alone(cache: Cache) -> None:
    cache.put_groups([record(3), record(3, "old")])
    cache.put_page("g", messages(3).page(1, 3, 3), [])
    cache.put_outgoing([entry(1)])
    cache.restart([record(2)])
    saved = cache.load(USER)
    assert [group.have for group in saved.groups] == [2]
    assert cache.newest("g", 5) is None
    assert len(saved.outgoing) == 1
    cache.restart_group(record(8))
    assert [group.have for group in cache.load(USER).groups] == [8]
    cache.forget_all()
    assert cache.load(USER).groups == ()
    assert len(cache.load(USER).outgoing) == 1


def test_everything_of_the_account_comes_back(cache: Cache) -> None:
    assert cache.load(USER).me == USER
    me = User(id=ME, username="me", display_name="New", active=True, country="GB")
    ada = SavedUser(User(id="a", username="ada", display_name="", active=False), 77)
    cache.put_account(me, "epoch", DEFAULT_LIMITS)
    cache.put_users([ada])
    cache.put_groups([record(3, draft="half a")])
    waiting = [
        entry(2, step=Step.FAILED, problem="no", reply_to=3),
        entry(1, "h", step=Step.SENT, seq=9),
    ]
    cache.put_outgoing(waiting)
    cache = reopened(cache)
    saved = cache.load(USER)
    assert (saved.me, saved.epoch, saved.limits) == (me, "epoch", DEFAULT_LIMITS)
    assert saved.users == (ada,)
    assert saved.groups == (record(3, draft="half a"),)
    assert saved.outgoing == (waiting[1], waiting[0])
    cache.close()


def test_what_landed_leaves_the_outbox_with_its_event(cache: Cache) -> None:
    cache.put_groups([record(0)])
    cache.put_outgoing([entry(1), entry(2), entry(3), entry(1, "h")])
    log = messages(1)
    cache.advance(record(1), ME, log.events, ["key-000000000001"])
    cache.put_page("g", log.page(1, 1, 1), ["key-000000000002"])
    left = [(waiting.group, waiting.order) for waiting in cache.load(USER).outgoing]
    assert sorted(left) == [("g", 3), ("h", 1)]


def test_a_groups_place_in_the_log_moves_only_with_its_events(cache: Cache) -> None:
    cache.put_groups([record(3)])
    cache.put_groups([record(9, draft="new")])
    assert [(r.have, r.draft) for r in cache.load(USER).groups] == [(3, "new")]


def test_a_level_that_a_newer_version_wrote_counts_as_all(cache: Cache) -> None:
    cache.put_groups([record(3)])
    cache.database.execute_sql("UPDATE groups SET level = 'on weekdays'")
    assert cache.load(USER).groups[0].level is Level.ALL
