"""The short way in: whatever comes, in whatever pieces, it is as if Autobahn had taken it alone."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sockets_in_memory import FRAME_BYTES, Server, frame

from chat_server.gateway.receive import NVX_BYTES, FastReceiver, unmasked
from chat_server.gateway.websocket import ChatSocket
from protocol.errors import CloseCode

masks = st.binary(min_size=4, max_size=4)
texts = st.builds(
    frame,
    st.sampled_from([b"", b"{}", b"bye", b"\xff\xfe", b"x" * 125, b"y" * 126, b"z" * 1_500]),
    mask=masks,
)
controls = st.builds(frame, st.binary(max_size=125), head=st.sampled_from([0x89, 0x8A]), mask=masks)
closes = st.builds(
    frame,
    st.sampled_from([b"", b"\x03", b"\x03\xe8", b"\x03\xe8fine", b"\x03\xe8\xff", b"\x00\x01"]),
    head=st.just(0x88),
    mask=masks,
)
fragments = st.builds(
    frame, st.binary(max_size=200), head=st.sampled_from([0x01, 0x02, 0x00, 0x80, 0x82]), mask=masks
)
odd = st.builds(
    frame,
    st.sampled_from([b"", b"odd", b"x" * 125, b"y" * 126, b"z" * FRAME_BYTES]),
    head=st.sampled_from([0x81, 0x82, 0x88, 0x89, 0x8A, 0x01, 0x80, 0x83, 0x8B, 0x91, 0xC1, 0x09]),
    mask=st.none() | masks,
    size=st.none() | st.sampled_from([0, 1, 125, 126, FRAME_BYTES, FRAME_BYTES + 1, 70_000, 2**63]),
    width=st.sampled_from([None, 2, 8]),
)
streams = st.lists(
    st.one_of(texts, texts, texts, controls, fragments, odd, closes, st.binary(max_size=12)),
    max_size=12,
).map(b"".join)


@given(streams, st.lists(st.integers(0, 3_000), max_size=20))
def test_it_does_what_autobahn_alone_does(stream: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    fast, slow = Server(fast=True), Server(fast=False)
    for start, stop in pairwise(places):
        fast.socket.dataReceived(stream[start:stop])
        slow.socket.dataReceived(stream[start:stop])
        assert fast.what_it_did() == slow.what_it_did()


@settings(max_examples=40)
@given(streams)
def test_it_does_so_byte_by_byte(stream: bytes) -> None:
    fast, slow = Server(fast=True), Server(fast=False)
    for place in range(min(len(stream), 600)):
        fast.socket.dataReceived(stream[place : place + 1])
        slow.socket.dataReceived(stream[place : place + 1])
    assert fast.what_it_did() == slow.what_it_did()


@pytest.mark.parametrize(
    "stream",
    [
        frame(b"x" * FRAME_BYTES) + frame(b"y" * (FRAME_BYTES + 1)) + frame(b"after"),
        frame(b"x" * 125, width=2) + frame(b"after"),
        frame(b"x" * 200, width=8) + frame(b"after"),
        frame(b"whole, in ", head=0x01) + frame(b"a message in pieces") + frame(b"", head=0x80),
        frame(b"pieces, ", head=0x01) + frame(b"", head=0x89) + frame(b"a ping between", head=0x80),
        frame(b"not masked", mask=None) + frame(b"after"),
        frame(b"a reserved bit", head=0xC1) + frame(b"after"),
        frame(b"x" * 126, head=0x89) + frame(b"after"),
        frame(b"binary", head=0x82) + frame(b"after"),
        frame(b"one") + frame(b"\x03\xe8", head=0x88) + frame(b"after"),
        frame(b"bye") + frame(b"after") + frame(b"\x03\xe8", head=0x88),
    ],
)
def test_at_each_border_it_does_what_autobahn_alone_does(stream: bytes) -> None:
    places = range(len(stream)) if len(stream) < 300 else (1, 2, 3, 4, 7, 8, 9, len(stream) // 2)
    for place in places:
        fast, slow = Server(fast=True), Server(fast=False)
        for data in (stream[:place], stream[place:]):
            fast.socket.dataReceived(data)
            slow.socket.dataReceived(data)
            assert fast.what_it_did() == slow.what_it_did()


@given(st.binary(max_size=3 * NVX_BYTES), masks)
def test_unmasking_is_xor_with_the_mask_over_and_over(payload: bytes, mask: bytes) -> None:
    assert unmasked(payload, mask) == bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


@pytest.mark.parametrize("size", [0, 1, 125, 126, NVX_BYTES, NVX_BYTES + 1, FRAME_BYTES])
def test_a_text_of_any_size_comes_out_whole(size: int) -> None:
    server = Server(fast=True)
    payload = os.urandom(size)
    server.socket.dataReceived(frame(payload, mask=os.urandom(4)))
    assert server.heard == [payload]


@pytest.fixture
def left_to_autobahn(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What Autobahn gets to see once the connection is open."""
    seen: list[bytes] = []

    def note(socket: Any, data: bytes, plain: Any = FastReceiver._dataReceived) -> None:
        if socket.is_fast:
            seen.append(data)
        plain(socket, data)

    monkeypatch.setattr(FastReceiver, "_dataReceived", note)
    return seen


