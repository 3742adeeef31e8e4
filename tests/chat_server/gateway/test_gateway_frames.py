"""A server's frames, held to RFC 6455 by another library's parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from chat_server.gateway.frames import PING, frame, text_frame
from protocol.replies import Ok


def parse(data: bytes) -> Frame:
    stream = StreamReader()
    stream.feed_data(data)
    stream.feed_eof()
    steps = Frame.parse(stream.read_exact, mask=False, max_size=None)
    try:
        while True:
            next(steps)
    except StopIteration as done:
        found: Frame = done.value
    return found


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_each_length_has_its_header(size: int) -> None:
    parsed = parse(text_frame(b"x" * size))
    assert (parsed.opcode, parsed.fin, parsed.data) == (Opcode.TEXT, True, b"x" * size)


@given(st.text(max_size=300))
def test_any_text_comes_through(text: str) -> None:
    assert parse(text_frame(text.encode())).data == text.encode()


def test_a_message_becomes_a_frame() -> None:
    assert parse(frame(Ok(id=3))).data == b'{"type":"ok","id":3}'


def test_a_ping_is_empty() -> None:
    parsed = parse(PING)
    assert (parsed.opcode, parsed.data) == (Opcode.PING, b"")
