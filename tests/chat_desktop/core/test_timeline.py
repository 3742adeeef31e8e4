"""Whatever order events, pages and outgoing messages come in, the rows are the log's."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from group_logs import ME, GroupLog, group_logs
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chat_desktop.core.messages import Page, as_shown
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow, Row, Splice
from chat_desktop.core.splices import apply_splices
from chat_desktop.core.timeline import Timeline
from protocol.events import Deleted, Edited, Message, Reacted
from protocol.views import MessageView


def rows_of(log: GroupLog, after: int = 0, until: int | None = None) -> list[Row]:
    """Return the rows that replaying the log gives."""
    rows: list[Row] = []
    for seq, item in sorted(log.items(log.head).items()):
        if not after < seq <= (log.head if until is None else until):
            continue
        if isinstance(item, MessageView):
            view = as_shown(item)
            rows.append(
                MessageRow(
                    key=view.key,
                    by=view.by,
                    at=view.at,
                    text=view.text,
                    seq=view.seq,
                    n=view.n,
                    reply_to=view.reply_to,
                    edited_at=view.edited_at,
                    deleted=view.deleted,
                    reactions=tuple(view.reactions),
                )
            )
        else:
            rows.append(NoticeRow(item))  # type: ignore[arg-type]
    return rows


def plain(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without `rev`."""
    return [replace(row, rev=0) if isinstance(row, MessageRow) else row for row in rows]


