"""The codec: what it encodes comes back, and whatever else arrives is a `DecodeError`."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import COMMANDS, EVENTS, SERVER_MESSAGES, commands, instances, json_values

from protocol.codec import (
    COMMAND_TYPES,
    MAX_DEPTH,
    SERVER_TYPES,
    decode_command,
    decode_server_message,
    encode,
)
from protocol.commands import Command, History, LogOut, Send, Signal, SignUp, Typing
from protocol.errors import DecodeError
from protocol.replies import Events

SEND = {
    "type": "send",
    "id": 7,
    "group": "tea",
    "key": "k" * 16,
    "text": "hello",
}


def frame(**fields: Any) -> bytes:
    """Return a `send` with some fields changed."""
    return json.dumps(SEND | fields).encode()


def refusal(data: bytes) -> DecodeError:
    """Return the error that decoding `data` as a command raises."""
    with pytest.raises(DecodeError) as caught:
        decode_command(data)
    return caught.value


# --- round trips


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_decode_undoes_encode_for_every_command(kind: type[msgspec.Struct]) -> None:
    @settings(max_examples=30)
    @given(instances(kind))
    def undoes(command: msgspec.Struct) -> None:
        assert decode_command(encode(command)) == command

    undoes()


@pytest.mark.parametrize("kind", SERVER_MESSAGES, ids=lambda kind: kind.__name__)
def test_decode_undoes_encode_for_every_server_message(kind: type[msgspec.Struct]) -> None:
    @settings(max_examples=30)
    @given(instances(kind))
    def undoes(message: msgspec.Struct) -> None:
        assert decode_server_message(encode(message)) == message

    undoes()


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_live_events_and_catch_up_carry_the_same_objects(kind: type[msgspec.Struct]) -> None:
    @settings(max_examples=30)
    @given(instances(kind))
    def same(event: Any) -> None:
        push = Events(group="tea", events=[event], head=event.seq)
        reply = Events(group="tea", events=[event], head=event.seq, id=3)
        decoded = [decode_server_message(encode(message)) for message in (push, reply)]
        assert decoded == [push, reply]

    same()


@given(commands)
def test_what_is_encoded_is_plain_json_without_nulls(command: msgspec.Struct) -> None:
    fields = json.loads(encode(command))
    assert fields["type"] in COMMAND_TYPES
    assert None not in fields.values()


@given(commands)
def test_every_json_spelling_of_a_command_decodes_alike(command: msgspec.Struct) -> None:
    fields = json.loads(encode(command))
    for spelling in (
        json.dumps(fields),
        json.dumps(fields, ensure_ascii=False),
        json.dumps(fields, indent=2),
        json.dumps(dict(reversed(fields.items()))),
    ):
        assert decode_command(spelling.encode()) == command


# --- totality


def is_total(data: bytes) -> None:
    """Fail unless both decoders give a message or a `DecodeError`."""
    with contextlib.suppress(DecodeError):
        assert isinstance(decode_command(data), Command | Signal)
    with contextlib.suppress(DecodeError):
        assert isinstance(decode_server_message(data), SERVER_MESSAGES)


@given(st.binary(max_size=200))
def test_random_bytes(data: bytes) -> None:
    is_total(data)


@given(json_values)
def test_random_json(value: Any) -> None:
    is_total(json.dumps(value).encode())


@given(
    st.sampled_from(sorted(COMMAND_TYPES | SERVER_TYPES)),
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "group",
                "events",
                "messages",
                "user",
                "users",
                "groups",
                "seq",
                "text",
                "key",
                "code",
                "limits",
                "heads",
                "members",
                "more",
                "head",
                "kind",
                "token",
                "limit",
            ]
        ),
        json_values,
    ),
)
def test_random_fields_of_known_types(kind: str, fields: dict[str, Any]) -> None:
    is_total(json.dumps({"type": kind, **fields}).encode())


@given(commands.map(encode), st.data())
def test_mutated_commands(data: bytes, draw: st.DataObject) -> None:
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.integers(0, len(data)))
        cut = draw.draw(st.integers(0, 3))
        junk = draw.draw(
            st.sampled_from(
                [
                    b"",
                    b'"',
                    b"\\",
                    b"{",
                    b"}",
                    b"[",
                    b"]",
                    b",",
                    b":",
                    b"null",
                    b"NaN",
                    b"-",
                    b"\\ud800",
                    b"\\udc00",
                    b"\\u0000",
                    b"\x00",
                    b"\xff",
                    b"\xed\xa0\x80",
                    b"9" * 20,
                ]
            )
        )
        data = data[:place] + junk + data[place + cut :]
    is_total(data)


@given(st.text('[]{}",\\ud8c0ab:1 ', max_size=300))
@example("[" * 100_000)
@example('{"a":' * 100_000)
@example('{"type":"log_out","id":1,"x":' + "[" * 100_000 + "]" * 100_000 + "}")
def test_anything_built_of_json_s_own_characters(text: str) -> None:
    is_total(text.encode())


def test_no_frame_takes_more_than_linear_time() -> None:
    for hostile in (b'"' + b'\\"' * 60_000, b'["' * 60_000, b"\\" * 120_000, b"\\ud800" * 20_000):
        is_total(b"[" * 40 + hostile)
        is_total(b'{"type":"typing","group":"g","x":"' + hostile)


# --- bad frames, one by one


@pytest.mark.parametrize(
    "data",
    [b"", b" ", b"null", b"[]", b'"send"', b"7", b"{}", b"{", b"nonsense", b"\xef\xbb\xbf{}"],
)
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    assert refusal(data).id is None


@pytest.mark.parametrize(
    "id",
    [
        "0",
        "-1",
        "-0",
        str(2**53),
        str(2**64),
        "1.0",
        "1e3",
        "1.5",
        "true",
        '"7"',
        "null",
        "[7]",
        '{"id":7}',
        pytest.param("1" * 5000, id="5,000 digits"),
    ],
)
def test_an_id_that_is_no_command_id_is_refused_and_not_echoed(id: str) -> None:
    assert refusal(frame(id="ID").replace(b'"ID"', id.encode())).id is None


def test_a_missing_id_is_refused() -> None:
    data = json.dumps({name: value for name, value in SEND.items() if name != "id"}).encode()
    assert refusal(data).id is None


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "shout"},
        {"type": 5},
        {"group": 5},
        {"group": None},
        {"text": ["hello"]},
        {"reply_to": 0},
        {"reply_to": -1},
        {"reply_to": 2**53},
        {"reply_to": 1.5},
        {"reply_to": True},
        {"reply_to": None},
        {"key": "k" * 15},
        {"key": "k" * 37},
        {"key": "k" * 15 + "_"},
        {"key": "k" * 15 + "é"},
        {"key": "k" * 16 + "\n"},
        {"key": "\n" + "k" * 16},
        {"key": "٣" * 16},
        {"text": "\ud800"},
        {"text": "\udc00\ud800"},
        {"unknown": "\ud800"},
        {"unknown": {"deep": ["\udfff"]}},
        {"unknown": "fine \U0001f600 then \ud83d"},
        {"\ud800": 1},
        {"unknown": {"\udc00": 1}},
    ],
)
def test_an_ill_typed_field_is_refused_with_the_id(changed: dict[str, Any]) -> None:
    assert refusal(frame(**changed)).id == 7


@pytest.mark.parametrize("name", ["group", "key", "text"])
def test_a_missing_field_is_refused_with_the_id(name: str) -> None:
    fields = {key: value for key, value in SEND.items() if key != name}
    assert refusal(json.dumps(fields).encode()).id == 7


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "0x1"])
def test_what_is_no_json_number_is_refused(number: str) -> None:
    refusal(frame(unknown="N").replace(b'"N"', number.encode()))


@pytest.mark.parametrize("text", [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"])
def test_bytes_that_are_no_utf8_are_told_apart(text: bytes) -> None:
    assert refusal(frame().replace(b"hello", text)).invalid_utf8
    assert refusal(frame(unknown="U").replace(b'"U"', b'"' + text + b'"')).invalid_utf8
    assert not refusal(frame(text=5)).invalid_utf8


def nested(depth: int) -> bytes:
    """Return a `send` of this depth, its own braces counted, with the nesting in the middle."""
    lists = "[" * (depth - 1) + "]" * (depth - 1)
    return frame(unknown="N", id="ID").replace(b'"N"', lists.encode()).replace(b'"ID"', b"7")


def test_nesting_up_to_32_is_accepted() -> None:
    assert isinstance(decode_command(nested(MAX_DEPTH)), Send)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 2_000, 100_000])
def test_deeper_nesting_is_refused_with_the_id_before_or_after_it(depth: int) -> None:
    assert refusal(nested(depth)).id == 7
    late = frame().removeprefix(b"{").replace(b'"id": 7', b'"x": 1').removesuffix(b"}")
    lists = b"[" * depth + b"]" * depth
    assert refusal(b"{" + late + b', "deep": ' + lists + b', "id": 7}').id == 7


def test_brackets_in_texts_are_no_nesting() -> None:
    text = '[{"\\' * 500
    command = decode_command(frame(text=text))
    assert isinstance(command, Send)
    assert command.text == text


@pytest.mark.parametrize("text", ["\\ud800", "\\\\udc00", "\U0001f600", "\\u", "\\\U0001f600\\"])
def test_what_only_looks_like_half_a_character_is_accepted(text: str) -> None:
    command = decode_command(frame(text=text, unknown=text))
    assert isinstance(command, Send)
    assert command.text == text


def test_the_id_is_found_behind_an_escaped_backslash() -> None:
    assert refusal(frame(text=5, unknown="\\ud800 \\\\ \ud800")).id == 7


@given(st.text(st.characters(exclude_categories=()), max_size=12), st.booleans())
def test_surrogates_are_judged_as_a_plain_json_reader_would(text: str, known: bool) -> None:
    data = frame(**{"text" if known else "unknown": text})
    try:
        json.dumps(json.loads(data), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        assert refusal(data).id == 7
    else:
        assert isinstance(decode_command(data), Send)


# --- what is tolerated


@given(json_values)
def test_unknown_fields_are_ignored(value: Any) -> None:
    data = frame(unknown={"value": value}, other=None)
    assert decode_command(data) == Send(id=7, group="tea", key="k" * 16, text="hello")


def test_of_a_field_named_twice_the_last_counts_if_both_are_legal() -> None:
    assert decode_command(b'{"type":"log_out","id":1,"id":2}') == LogOut(id=2)
    refusal(b'{"type":"log_out","id":0,"id":2}')
    refusal(b'{"type":"send","type":"log_out","id":2}')


def test_a_huge_number_in_an_unknown_field_is_ignored() -> None:
    data = frame(unknown="N").replace(b'"N"', b"9" * 5_000)
    assert isinstance(decode_command(data), Send)


def test_a_refused_frame_says_which_command_it_was_where_that_can_be_read() -> None:
    assert refusal(frame(text=5)).type == "send"
    assert refusal(frame(text="\ud800")).type == "send"
    assert refusal(frame(id="x")).type == "send"
    assert refusal(nested(MAX_DEPTH + 1)).type == "send"
    assert refusal(frame(type=5)).type is None
    assert refusal(b"nonsense").type is None


def test_signals_need_no_id_and_ignore_one() -> None:
    assert decode_command(b'{"type":"typing","group":"g"}') == Typing(group="g")
    assert decode_command(b'{"type":"typing","group":"g","id":"x"}') == Typing(group="g")


def test_a_null_is_no_absent_field() -> None:
    data = b'{"type":"sign_up","id":3,"username":"ada","password":"secret123","email":null}'
    assert refusal(data).id == 3
    absent = decode_command(data.replace(b',"email":null', b""))
    assert isinstance(absent, SignUp)
    assert absent.email is None


@pytest.mark.parametrize("two", [{"before": 1, "after": 2}, {"around": 1, "at": 2}])
def test_history_takes_one_place_at_most(two: dict[str, int]) -> None:
    fields = {"type": "history", "id": 9, "group": "g"}
    assert refusal(json.dumps(fields | two).encode()).id == 9
    assert isinstance(decode_command(json.dumps(fields | {"at": 1}).encode()), History)


def test_a_profile_is_asked_for_by_id_or_by_name() -> None:
    fields = {"type": "profile", "id": 9, "user": "u1", "username": "ada"}
    assert refusal(json.dumps(fields).encode()).id == 9
