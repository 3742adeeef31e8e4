"""What waits for one connection: joined, skipped while it is slow, bounded."""

from __future__ import annotations

from fake_gateway import FakeSocket

from chat_server.gateway.frames import text_frame
from chat_server.gateway.outbox import MAX_PILED_BYTES, Cork, Outbox

HELLO = text_frame(b'{"type":"ok","id":1}')


class Box:
    """An outbox with its socket, and how often it overflowed."""

    def __init__(self, cork: Cork | None = None) -> None:
        self.socket = FakeSocket()
        self.overflows = 0
        self.outbox = Outbox(self.socket.write, cork or Cork(), self._overflowed)

    def _overflowed(self) -> None:
        self.overflows += 1


def test_without_a_cork_each_frame_goes_at_once() -> None:
    box = Box()
    box.outbox.say(HELLO)
    assert box.socket.writes == [HELLO]


def test_a_cork_makes_one_write_of_many_frames() -> None:
    cork = Cork()
    box, other = Box(cork), Box(cork)
    with cork:
        box.outbox.say(HELLO)
        with cork:
            box.outbox.live(HELLO, "tea", 1)
        box.outbox.hint(HELLO)
        other.outbox.live(HELLO, "tea", 1)
        assert box.socket.writes == []
    assert box.socket.writes == [HELLO * 3]
    # One frame alone is not copied: the same bytes go to every listener.
    assert other.socket.writes[0] is HELLO


def test_what_is_said_last_does_not_wait_for_the_cork() -> None:
    cork = Cork()
    box, other, slow, gone = Box(cork), Box(cork), Box(cork), Box(cork)
    slow.outbox.pause()
    gone.outbox.close()
    with cork:
        box.outbox.say(HELLO)
        for each in (box, other, slow, gone):
            each.outbox.live_at_once(HELLO, "tea", 1)
        assert box.socket.writes == [HELLO * 2]
        assert other.socket.writes[0] is HELLO
        box.outbox.hint(HELLO)
    assert box.socket.writes == [HELLO * 2, HELLO]
    assert gone.socket.writes == []
    slow.outbox.resume()
    assert slow.socket.take() == [{"type": "lagged", "heads": {"tea": 1}}]


def test_a_slow_reader_gets_replies_but_no_events_and_then_hears_what_it_missed() -> None:
    box = Box()
    box.outbox.pause()
    box.outbox.live(HELLO, "tea", 7)
    box.outbox.live(HELLO, "tea", 9)
    box.outbox.live(HELLO, "cake", 3)
    box.outbox.hint(HELLO)
    assert box.socket.writes == []
    box.outbox.say(HELLO)
    assert box.socket.writes == [HELLO]
    box.socket.writes.clear()
    box.outbox.resume()
    assert box.socket.take() == [{"type": "lagged", "heads": {"tea": 9, "cake": 3}}]
    box.outbox.resume()
    assert box.socket.take() == []


def test_a_group_one_has_left_is_not_spoken_of() -> None:
    box = Box()
    box.outbox.pause()
    box.outbox.live(HELLO, "tea", 7)
    box.outbox.forget("tea")
    box.outbox.forget("cake")
    box.outbox.resume()
    assert box.socket.writes == []


def test_what_piles_up_is_bounded() -> None:
    box = Box()
    box.outbox.pause()
    large = bytes(MAX_PILED_BYTES // 4)
    for _ in range(4):
        box.outbox.say(large)
    assert box.overflows == 0
    box.outbox.say(large)
    box.outbox.say(large)
    assert box.overflows == 1
    assert len(box.socket.writes) == 4


def test_draining_starts_the_count_anew() -> None:
    box = Box()
    large = bytes(MAX_PILED_BYTES - 1)
    for _ in range(3):
        box.outbox.pause()
        box.outbox.say(large)
        box.outbox.resume()
    assert box.overflows == 0


def test_closing_writes_what_has_gathered_and_nothing_after_it() -> None:
    cork = Cork()
    box = Box(cork)
    with cork:
        box.outbox.say(HELLO)
        box.outbox.close()
        assert box.socket.writes == [HELLO]
        box.outbox.say(HELLO)
    assert box.socket.writes == [HELLO]