class Mirror:
    """A view of a timeline: knows only the splices, and that each look has its own rev."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.rows: list[Row] = list(timeline.rows)
        self.looks: dict[tuple[str, str, int], MessageRow] = {}

    def take(self, splices: tuple[Splice, ...]) -> None:
        self.rows = apply_splices(self.rows, splices)
        assert self.rows == list(self.timeline.rows)
        for row in self.rows:
            if isinstance(row, MessageRow):
                assert self.looks.setdefault((row.key, row.by, row.rev), row) == row


def ranges(draw: st.DrawFn, lo: int, hi: int) -> list[tuple[int, int]]:
    """Cover `lo` to `hi` with ranges that may overlap, in any order, some of them twice."""
    found = []
    start = lo
    while start <= hi:
        end = draw(st.integers(start, hi))
        found.append((draw(st.integers(lo, start)), end))
        start = end + 1
    again = draw(st.lists(st.sampled_from(found), max_size=3)) if found else []
    return draw(st.permutations(found + again))


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[GroupLog, int, list[tuple[str, int, int, int]]]:
    """Return a log, where the client began, and events and pages that together tell it all."""
    log = draw(group_logs())
    have = draw(st.integers(0, log.head))
    events = [
        ("events", lo, hi, draw(st.integers(hi, log.head)))
        for lo, hi in ranges(draw, have + 1, log.head)
    ]
    pages = [
        ("page", lo, hi, draw(st.integers(max(hi, have), log.head)))
        for lo, hi in ranges(draw, 1, have)
    ]
    if draw(st.booleans()) and log.head:
        lo = draw(st.integers(1, log.head))
        hi = draw(st.integers(lo, log.head))
        pages.append(("page", lo, hi, draw(st.integers(max(hi, have), log.head))))
    return log, have, draw(st.permutations(events + pages))


@given(deliveries(), st.booleans())
def test_any_order_of_events_and_pages_gives_the_log(
    told: tuple[GroupLog, int, list[tuple[str, int, int, int]]], settling: bool
) -> None:
    log, have, steps = told
    timeline = Timeline(ME, have, count())
    mirror = Mirror(timeline)
    seen: set[int] = set()
    for place, (what, lo, hi, head) in enumerate(steps):
        if what == "events":
            mirror.take(timeline.apply(log.served(lo - 1, hi, head)))
            seen.update(range(lo, hi + 1))
        else:
            mirror.take(timeline.add_page(log.page(lo, hi, head)))
        while have + 1 in seen:
            have += 1
        if settling:
            late = any(kind == "page" and h < have for kind, _, _, h in steps[place + 1 :])
            timeline.settle(have, reading=late)
    assert plain(timeline.rows) == rows_of(log)
    assert timeline.at_end
    assert timeline.at_start or log.head == 0
    assert timeline.head == log.head


@given(deliveries())
def test_holes_are_shown_exactly_where_nothing_is_known(
    told: tuple[GroupLog, int, list[tuple[str, int, int, int]]],
) -> None:
    log, have, steps = told
    timeline = Timeline(ME, have, count())
    known: set[int] = set()
    floor, head = have, have
    for what, lo, hi, at in steps:
        if what == "events":
            timeline.apply(log.served(lo - 1, hi, at))
        else:
            timeline.add_page(log.page(lo, hi, at))
            floor = min(floor, lo - 1)
        head = max(head, hi)
        known.update(range(lo, hi + 1))
        missing = {s for s in range(floor + 1, head + 1) if s not in known}
        holes = [row for row in timeline.rows if isinstance(row, HoleRow)]
        shown = {s for hole in holes for s in range(hole.after + 1, hole.before)}
        assert shown - known == missing - known == shown
        seqs = [place_of(row) for row in timeline.rows]
        assert seqs == sorted(seqs)


def place_of(row: Row) -> float:
    if isinstance(row, HoleRow):
        return row.after + 0.5
    if isinstance(row, NoticeRow):
        return row.event.seq
    assert row.seq is not None
    return row.seq


@given(group_logs(most=60), st.data())
def test_a_small_window_shows_its_part_of_the_log_wherever_it_is_moved(
    log: GroupLog, data: st.DataObject
) -> None:
    timeline = Timeline(ME, 0, count(), window=10)
    mirror = Mirror(timeline)
    told = 0

    def go_on(*, reading: bool) -> None:
        nonlocal told
        upto = data.draw(st.integers(told, log.head))
        mirror.take(timeline.apply(log.served(told, upto, upto)))
        told = upto
        timeline.settle(told, reading=reading)

    for move in data.draw(st.lists(st.sampled_from(["live", "older", "newer", "jump"]))):
        if move == "live":
            go_on(reading=False)
        elif move == "older" and timeline.floor:
            page = log.page(data.draw(st.integers(1, timeline.floor)), timeline.floor, told)
            go_on(reading=True)
            if timeline.floor == page.hi:
                mirror.take(timeline.add_page(page))
        elif move == "newer" and timeline.ceiling < told:
            lo = timeline.ceiling + 1
            page = log.page(lo, data.draw(st.integers(lo, told)), told)
            go_on(reading=True)
            mirror.take(timeline.add_page(page))
        elif move == "jump" and told:
            lo = data.draw(st.integers(1, told))
            hi = data.draw(st.integers(lo, told))
            mirror.take(timeline.replace(log.page(lo, hi, told)))
        timeline.settle(told, reading=False)
        so_far = GroupLog(log.events[:told])
        assert plain(timeline.rows) == rows_of(so_far, timeline.floor, timeline.ceiling)
        assert timeline.at_end == (timeline.ceiling == told)
    mirror.take(timeline.restart(told))
    assert list(timeline.rows) == []


def outgoing(order: int, step: Step = Step.WAITING, seq: int | None = None) -> Outgoing:
    return Outgoing(f"key-{order:012}", "g", f"text {order}", 5, order, step=step, seq=seq)


def own(seq: int, order: int) -> Message:
    return Message(seq=seq, at=9, by=ME, key=f"key-{order:012}", n=seq, text=f"text {order}")


def look(timeline: Timeline) -> list[tuple[str, Delivery, int | None]]:
    return [(r.key, r.delivery, r.seq) for r in timeline.rows if isinstance(r, MessageRow)]


def test_an_own_message_turns_from_sending_to_sent_in_its_place() -> None:
    timeline = Timeline(ME, 0, count())
    mirror = Mirror(timeline)
    mirror.take(timeline.set_outgoing([outgoing(1), outgoing(2)]))
    keys = [f"key-{order:012}" for order in (1, 2)]
    assert look(timeline) == [(key, Delivery.SENDING, None) for key in keys]
    mirror.take(timeline.set_outgoing([outgoing(1, Step.SENT, 1), outgoing(2)]))
    assert look(timeline)[0] == (keys[0], Delivery.SENT, 1)
    splices = timeline.apply([own(1, 1)])
    mirror.take(splices)
    assert [(s.index, s.removed, len(s.rows)) for s in splices] == [(0, 1, 1)]
    mirror.take(timeline.set_outgoing([outgoing(2)]))
    mirror.take(timeline.apply([own(2, 2)]))
    assert look(timeline) == [(keys[0], Delivery.SENT, 1), (keys[1], Delivery.SENT, 2)]
    assert timeline.set_outgoing([]) == ()


def test_outgoing_messages_stay_at_the_end_behind_what_others_say() -> None:
    timeline = Timeline(ME, 0, count())
    timeline.set_outgoing([outgoing(7), outgoing(8, Step.FAILED)])
    timeline.apply([Message(seq=1, at=1, by="ada", key="k" * 16, n=1, text="hi")])
    assert [row[1] for row in look(timeline)] == [Delivery.SENT, Delivery.SENDING, Delivery.FAILED]


def test_another_users_message_with_the_same_key_is_not_mine() -> None:
    timeline = Timeline(ME, 0, count())
    timeline.set_outgoing([outgoing(1)])
    timeline.apply([Message(seq=1, at=1, by="ada", key="key-000000000001", n=1, text="hi")])
    assert [row[1] for row in look(timeline)] == [Delivery.SENT, Delivery.SENDING]


def test_outgoing_messages_are_not_shown_in_a_window_that_ends_before_the_newest() -> None:
    log = GroupLog()
    for _ in range(20):
        log.add(0, 1, 0)
    timeline = Timeline(ME, 20, count())
    timeline.set_outgoing([outgoing(30)])
    timeline.replace(log.page(3, 6, 20))
    assert len(timeline.rows) == 4
    timeline.add_page(log.page(7, 20, 20))
    assert timeline.at_end
    assert look(timeline)[-1] == ("key-000000000030", Delivery.SENDING, None)


def test_each_change_of_a_message_has_its_own_rev_and_others_keep_theirs() -> None:
    timeline = Timeline(ME, 0, count())
    timeline.apply([own(1, 1), own(2, 2)])
    before = list(timeline.rows)
    timeline.apply([Reacted(seq=3, at=9, by="ada", target=1, emoji="👍")])
    first, second = timeline.rows
    assert isinstance(first, MessageRow)
    assert isinstance(before[0], MessageRow)
    assert first.rev > before[0].rev
    assert second is before[1]


def test_amendments_of_a_message_that_is_not_loaded_wait_for_it() -> None:
    timeline = Timeline(ME, 5, count())
    timeline.apply([Edited(seq=7, at=9, by=ME, target=4, text="new")])
    timeline.settle(5, reading=False)
    log = GroupLog([own(seq, seq) for seq in range(1, 6)])
    timeline.add_page(log.page(4, 5, 5))
    assert isinstance(timeline.rows[0], MessageRow)
    assert timeline.rows[0].text == "new"
    timeline.apply([Deleted(seq=6, at=9, by=ME, target=5)])
    assert isinstance(timeline.rows[1], MessageRow)
    assert timeline.rows[1].deleted


def test_a_mark_goes_as_far_as_its_count_is_certain() -> None:
    timeline = Timeline(ME, 3, count())
    assert timeline.mark_at(3) is None
    timeline.apply([Message(seq=5, at=1, by="ada", key="k" * 16, n=9, text="hi")])
    assert timeline.mark_at(5) == (5, 9)
    timeline.expect(8)
    assert timeline.mark_at(6) == (5, 9), "what the hole holds is not known"
    assert timeline.mark_at(99) == (5, 9)
    assert timeline.mark_at(4) == (4, 8), "the next one's number tells it too"
    assert Timeline(ME, 0, count()).mark_at(0) == (0, 0)


def test_a_page_is_taken_whole() -> None:
    timeline = Timeline(ME, 4, count())
    timeline.add_page(Page(1, 4, ()))
    assert list(timeline.rows) == []
    assert timeline.at_start
