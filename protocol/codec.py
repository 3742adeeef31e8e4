"""Frames to messages and back: the only JSON of the program."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from itertools import accumulate
from typing import Any, Final, get_args

import msgspec

from protocol.commands import ClientMessage, Send
from protocol.errors import DecodeError
from protocol.events import EVENT_KINDS
from protocol.replies import ServerMessage, UnknownMessage
from protocol.scalars import MAX_INTEGER
from protocol.views import TIMELINE_KINDS, Group

MAX_DEPTH: Final = 32

# Single bytes as numbers: looked for in a third of the time.
_BACKSLASH: Final = ord("\\")
_LIST: Final = ord("[")
_OBJECT: Final = ord("{")

encode: Final[Callable[[msgspec.Struct], bytes]] = msgspec.json.Encoder().encode
"""Returns a message's frame: one JSON object, UTF-8."""

_commands: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_server_messages: msgspec.json.Decoder[ServerMessage] = msgspec.json.Decoder(ServerMessage)

_KEY_BYTES: Final = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LEAST_SEND: Final = len('{"type":"send","id":,"group":"","key":"","text":""}')

# Possessive and open-ended, so that no input makes them take more than linear time.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_TOKEN = re.compile(_STRING.pattern + rb"|[\[\]{}]", re.DOTALL)
_HALF = rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
_PAIR = rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(_PAIR + rb"|(" + _HALF + rb")|\\.", re.DOTALL)
_LONE_SURROGATE = re.compile(
    rb"(?:[^\\]++|\\[^u]|\\u(?![dD][89a-fA-F])|" + _PAIR + rb")*+" + _HALF, re.DOTALL
)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")


class _Id(msgspec.Struct):
    id: int


class _Type(msgspec.Struct):
    type: str


_ids = msgspec.json.Decoder(_Id)
_types = msgspec.json.Decoder(_Type)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_known_fields = {
    command: frozenset(command.__struct_fields__) for command in get_args(ClientMessage)
}


def decode_command(data: bytes) -> ClientMessage:
    """Return the command that `data` is; raise `DecodeError`, and nothing else, if it is none."""
    try:
        command = _commands.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        _check_text(data)
        _check_depth(data)
        raise _refused(str(error), data) from None
    if type(command) is Send and _has_nothing_else(command, data):
        _check_key(command, data)
        return command
    _check_text(data)
    _check_depth(data)
    if _BACKSLASH in data and _LONE_SURROGATE.match(data):
        raise _refused("a lone surrogate", data)
    if data.find(b"null") >= 0:
        _check_nulls(data, command)
    if type(command) is Send:
        _check_key(command, data)
    return command


def _has_nothing_else(send: Send, data: bytes) -> bool:
    """Say whether the frame is as short as one with these values can be.

    Then there is no room for anything that the decoder passes over: another field, a `null`, an
    escape, something nested. Nearly every frame is such a one, and to look for all that takes
    twice as long as to decode it. A number has one spelling only, since the decoder takes no `1e3`.
    """
    least = _LEAST_SEND + len(send.group) + len(send.key) + len(send.text) + len(str(send.id))
    return len(data) == least and send.reply_to is None


def _check_key(send: Send, data: bytes) -> None:
    if send.key.encode().translate(None, _KEY_BYTES):
        raise _refused("Invalid characters - at `$.key`", data)


def decode_server_message(data: bytes) -> ServerMessage:
    """Return what the server said; unknown types and kinds come as `Unknown…`, never as errors.

    Raises `DecodeError` for anything that is no message of the contract.
    """
    _check_text(data)
    _check_depth(data)
    try:
        return _server_messages.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        return _decode_newer(data, str(error))


def _decode_newer(data: bytes, reason: str) -> ServerMessage:
    """Decode a message of a newer server, in which types and kinds unknown here may stand.

    Groups of an unknown kind are kept where they have a group's fields, else they are left out.
    """
    try:
        fields: Any = msgspec.json.decode(data)
        if not isinstance(fields, dict) or not isinstance(fields.get("type"), str):
            raise DecodeError(reason)
        if fields["type"] not in SERVER_TYPES or _is_foreign(fields.get("group")):
            return UnknownMessage(id=_read_id(data))
        if "groups" in fields:
            fields["groups"] = [group for group in fields["groups"] if not _is_foreign(group)]
        name, kinds = _LISTS_OF_KINDS.get(fields["type"], ("", frozenset()))
        for item in fields.get(name, ()):
            if isinstance(item.get("kind"), str) and item["kind"] not in kinds:
                item["kind"] = "unknown"
        decoded: ServerMessage = msgspec.convert(fields, ServerMessage)
    except (msgspec.MsgspecError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise DecodeError(str(error)) from None
    return decoded


def _is_foreign(group: Any) -> bool:
    """Say whether this is a group of a kind so new that it has not even a group's fields."""
    if not isinstance(group, dict) or not isinstance(group.get("kind"), str):
        return False
    try:
        msgspec.convert(group, Group)
    except (msgspec.MsgspecError, ValueError):
        return True
    return False


def _check_text(data: bytes) -> None:
    if data.isascii():
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise DecodeError("not UTF-8", invalid_utf8=True) from None


def _check_depth(data: bytes) -> None:
    """Refuse nesting over 32, also inside fields that nobody reads."""
    if data.rfind(_OBJECT) <= 0 and data.find(_LIST) < 0:
        return
    if data.count(_LIST) + data.count(_OBJECT) <= MAX_DEPTH:
        return
    steps = _STRING.sub(b"", data).translate(_STEPS, _NO_BRACKETS)
    if max(accumulate(array("b", steps)), default=0) > MAX_DEPTH:
        raise _refused(f"nested over {MAX_DEPTH} deep", _cut_nested(data))


def _check_nulls(data: bytes, command: ClientMessage) -> None:
    """Refuse `null` for a field of the contract: absent means absent."""
    known = _known_fields[type(command)]
    for name, value in _fields.decode(data).items():
        if name in known and bytes(value) == b"null":
            raise _refused(f"`{name}` is null", data)


def _refused(reason: str, data: bytes) -> DecodeError:
    """Return the error about a frame, with what can be read of it although it is refused."""
    whole = _ESCAPE.sub(lambda escape: b"?" if escape[1] else escape[0], data)
    return DecodeError(reason, id=_read_id(whole), type=_read_type(whole))


def _read_id(data: bytes) -> int | None:
    try:
        found = _ids.decode(data).id
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return found if 1 <= found <= MAX_INTEGER else None


def _read_type(data: bytes) -> str | None:
    try:
        return _types.decode(data).type
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _cut_nested(data: bytes) -> bytes:
    """Return the frame with a 0 for each object or list inside it, whatever its depth."""
    kept, depth, start = [], 0, 0
    for token in _TOKEN.finditer(data):
        if token[0] in (b"{", b"["):
            depth += 1
            if depth == 2:
                kept.append(data[start : token.start()] + b"0")
        elif token[0] in (b"}", b"]"):
            depth -= 1
            if depth == 1:
                start = token.end()
    return b"".join(kept) + data[start:] if depth < 2 else b""


def _tags(union: Any) -> frozenset[str]:
    return frozenset(str(member.__struct_config__.tag) for member in get_args(union))


COMMAND_TYPES: Final = _tags(ClientMessage)
SERVER_TYPES: Final = _tags(ServerMessage)
_LISTS_OF_KINDS: Final = {
    "events": ("events", frozenset(EVENT_KINDS)),
    "messages": ("messages", frozenset(TIMELINE_KINDS)),
}
