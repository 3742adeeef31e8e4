"""What the commands' own types say of them: fields that fit, and every way of not fitting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from protocol.commands import ClientMessage, Command

ID: Final = 4_000_000
"""The id of every frame of `violations`."""

# As deep as a frame has room for, closed again and not.
DEEP: Final = ("[" * 60_000 + "]" * 60_000, '{"a":' * 20_000 + "1" + "}" * 20_000, "[" * 100_000)
DIGITS: Final = 5_000

WRONG_FOR_ALL: Final = ("null", "{}", '{"a":1}', "[[]]", "NaN", "Infinity", "-Infinity", "nul", "")
WRONG_NUMBERS: Final = (
    *("-1", "1.5", "1e308", "1e999", "-0.5", str(2**53), str(2**63), str(2**64), "9" * DIGITS),
    *("-" + "9" * DIGITS, "true", '"1"', '"x"', "[1]", "0x10", "1_000", "01", "+1"),
)
WRONG_TEXTS: Final = (
    *("0", "1", "1.5", "true", "[]", '["x"]', r'"\ud800"', r'"a\udc00b"', r'"\udc00\ud800"'),
    *(r'"\x41"', '"\x00"', '"\n"', r'"\u12"', "'x'", "x", "9" * DIGITS),
)
HOSTILE_TEXTS: Final = (
    *("", " ", "\t", "\n", "\x00", "a\x00b", "\x1b[31mred\x1b[0m", "a\r\nb", "\x7f", "\x85"),
    *(
        "\u202eabc",
        "\u2066x\u2069",
        "\u200b",
        "a\u200db",
        "\ufeffx",
        "\u2028",
        "\uffff",
        "\U0010ffff",
    ),
    *(
        "'",
        '"',
        "\\",
        "%",
        "_",
        "%%",
        "\\%",
        "[a]",
        "*",
        "NEAR(",
        'x" OR 1=1 --',
        "'; DROP TABLE x",
    ),
    *(
        "Z\u0351\u036b\u0343" * 40,
        "e\u0301",
        "\u00e9",
        "ﷺ" * 20,
        "ß",
        "ı",
        "\u1e9e",
        "👩‍👩‍👧‍👦",
        "@everyone",
    ),
    *("x" * 65, "x" * 513, "x" * 1_025, "x" * 10_001, "\n" * 9_000, "../../etc/passwd", "CON"),
    *("-1", "0", "1e9", "null", "true", "{}", "a@b", "a@b@c", "<table>", "${x}", "{0}", "%s%n"),
)


@dataclass(frozen=True, slots=True)
class Violation:
    """A frame that breaks its command's schema, and whether its id can be read all the same."""

    name: str
    data: bytes
    has_id: bool = True


def commands() -> list[type[msgspec.Struct]]:
    return list(get_args(ClientMessage))


def tag(command: type[msgspec.Struct]) -> str:
    return str(command.__struct_config__.tag)


def fields_of(command: type[msgspec.Struct]) -> tuple[inspect.Field, ...]:
    """Return the fields besides `type` and `id`."""
    info = inspect.type_info(command)
    assert isinstance(info, inspect.StructType)
    return tuple(field for field in info.fields if field.encode_name != "id")


def kind_of(field: inspect.Field) -> inspect.Type:
    """Return the type of a field that is there."""
    if not isinstance(field.type, inspect.UnionType):
        return field.type
    (kind,) = [one for one in field.type.types if not isinstance(one, inspect.NoneType)]
    return kind


def legal(kind: inspect.Type) -> str:
    """Return a value that fits, as JSON."""
    match kind:
        case inspect.StrType(min_length=16):
            return json.dumps("k" * 20)
        case inspect.StrType():
            return '"some text"'
        case inspect.IntType():
            return "3"
        case inspect.BoolType():
            return "true"
        case inspect.LiteralType(values=values):
            return json.dumps(values[0])
        case inspect.ListType(item_type=item):
            return f"[{legal(item)}]"
    raise TypeError(f"a command has a field of a new type: {kind}")


def illegal(kind: inspect.Type) -> Iterator[str]:
    """Return everything that does not fit, as what stands in its place in the JSON."""
    yield from WRONG_FOR_ALL
    match kind:
        case inspect.StrType(min_length=least, max_length=most):
            yield from WRONG_TEXTS
            if most is not None:
                yield json.dumps("k" * (most + 1))
            if least is not None:
                yield json.dumps("k" * (least - 1))
            # A key, whose characters the codec checks itself.
            if least == 16:
                yield from (
                    json.dumps("k" * 16 + end) for end in ("_", "\n", "\u0660", "%", "\x00")
                )
        case inspect.IntType(ge=least):
            yield from (bad for bad in WRONG_NUMBERS if not (bad == "-1" and (least or 0) < 0))
            if least is not None:
                yield str(least - 1)
        case inspect.BoolType():
            yield from ("0", "1", '"true"', "[]", "True")
        case inspect.LiteralType():
            yield from ("0", "true", "[]", '""', '"OWNER"', '"owner\\u0000"', '"\\ud800"')
        case inspect.ListType(item_type=item):
            yield from ("0", '"x"', "true", "[" * 33 + "]" * 33)
            yield from (f'["x",{bad}]' for bad in illegal(item))


