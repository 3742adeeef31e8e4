"""Pings, silence, and readers that stay slow."""

from __future__ import annotations

from chat_server.gateway.heartbeat import CROWD, PING_SECONDS, SILENT_SECONDS, Heartbeat
from protocol.errors import CloseCode


class Peer:
    """A connection that answers pings or not."""

    def __init__(self, *, answers: bool = True) -> None:
        self.answers = answers
        self.heard = False
        self.lagging_since: float | None = None
        self.is_reading = True
        self.silent_seconds = 0.0
        self.pings = 0
        self.dropped = False
        self.ended: CloseCode | None = None

    def ping(self) -> None:
        self.pings += 1
        self.heard = self.answers

    def drop(self) -> None:
        self.dropped = True

    def end(self, code: CloseCode, reason: str) -> None:
        self.ended = code


def beat(heartbeat: Heartbeat, seconds: int, start: int = 0) -> None:
    for second in range(start, start + seconds):
        heartbeat.beat(float(second))


def test_each_is_pinged_every_20_s_whenever_it_came() -> None:
    heartbeat = Heartbeat()
    early, late = Peer(), Peer()
    heartbeat.add(early)
    beat(heartbeat, 7)
    heartbeat.add(late)
    beat(heartbeat, PING_SECONDS - 8)
    assert (early.pings, late.pings) == (0, 0)
    beat(heartbeat, 1)
    assert (early.pings, late.pings) == (1, 0)
    beat(heartbeat, 7)
    assert (early.pings, late.pings) == (1, 1)
    beat(heartbeat, 10 * PING_SECONDS)
    assert (early.pings, late.pings) == (11, 11)
    assert not early.dropped


def test_who_does_not_answer_is_given_up_20_s_after_the_ping() -> None:
    heartbeat = Heartbeat()
    peer = Peer(answers=False)
    heartbeat.add(peer)
    beat(heartbeat, 2 * PING_SECONDS - 1)
    assert (peer.pings, peer.dropped) == (1, False)
    beat(heartbeat, 1)
    assert peer.dropped


def test_thousands_that_come_at_once_do_not_answer_at_once() -> None:
    heartbeat = Heartbeat()
    peers = [Peer() for _ in range(20 * CROWD)]
    for peer in peers:
        heartbeat.add(peer)
    pinged = 0
    for second in range(PING_SECONDS):
        heartbeat.beat(float(second))
        before, pinged = pinged, sum(peer.pings for peer in peers)
        assert pinged - before == CROWD
    assert all(peer.pings == 1 for peer in peers)


def test_a_slow_reader_whose_kernel_is_silent_is_gone() -> None:
    heartbeat = Heartbeat()
    slow, gone = Peer(answers=False), Peer(answers=False)
    for peer in (slow, gone):
        heartbeat.add(peer)
        peer.lagging_since = 0.0
    slow.silent_seconds = 25.6
    for second in range(int(SILENT_SECONDS) + 1):
        gone.silent_seconds = float(second)
        heartbeat.beat(float(second))
    beat(heartbeat, PING_SECONDS // 2, start=28)
    assert (gone.dropped, gone.ended) == (True, None)
    assert (slow.dropped, slow.ended) == (False, None)


def test_any_word_is_a_sign_of_life() -> None:
    heartbeat = Heartbeat()
    peer = Peer(answers=False)
    heartbeat.add(peer)
    for round in range(5):
        beat(heartbeat, PING_SECONDS, round * PING_SECONDS)
        peer.heard = True
    assert not peer.dropped


def test_who_is_gone_is_left_alone() -> None:
    heartbeat = Heartbeat()
    peer = Peer()
    heartbeat.add(peer)
    heartbeat.remove(peer)
    heartbeat.remove(peer)
    beat(heartbeat, 3 * PING_SECONDS)
    assert peer.pings == 0


def test_a_slow_reader_has_60_s_and_gets_no_ping_meanwhile() -> None:
    heartbeat = Heartbeat()
    peer = Peer(answers=False)
    heartbeat.add(peer)
    beat(heartbeat, PING_SECONDS)
    peer.lagging_since = 20.0
    beat(heartbeat, 3 * PING_SECONDS - 1, 20)
    assert (peer.pings, peer.ended, peer.dropped) == (1, None, False)
    beat(heartbeat, PING_SECONDS, 80)
    assert peer.ended is CloseCode.TOO_SLOW
    assert not peer.dropped


def test_who_drained_in_time_is_pinged_again() -> None:
    heartbeat = Heartbeat()
    peer = Peer()
    heartbeat.add(peer)
    peer.lagging_since = 0.0
    beat(heartbeat, 2 * PING_SECONDS)
    peer.lagging_since = None
    beat(heartbeat, PING_SECONDS, 40)
    assert (peer.pings, peer.ended) == (1, None)


def test_who_we_do_not_read_from_is_not_expected_to_be_heard() -> None:
    heartbeat = Heartbeat()
    peer = Peer(answers=False)
    heartbeat.add(peer)
    peer.is_reading = False
    beat(heartbeat, 5 * PING_SECONDS)
    assert not peer.dropped