def test_frames_that_straddle_reads_stay_on_the_short_way(left_to_autobahn: list[bytes]) -> None:
    server = Server(fast=True)
    payloads = [b"%d" % number * 60 for number in range(100)]
    stream = b"".join(frame(payload) for payload in payloads)
    for place in range(0, len(stream), 97):
        server.socket.dataReceived(stream[place : place + 97])
    assert server.heard == payloads
    assert left_to_autobahn == []


def test_a_pong_among_them_does_not_end_it(left_to_autobahn: list[bytes]) -> None:
    server = Server(fast=True)
    pong = frame(b"there", head=0x8A)
    stream = frame(b"one") + pong + frame(b"two") + frame(b"three")
    server.socket.dataReceived(stream[:-4])
    server.socket.dataReceived(stream[-4:])
    assert server.heard == [b"one", b"two", b"three"]
    assert left_to_autobahn == [pong]


def test_after_a_fragmented_message_it_is_used_again(left_to_autobahn: list[bytes]) -> None:
    server = Server(fast=True)
    parts = frame(b"in ", head=0x01) + frame(b"pieces", head=0x80)
    server.socket.dataReceived(parts)
    server.socket.dataReceived(frame(b"whole"))
    assert server.heard == [b"in pieces", b"whole"]
    assert left_to_autobahn == [parts]


def test_what_follows_a_close_is_not_heard() -> None:
    server = Server(fast=True)
    server.socket.dataReceived(frame(b"bye") + frame(b"still here"))
    assert server.heard == [b"bye"]


def test_over_tls_autobahn_alone_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def secure(socket: Any, plain: Any = ChatSocket.onOpen) -> None:
        socket._transport_details.is_secure = True
        plain(socket)

    monkeypatch.setattr(ChatSocket, "onOpen", secure)
    with pytest.raises(AssertionError):
        Server(fast=True)


def test_where_the_text_goes_is_for_the_socket_to_say() -> None:
    with pytest.raises(TypeError, match="abstract"):
        FastReceiver()  # type: ignore[abstract]


def test_a_frame_that_never_ends_is_a_breach_here_too() -> None:
    server = Server(fast=True)
    server.socket.dataReceived(frame(b"half")[:-1])
    server.socket.renew(is_reading=True)
    server.socket.renew(is_reading=True)
    assert server.chatters[0].ended == [CloseCode.TOO_SLOW]


def test_a_stream_that_is_cut_at_each_renewal_is_none() -> None:
    server = Server(fast=True)
    stream = frame(b"whole") * 10
    for place in range(0, len(stream), 13):
        server.socket.dataReceived(stream[place : place + 13])
        server.socket.renew(is_reading=True)
    assert server.heard == [b"whole"] * 10
    assert server.chatters[0].ended == []