def spell(command: type[msgspec.Struct], values: dict[str, str], id: str = str(ID)) -> str:
    """Return a command as JSON; `values` are JSON too, an empty `id` is left out."""
    parts = [f'"type":"{tag(command)}"', f'"id":{id}'] if id else [f'"type":"{tag(command)}"']
    return "{" + ",".join(parts + [f'"{name}":{value}' for name, value in values.items()]) + "}"


def whole(command: type[msgspec.Struct]) -> dict[str, str]:
    """Return the required fields with values that fit."""
    return {
        field.encode_name: legal(kind_of(field)) for field in fields_of(command) if field.required
    }


def violations(command: type[msgspec.Struct]) -> Iterator[Violation]:
    """Return every breach of the command's schema: of its fields, its id, its being JSON at all."""
    right = whole(command)
    name = tag(command)
    for field in fields_of(command):
        if field.required:
            fewer = {key: value for key, value in right.items() if key != field.encode_name}
            yield Violation(f"{name} without {field.encode_name}", spell(command, fewer).encode())
        for value in illegal(kind_of(field)):
            data = spell(command, right | {field.encode_name: value})
            label = f"{name}.{field.encode_name}={value[:40]}"
            yield Violation(label, data.encode("utf-8"), has_id=_is_readable(data))
    data = spell(command, right)
    for label, odd in (
        ("BOM", "\ufeff" + data),
        ("half", data[:-1]),
        ("twice", data + data),
        ("list", f"[{data}]"),
        ("string", json.dumps(data)),
        ("comma", data[:-1] + ",}"),
        ("NUL behind", data + "\x00"),
    ):
        yield Violation(f"{name} {label}", odd.encode(), has_id=False)
    names = [field.encode_name for field in fields_of(command)][:1]
    for field_name in ("future", *names):
        for value in ("[" * 33 + "]" * 33, '{"a":' * 33 + "1" + "}" * 33, *DEEP):
            data = spell(command, right | {field_name: value})
            label = f"{name}.{field_name}={value[:9]}"
            yield Violation(label, data.encode(), has_id=_is_readable(data))
    if issubclass(command, Command):
        for id in ("", "0", "-1", "1.0", "true", "null", '"7"', "[7]", str(2**53), "7" * DIGITS):
            yield Violation(f"{name} id {id[:20]}", spell(command, right, id).encode(), False)


def _is_readable(data: str) -> bool:
    """Say whether the frame is an object of JSON, so that its id can be read."""
    if data.count("[") + data.count("{") > 1_000:
        # What nests too deep for any reader: readable if everything that opens closes.
        return data.count("[") == data.count("]") and data.count("{") == data.count("}")

    def refuse(constant: str) -> object:
        raise ValueError(constant)

    try:
        json.loads(data, parse_constant=refuse, parse_int=str)
    except ValueError:
        return False
    return True


# --- commands at random


def json_values() -> st.SearchStrategy[Any]:
    """Return any JSON, hostile texts and numbers at the edges among it."""
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from([0, 1, -1, 2, 2**31, 2**53 - 1, 2**53, 2**63, -(2**63), 1.5, 1e308]),
        st.sampled_from(HOSTILE_TEXTS),
        st.text(max_size=20),
    )
    return st.recursive(plain, lambda inner: st.lists(inner, max_size=3), max_leaves=4)


@dataclass(frozen=True, slots=True)
class Known:
    """Stands for one of the values that exist for a field, which only a running test knows."""

    field: str
    number: int


def resolve(value: Any, world: dict[str, list[Any]]) -> Any:
    """Return the value with what exists in `world` in place of what stands for it."""
    if isinstance(value, Known):
        return world[value.field][value.number % len(world[value.field])]
    if isinstance(value, list):
        return [resolve(one, world) for one in value]
    if isinstance(value, dict):
        return {name: resolve(one, world) for name, one in value.items()}
    return value


def fitting(kind: inspect.Type, name: str, names: frozenset[str]) -> st.SearchStrategy[Any]:
    """Return values of the right type: mostly known ones, where the field is one of `names`."""
    numbers = st.integers(0, 11)
    known = numbers.map(lambda number: Known(name, number)) if name in names else st.nothing()
    match kind:
        case inspect.StrType(min_length=16):
            return st.uuids(version=4).map(str)
        case inspect.StrType():
            return known | known | st.sampled_from(HOSTILE_TEXTS)
        case inspect.IntType(ge=least):
            edges = [1, 2, 3, 4, 5, 6, 100, 2**31, 2**53 - 1]
            return known | st.sampled_from(edges if least else [0, *edges])
        case inspect.BoolType():
            return st.booleans()
        case inspect.LiteralType(values=values):
            return st.sampled_from(list(values))
        case inspect.ListType():
            return st.lists(known | st.sampled_from(HOSTILE_TEXTS), max_size=60)
    raise TypeError(f"a command has a field of a new type: {kind}")


@st.composite
def frames(draw: st.DrawFn, names: frozenset[str]) -> dict[str, Any]:
    """Return a command without id, its fields as they should be or, now and then, not.

    To be put through `resolve` with a world that has a value or more for each of `names`.
    """
    command = draw(st.sampled_from(commands()))
    fields: dict[str, Any] = {"type": tag(command)}
    for field in fields_of(command):
        if field.required or draw(st.booleans()):
            right = fitting(kind_of(field), field.encode_name, names)
            strange = draw(st.integers(0, 11)) == 0
            fields[field.encode_name] = draw(json_values() if strange else right)
        if field.encode_name in fields and draw(st.integers(0, 39)) == 0:
            del fields[field.encode_name]
    return fields
