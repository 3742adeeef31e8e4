"""Bad frames: each is refused by itself, and the connection stays usable."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from wire.client import Client, Frame, new_key
from wire.conftest import People, make_group

GROUP = "01234567-89ab-4cde-8f01-23456789abcd"


def command(**fields: Any) -> str:
    """Return a `send` with some fields changed; None takes a field away."""
    whole = {"type": "send", "id": 77, "group": GROUP, "key": "k" * 16, "text": "x"} | fields
    return json.dumps({name: value for name, value in whole.items() if value is not None})


def spelled(**fields: str) -> str:
    """Return a `send` in which some fields are JSON as it stands here."""
    data = command(**{name: f"<{name}>" for name in fields})
    for name, value in fields.items():
        data = data.replace(f'"<{name}>"', value)
    return data


NESTED_33 = "[" * 32 + "]" * 32
WITHOUT_ID = {
    "nothing": "",
    "no JSON": "hello",
    "half an object": '{"type":"log_out","id":77',
    "two objects": '{"type":"log_out","id":77}{}',
    "a BOM": "\ufeff" + '{"type":"log_out","id":77}',
    "a list": "[]",
    "a string": '"send"',
    "a number": "7",
    "null": "null",
    "NaN": spelled(future="NaN"),
    "no id": command(id=None),
    "id zero": command(id=0),
    "id negative": command(id=-1),
    "id fraction": command(id=1.5),
    "id whole fraction": command(id=7.0),
    "id string": command(id="77"),
    "id true": command(id=True),
    "id null": spelled(id="null"),
    "id list": command(id=[77]),
    "id 2^53": command(id=2**53),
    "id 5,000 digits": spelled(id="7" * 5_000),
}
WITH_ID = {
    "unknown type": command(type="shout"),
    "a server's type": command(type="sent"),
    "no type": command(type=None),
    "type a number": command(type=7),
    "no group": command(group=None),
    "no key": command(key=None),
    "no text": command(text=None),
    "group a number": command(group=7),
    "text null": spelled(text="null"),
    "text a list": command(text=["x"]),
    "key short": command(key="k" * 15),
    "key long": command(key="k" * 37),
    "key of other characters": command(key="k" * 15 + "_"),
    "reply_to zero": command(reply_to=0),
    "reply_to negative": command(reply_to=-1),
    "reply_to 2^53": command(reply_to=2**53),
    "reply_to 5,000 digits": spelled(reply_to="9" * 5_000),
    "reply_to fraction": command(reply_to=1.5),
    "reply_to string": command(reply_to="1"),
    "reply_to null": spelled(reply_to="null"),
    "lone high surrogate": command(text="\ud83d"),
    "lone low surrogate": command(text="a\ude00b"),
    "surrogates swapped": command(text="\ude00\ud83d"),
    "lone surrogate in an unknown field": command(future="\ud83d"),
    "lone surrogate deep in an unknown field": command(future={"a": ["\ude00"]}),
    "lone surrogate in a name": command(**{"\ud83d": 1}),
    "nested 33": spelled(future=NESTED_33),
    "visibility unknown": '{"type":"create_group","id":77,"name":"x","visibility":"secret"}',
    "role unknown": f'{{"type":"set_role","id":77,"group":"{GROUP}","user":"u","role":"king"}}',
    "two places": f'{{"type":"history","id":77,"group":"{GROUP}","before":4,"after":1}}',
    "seq zero": f'{{"type":"edit","id":77,"group":"{GROUP}","seq":0,"text":"x"}}',
    "catch_up without after": f'{{"type":"catch_up","id":77,"group":"{GROUP}"}}',
    "limit zero": '{"type":"list_groups","id":77,"limit":0}',
    "limit negative": '{"type":"list_groups","id":77,"limit":-1}',
    "uses zero": f'{{"type":"create_invite","id":77,"group":"{GROUP}","uses":0}}',
}


def bad_request(client: Client, data: str | bytes, text: bool = True) -> Frame:
    """Send a bad frame, return the error, and see that the connection is still usable."""
    client.send_raw(data, text=text)
    error = client.error()
    assert error["code"] == "bad_request"
    assert error["message"]
    assert client.do("profile")["user"]["id"] == client.user
    return error


@pytest.mark.parametrize("name", WITHOUT_ID)
def test_a_frame_whose_id_cannot_be_read_is_refused_without_one(people: People, name: str) -> None:
    client = people()
    data = WITHOUT_ID[name].encode(errors="surrogatepass")
    assert "id" not in bad_request(client, data)


@pytest.mark.parametrize("name", WITH_ID)
def test_a_bad_frame_is_refused_with_its_id(people: People, name: str) -> None:
    client = people()
    assert bad_request(client, WITH_ID[name])["id"] == 77


def test_bad_frames_before_log_in_are_refused_alike(people: People) -> None:
    client = people.connect()
    for data in ("hello", "{}", '{"type":"shout","id":3}', '{"type":"log_in","id":4,"login":5}'):
        client.send_raw(data)
        assert client.error()["code"] == "bad_request"
    client.log_in("sign_up", username=people.name(), password="correct horse")


@pytest.mark.parametrize("depth", [33, 1_000, 50_000])
def test_nesting_over_32_is_refused(people: People, depth: int) -> None:
    client = people()
    lists = "[" * (depth - 1) + "]" * (depth - 1)
    assert bad_request(client, spelled(future=lists))["code"] == "bad_request"


def test_nesting_of_32_is_not(people: People) -> None:
    client = people()
    client.send_raw(spelled(future="[" * 31 + "]" * 31))
    assert client.error()["code"] == "no_such_group"


def test_a_binary_frame_is_refused(people: People) -> None:
    client = people()
    bad_request(client, b'{"type":"profile","id":77}', text=False)
    bad_request(client, b"\x00\xff", text=False)


@pytest.mark.parametrize("data", [b"\xff", b'{"type":"\xc3\x28"}', b'{"x":"\xed\xa0\x80"}'])
def test_invalid_utf8_closes_1007(people: People, data: bytes) -> None:
    client = people()
    client.send_raw(data)
    assert client.closed() == 1007


def test_a_frame_over_frame_bytes_closes_1009(people: People) -> None:
    client = people()
    most = client.hello["limits"]["frame_bytes"]
    fits = '{"type":"profile","id":77,"pad":""}'
    client.send_raw(fits.replace('""', '"' + "x" * (most - len(fits)) + '"'))
    assert json.loads(client.socket.recv(timeout=10))["id"] == 77
    client.send_raw(fits.replace('""', '"' + "x" * (most - len(fits) + 1) + '"'))
    assert client.closed() == 1009


def test_fragments_count_together(people: People) -> None:
    client = people()
    most = client.hello["limits"]["frame_bytes"]
    with suppress(ConnectionClosed):
        client.socket.send(["x" * (most // 4)] * 5)
    assert client.closed() == 1009


def test_unknown_fields_are_ignored(people: People) -> None:
    client = people()
    group = make_group(client)
    seq = client.send(group, future={"a": [1, None]}, other=None, colour="\U0001f600")
    assert client.event(group, seq)["text"] == "hello"


def test_a_frame_in_fragments_is_one_frame(people: People) -> None:
    client = people()
    client.socket.send(['{"type":"pro', 'file","id":', "78", "}"])
    client._in_flight.add(78)
    assert client.answer(78)["user"]["id"] == client.user


def test_a_ping_is_answered(people: People) -> None:
    client = people()
    assert client.socket.ping().wait(10)


def test_an_id_may_be_used_again_once_it_is_answered(people: People) -> None:
    client = people()
    for id in (1, 2**53 - 1, 1):
        client.send_raw(json.dumps({"type": "profile", "id": id}))
        frame = json.loads(client.socket.recv(timeout=10))
        assert (frame["type"], frame["id"]) == ("profile", id)


def test_characters_written_as_escapes_are_the_same_characters(people: People) -> None:
    client = people()
    group = make_group(client)
    text = '\U0001f600 ä "\\ \u2028 \\ud800'
    for escaped in (True, False):
        fields = {"type": "send", "id": 900, "group": group, "key": new_key(), "text": text}
        client.send_raw(json.dumps(fields, ensure_ascii=escaped))
        client._in_flight.add(900)
        assert client.event(group, client.answer(900)["seq"])["text"] == text
