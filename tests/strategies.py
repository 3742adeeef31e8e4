"""Hypothesis strategies for every message of the contract, built from the Structs themselves.

`instances(Struct)` gives legal values of any message, event or view; a field that the contract
gains is generated without a line here. Beside it: hostile JSON, for whatever reads frames.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from protocol.commands import ClientMessage, GetProfile, History
from protocol.events import Event
from protocol.replies import ServerMessage
from protocol.scalars import MAX_INTEGER

S = TypeVar("S", bound=msgspec.Struct)

KEY_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"

command_ids = st.integers(1, MAX_INTEGER)
seqs = st.integers(1, MAX_INTEGER)
keys = st.text(KEY_CHARS, min_size=16, max_size=36)
strings = st.text(max_size=40)
"""Any text of the wire: every code point but surrogates."""

legal_texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\t\n"), max_size=60
).map(lambda text: "a" + text)
"""Texts that a server accepts in a message: no controls, and something to see."""

json_values: SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | strings,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
"""Any JSON value, such as a newer peer may put in a field unknown here."""


def instances(kind: type[S]) -> SearchStrategy[S]:
    """Return a strategy of legal values of a Struct; optional fields come and go."""
    required: dict[str, SearchStrategy[Any]] = {}
    optional: dict[str, SearchStrategy[Any]] = {}
    for field in msgspec.structs.fields(kind):
        target = required if field.required else optional
        target[field.name] = of_type(field.type)
    fields = st.fixed_dictionaries(required, optional=optional)
    if kind is History:
        fields = fields.map(lambda given: _at_most_one(given, "before", "after", "around", "at"))
    if kind is GetProfile:
        fields = fields.map(lambda given: _at_most_one(given, "user", "username"))
    return fields.map(lambda given: kind(**given))


def of_type(kind: Any) -> SearchStrategy[Any]:
    """Return a strategy of the legal values of one field's type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _of_scalar(arguments[0], arguments[1])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, types.UnionType):
        return st.one_of([of_type(argument) for argument in arguments])
    if origin is list:
        return st.lists(of_type(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(of_type(arguments[0]), of_type(arguments[1]), max_size=3)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.deferred(lambda: instances(kind))
    simple: dict[Any, SearchStrategy[Any]] = {
        str: strings,
        bool: st.booleans(),
        int: st.integers(-MAX_INTEGER, MAX_INTEGER),
        float: st.floats(0, 1e6),
        type(None): st.none(),
    }
    return simple[kind]


def _of_scalar(kind: type, meta: msgspec.Meta) -> SearchStrategy[Any]:
    if kind is str:
        return keys
    least = -MAX_INTEGER if meta.ge is None else int(meta.ge)
    most = MAX_INTEGER if meta.le is None else int(meta.le)
    return st.integers(least, most) | st.sampled_from([least, most])


def _at_most_one(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    given = [name for name in names if fields.get(name) is not None]
    return {name: value for name, value in fields.items() if name not in given[1:]}


COMMANDS: tuple[type[msgspec.Struct], ...] = get_args(ClientMessage)
SERVER_MESSAGES: tuple[type[msgspec.Struct], ...] = get_args(ServerMessage)
EVENTS: tuple[type[msgspec.Struct], ...] = get_args(Event)

commands = st.sampled_from(COMMANDS).flatmap(instances)
server_messages = st.sampled_from(SERVER_MESSAGES).flatmap(instances)
events = st.sampled_from(EVENTS).flatmap(instances)
