"""Malformed at the WebSocket level: closed at once, with the right code, and felt by nobody."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from bad_inputs.peer import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    close_frame,
    frame,
)
from server_process import ServerProcess

COMMAND = b'{"type":"profile","id":77}'

MALFORMED: dict[str, tuple[bytes, int]] = {
    "2^63 bytes": (frame(TEXT, b"x", size=2**63), 1002),
    "2^64-1 bytes": (frame(TEXT, b"x", size=2**64 - 1), 1002),
    "2^63-1 bytes": (frame(TEXT, b"x", size=2**63 - 1), 1009),
    "10 MB": (frame(TEXT, b"x" * 10_000, size=10_000_000), 1009),
    "length in 2 bytes for 1": (frame(TEXT, COMMAND, form=2), 1002),
    "length in 8 bytes for 1": (frame(TEXT, COMMAND, form=8), 1002),
    "length in 8 bytes for 2": (frame(TEXT, b'{"id":' + b" " * 200, form=8), 1002),
    "unmasked": (frame(TEXT, COMMAND, masked=False), 1002),
    "unmasked ping": (frame(PING, masked=False), 1002),
    **{
        f"reserved bits {bits}": (frame(TEXT, COMMAND, reserved=bits), 1002) for bits in range(1, 8)
    },
    **{f"reserved bit of a ping {bits}": (frame(PING, reserved=bits), 1002) for bits in (1, 4)},
    **{
        f"opcode {code}": (frame(code, COMMAND), 1002)
        for code in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
    },
    "fragmented ping": (frame(PING, fin=False), 1002),
    "fragmented close": (frame(CLOSE, fin=False), 1002),
    "ping of 126": (frame(PING, b"x" * 126), 1002),
    "close of 126": (close_frame(1000, b"x" * 124), 1002),
    "ping with a length in 2 bytes": (frame(PING, b"x", form=2), 1002),
    "continuation of nothing": (frame(CONTINUATION, COMMAND), 1002),
    "last continuation twice": (
        frame(TEXT, COMMAND[:5], fin=False) + frame(CONTINUATION, COMMAND[5:]) * 2,
        1002,
    ),
    "text within a text": (frame(TEXT, b"{", fin=False) + frame(TEXT, COMMAND), 1002),
    "binary within a text": (frame(TEXT, b"{", fin=False) + frame(BINARY, b"}"), 1002),
    "bad UTF-8": (frame(TEXT, b"\xff"), 1007),
    "bad UTF-8 over fragments": (
        frame(TEXT, b'{"type":"\xf0\x9f', fin=False) + frame(CONTINUATION, b'"}'),
        1007,
    ),
    "surrogates in UTF-8": (frame(TEXT, b'{"type":"\xed\xa0\x80"}'), 1007),
    "overlong UTF-8": (frame(TEXT, b'{"type":"\xc0\xaf"}'), 1007),
    "close of one byte": (frame(CLOSE, b"x"), 1002),
    "close with bad UTF-8": (close_frame(1000, b"\xff"), 1007),
    **{
        f"close code {code}": (close_frame(code), 1002)
        for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
    },
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_frame_closes_at_once(both_ways: ServerProcess, name: str) -> None:
    data, code = MALFORMED[name]
    with Peer(both_ways.port).upgrade() as peer:
        peer.send(data)
        assert peer.close_code() == code


@pytest.mark.parametrize("name", MALFORMED)
def test_nothing_is_done_after_a_malformed_frame(both_ways: ServerProcess, name: str) -> None:
    data, code = MALFORMED[name]
    with Peer(both_ways.port).upgrade() as peer:
        peer.send(frame(TEXT, COMMAND) + data + frame(TEXT, b'{"type":"profile","id":78}'))
        assert peer.message()["id"] == 77
        assert peer.close_code() == code


@pytest.mark.parametrize(
    "goodbye",
    [frame(CLOSE), close_frame(1000), close_frame(3000), close_frame(4999, b"\xc3\xa4")],
    ids=["bare", "1000", "3000", "4999"],
)
def test_text_after_a_close_is_not_read(both_ways: ServerProcess, goodbye: bytes) -> None:
    with Peer(both_ways.port).upgrade() as peer:
        peer.send(goodbye + frame(TEXT, COMMAND))
        opcode, _ = peer.frame()
        assert opcode == CLOSE
        assert peer.rest() == b""


def test_control_frames_within_a_message_are_heard(both_ways: ServerProcess) -> None:
    with Peer(both_ways.port).upgrade() as peer:
        pieces = [COMMAND[i : i + 1] for i in range(len(COMMAND))]
        peer.send(frame(TEXT, pieces[0], fin=False))
        for piece in pieces[1:-1]:
            peer.send(frame(PING, piece) + frame(CONTINUATION, piece, fin=False) + frame(PONG))
        peer.send(frame(CONTINUATION, pieces[-1]))
        heard = [peer.frame() for _ in range(len(pieces) - 1)]
        assert heard[:-1] == [(PONG, piece) for piece in pieces[1:-1]]
        assert json.loads(heard[-1][1])["id"] == 77


def test_a_frame_byte_by_byte_is_a_frame(both_ways: ServerProcess) -> None:
    with Peer(both_ways.port).upgrade() as peer:
        for byte in frame(TEXT, COMMAND) + frame(TEXT, b'{"type":"users","id":78,"ids":[]}'):
            peer.send(bytes([byte]))
        assert [peer.message()["id"] for _ in range(2)] == [77, 78]


@pytest.mark.parametrize("cut", [1, 2, 5, 20])
@pytest.mark.parametrize("how", ["half-close", "reset", "close"])
def test_who_goes_in_the_middle_of_a_frame_is_forgotten(
    both_ways: ServerProcess, cut: int, how: str
) -> None:
    with Peer(both_ways.port).upgrade() as peer:
        peer.send(frame(TEXT, COMMAND)[:cut])
        if how == "half-close":
            peer.socket.shutdown(1)
            assert peer.rest() == b""
        elif how == "reset":
            peer.reset()
    with Peer(both_ways.port).upgrade() as other:
        assert other.is_usable()


def test_who_closes_one_half_after_asking_is_answered(both_ways: ServerProcess) -> None:
    with Peer(both_ways.port).upgrade() as peer:
        peer.send(frame(TEXT, COMMAND))
        assert peer.message()["id"] == 77
        peer.socket.shutdown(1)
        assert peer.rest() == b""


# --- without end


def resident(server: ServerProcess) -> int:
    """Return the server's memory in KiB."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


