"""A `send` that has no room for anything else is judged like one that has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import instances

from protocol.codec import decode_command, encode
from protocol.commands import Send
from protocol.errors import DecodeError

JUNK = (
    *(b"", b"x", b'"', b" ", b"0", b"null", b"[[]]", b"\\n", b"\\ud800", b"\xff", b"\xc3\xa4"),
    *(b',"reply_to":null', b',"reply_to":1', b',"id":7', b',"key":"' + b"_" * 16 + b'"'),
    *(b',"x":null', b',"x":"\xff"', b',"x":"\\ud800"', b',"x":' + b"[" * 33 + b"]" * 33),
)


@given(instances(Send).map(encode), st.data())
def test_a_send_is_judged_alike_with_and_without_room_for_anything_else(
    data: bytes, draw: st.DataObject
) -> None:
    """A frame with a space behind it goes through every check there is."""
    place = draw.draw(st.integers(0, len(data)))
    cut = draw.draw(st.integers(0, 12))
    junk = draw.draw(st.sampled_from(JUNK))
    data = data[:place] + junk + data[place + cut :]
    assert outcome(data) == outcome(data + b" ")


def outcome(data: bytes) -> object:
    """Return the command, or what its refusal says."""
    try:
        return decode_command(data)
    except DecodeError as error:
        return error.id, error.type, error.invalid_utf8
