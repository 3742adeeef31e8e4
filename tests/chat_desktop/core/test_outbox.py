"""The outbox against a server that refuses, forgets and answers late: always in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.outbox import PIPELINE, Outbox, Outgoing, Step
from protocol.errors import ErrorCode


def entry(order: int) -> Outgoing:
    return Outgoing(f"key-{order:012}", "g", f"text {order}", 5, order)


def filled(count: int) -> Outbox:
    outbox = Outbox()
    for order in range(1, count + 1):
        outbox.add(entry(order))
    outbox.open()
    return outbox


def keys(entries: object) -> list[str]:
    assert isinstance(entries, list)
    return [entry.key for entry in entries]


class StubbornServer:
    """Takes sends in order; once it refuses a key, it refuses all until that key comes again."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self._refused: str | None = None

    def send(self, key: str, *, refuse: bool) -> int | None:
        """Return the seq, or None where it refuses for the moment."""
        if key in self.log:
            return self.log.index(key) + 1
        if self._refused not in (None, key) or refuse:
            self._refused = self._refused or key
            return None
        self._refused = None
        self.log.append(key)
        return len(self.log)


@given(st.integers(1, 30), st.lists(st.sampled_from(["ok", "ok", "busy", "lost"]), max_size=60))
def test_whatever_the_server_does_everything_arrives_once_and_in_order(
    count: int, fates: list[str]
) -> None:
    outbox, server, now = filled(count), StubbornServer(), 0.0
    fate = iter(fates)
    for _ in range(500):
        due = outbox.due(now)
        if not due and not outbox.entries:
            break
        for sending in due:
            what = next(fate, "ok")
            seq = server.send(sending.key, refuse=what == "busy")
            if what == "lost":
                outbox.close()
                outbox.open()
                break
            if seq is None:
                outbox.refused(sending.key, ErrorCode.BUSY, "busy", 0.5, now)
            elif outbox.sent(sending.key, seq, 9):
                outbox.landed(sending.key)
        now = outbox.retry_at or now
    assert server.log == [f"key-{order:012}" for order in range(1, count + 1)]
    assert outbox.entries == []


def test_nothing_goes_before_the_group_has_caught_up() -> None:
    outbox = Outbox()
    outbox.add(entry(1))
    assert outbox.due(0) == []
    outbox.open()
    assert keys(outbox.due(0)) == ["key-000000000001"]
    assert outbox.due(0) == []


def test_only_so_many_are_on_their_way_at_once() -> None:
    outbox = filled(PIPELINE + 5)
    assert len(outbox.due(0)) == PIPELINE
    outbox.sent("key-000000000001", 1, 9)
    assert keys(outbox.due(0)) == [entry(PIPELINE + 1).key]


def test_after_a_refusal_one_goes_first_and_only_when_the_time_has_come() -> None:
    outbox = filled(3)
    outbox.due(0)
    for order in (1, 2, 3):
        assert outbox.refused(entry(order).key, ErrorCode.RATE_LIMITED, "slow", 2.5, 10) is None
    assert outbox.retry_at == 12.5
    assert outbox.due(12) == []
    assert keys(outbox.due(12.5)) == [entry(1).key]
    outbox.sent(entry(1).key, 1, 9)
    assert keys(outbox.due(12.5)) == [entry(2).key, entry(3).key]


def test_after_a_refusal_events_that_come_before_their_replies_widen_the_pipeline_too() -> None:
    outbox = filled(40)
    for waiting in outbox.due(0.0):
        outbox.refused(waiting.key, ErrorCode.BUSY, "Busy.", 0.5, 10.0)
    widths = []
    while due := outbox.due(11.0):
        widths.append(len(due))
        for waiting in due:
            assert outbox.landed(waiting.key)
    assert widths == [1, 2, 8, 16, 13]


def test_a_newer_servers_refusal_with_retry_after_is_tried_again() -> None:
    outbox = filled(1)
    outbox.due(0)
    assert outbox.refused(entry(1).key, "sleeping", "zzz", 1, 0) is None
    assert len(outbox.due(1)) == 1


def test_a_final_refusal_is_shown_and_the_others_go_on() -> None:
    outbox = filled(2)
    outbox.due(0)
    failed = outbox.refused(entry(1).key, ErrorCode.NOT_A_MEMBER, "not a member", None, 0)
    assert failed is not None
    assert failed.problem == "You are no longer in this group."
    outbox.sent(entry(2).key, 1, 9)
    assert [e.step for e in outbox.entries] == [Step.FAILED, Step.SENT]
    assert outbox.due(100) == []


def test_a_failed_message_goes_again_as_the_last_with_its_key_or_is_dropped() -> None:
    outbox = filled(2)
    outbox.due(0)
    outbox.refused(entry(1).key, ErrorCode.TOO_LONG, "long", None, 0)
    assert not outbox.discard(entry(2).key)
    again = outbox.again(entry(1).key, 9)
    assert again is not None
    assert (again.key, again.order, again.step) == (entry(1).key, 9, Step.WAITING)
    assert keys(outbox.due(0)) == [entry(1).key]
    assert outbox.again(entry(1).key, 10) is None
    outbox.refused(entry(1).key, ErrorCode.TOO_LONG, "long", None, 0)
    assert outbox.discard(entry(1).key)
    assert entry(1).key not in outbox


def test_a_new_run_sends_again_what_was_on_its_way_and_not_what_failed() -> None:
    outbox = filled(4)
    outbox.due(0)
    outbox.sent(entry(1).key, 7, 9)
    outbox.refused(entry(2).key, ErrorCode.EMPTY, "empty", None, 0)
    left = outbox.entries
    again = Outbox()
    again.load(left)
    again.open()
    assert keys(again.due(0)) == [entry(3).key, entry(4).key]
    assert again.settle(6) == []
    assert again.settle(7) == [entry(1).key]


def test_after_the_server_went_back_in_time_what_it_confirmed_goes_again() -> None:
    outbox = filled(1)
    outbox.due(0)
    outbox.sent(entry(1).key, 7, 9)
    assert [e.seq for e in outbox.doubt()] == [None]
    assert keys(outbox.due(0)) == [entry(1).key]


def test_answers_about_what_is_gone_change_nothing() -> None:
    outbox = filled(1)
    outbox.due(0)
    assert outbox.landed(entry(1).key)
    assert not outbox.landed(entry(1).key)
    assert not outbox.sent(entry(1).key, 1, 9)
    assert outbox.refused(entry(1).key, ErrorCode.INTERNAL, "no", None, 0) is None