@pytest.fixture
def bystander(both_ways: ServerProcess) -> Peer:
    peer = Peer(both_ways.port).upgrade()
    peer.do("sign_up", username=f"by{time.time_ns() % 10**12}", password="correct horse")
    return peer


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (frame(CONTINUATION, b"x", fin=False), 1009),
        (frame(CONTINUATION, b"", fin=False), 1009),
        (frame(CONTINUATION, b"x" * 1_000, fin=False), 1009),
        (frame(PING, b"x" * 125), 4429),
        (frame(PONG, b"x" * 125), 4429),
        (frame(PING), 4429),
    ],
    ids=["of one byte", "empty", "of a thousand", "ping", "pong", "empty ping"],
)
def test_what_goes_on_for_ever_is_ended(
    both_ways: ServerProcess, bystander: Peer, piece: bytes, code: int
) -> None:
    before = resident(both_ways)
    with Peer(both_ways.port).upgrade() as peer, bystander:
        peer.send(frame(TEXT, b"{", fin=False))
        sent = 0
        while peer.push(piece * 100) and sent < 200_000:
            sent += 100
            if sent % 1_000 == 0:
                assert bystander.is_usable()
        assert sent < 200_000
        assert peer.close_code() in (code, 1006)
        assert bystander.is_usable()
    assert resident(both_ways) - before < 8_192


def test_the_end_of_what_goes_on_for_ever_has_its_code(both_ways: ServerProcess) -> None:
    for opening, piece, code in (
        (frame(TEXT, b"{", fin=False), frame(CONTINUATION, b"", fin=False), 1009),
        (b"", frame(PING, b"x"), 4429),
        (b"", frame(PONG, b"x"), 4429),
    ):
        with Peer(both_ways.port).upgrade() as peer:
            peer.send(opening + piece * 1_100)
            assert peer.close_code() == code


def test_whom_it_is_pinging_and_who_reads_nothing_is_not_heard_on(
    both_ways: ServerProcess, bystander: Peer
) -> None:
    before = resident(both_ways)
    with Peer(both_ways.port, buffer=4_096).upgrade() as deaf, bystander:
        deaf.socket.settimeout(0.5)
        errors = frame(TEXT, b"nonsense") * 1_000
        sent = 0
        while sent < 500 and deaf.push(errors):
            sent += 1
        # Its answers wait, so it is not read from: what it sends stays with itself.
        assert sent < 500
        assert bystander.is_usable()
    assert resident(both_ways) - before < 8_192
