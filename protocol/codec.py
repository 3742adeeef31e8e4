"""Frames to messages and back: the only JSON of the program."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import msgspec

from protocol.commands import ClientMessage
from protocol.errors import DecodeError
from protocol.events import EVENT_KINDS
from protocol.replies import ServerMessage, UnknownMessage
from protocol.scalars import MAX_INTEGER
from protocol.views import TIMELINE_KINDS

MAX_DEPTH: Final = 32

_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
_server_messages: msgspec.json.Decoder[ServerMessage] = msgspec.json.Decoder(ServerMessage)

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_SURROGATE = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}|\\u[dD][c-fC-F][0-9a-fA-F]{2}")


class _Id(msgspec.Struct):
    id: int


_ids = msgspec.json.Decoder(_Id)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


def encode(message: msgspec.Struct) -> bytes:
    """Return the frame's payload: one JSON object, UTF-8."""
    return _encoder.encode(message)


def decode_command(data: bytes) -> ClientMessage:
    """Return the command that `data` is; raise `DecodeError`, and nothing else, if it is none."""
    _check_text(data)
    _check_depth(data)
    try:
        command = _commands.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise DecodeError(str(error), id=_read_id(data)) from None
    if b"\\u" in data:
        _check_surrogates(data)
    if b"null" in data:
        _check_nulls(data)
    return command


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
    """Decode a message of a newer server, in which types and kinds unknown here may stand."""
    try:
        fields: Any = msgspec.json.decode(data)
        if not isinstance(fields, dict) or not isinstance(fields.get("type"), str):
            raise DecodeError(reason)
        if fields["type"] not in SERVER_TYPES:
            return UnknownMessage()
        for name, kinds in (("events", tuple(EVENT_KINDS)), ("messages", TIMELINE_KINDS)):
            for item in fields.get(name) or ():
                if isinstance(item, dict) and item.get("kind") not in kinds:
                    item["kind"] = "unknown"
        decoded: ServerMessage = msgspec.convert(fields, ServerMessage)
    except (msgspec.MsgspecError, RecursionError, ValueError, TypeError) as error:
        raise DecodeError(str(error)) from None
    return decoded


def _check_text(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise DecodeError("not UTF-8", invalid_utf8=True) from None


def _check_depth(data: bytes) -> None:
    """Refuse nesting over 32, also inside fields that nobody reads."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", data)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > MAX_DEPTH:
            raise DecodeError(f"nested over {MAX_DEPTH} deep", id=_read_id(data))


def _check_surrogates(data: bytes) -> None:
    """Refuse half a character, also inside fields that nobody reads."""
    if not _SURROGATE.search(data):
        return
    try:
        json.dumps(json.loads(data), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise DecodeError("a lone surrogate", id=_read_id(data)) from None


def _check_nulls(data: bytes) -> None:
    """Refuse `null` for a field: absent means absent."""
    for name, value in _fields.decode(data).items():
        if bytes(value) == b"null":
            raise DecodeError(f"`{name}` is null", id=_read_id(data))


def _read_id(data: bytes) -> int | None:
    """Return the id of a command that is refused, although a lone surrogate may stand in it."""
    try:
        found = _ids.decode(_SURROGATE.sub(b"?", data)).id
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return found if 1 <= found <= MAX_INTEGER else None


def _tags(union: Any) -> frozenset[str]:
    return frozenset(str(member.__struct_config__.tag) for member in union.__args__)


COMMAND_TYPES: Final = _tags(ClientMessage)
SERVER_TYPES: Final = _tags(ServerMessage)
