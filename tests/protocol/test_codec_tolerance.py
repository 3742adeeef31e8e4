"""A client hears what a newer server says: what it does not know it ignores, and nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EVENTS, json_values

from protocol.codec import SERVER_TYPES, decode_server_message
from protocol.errors import DecodeError
from protocol.events import Joined, Unknown
from protocol.replies import Error, Events, Groups, GroupView, Messages, UnknownMessage, Users


@given(st.text().filter(lambda name: name not in SERVER_TYPES), json_values)
def test_unknown_types_come_as_unknown(name: str, value: Any) -> None:
    pushed = json.dumps({"type": name, "value": value}).encode()
    assert decode_server_message(pushed) == UnknownMessage()
    answer = json.dumps({"type": name, "id": 5, "value": value}).encode()
    assert decode_server_message(answer) == UnknownMessage(id=5)


@given(st.text().filter(lambda kind: kind not in {e.__struct_config__.tag for e in EVENTS}))
def test_events_of_unknown_kinds_keep_their_place(kind: str) -> None:
    events = [
        {"seq": 1, "at": 5, "by": "u1", "kind": "joined", "user": "u1", "via": "invite"},
        {"seq": 2, "at": 6, "by": "u1", "kind": kind, "text": 5, "target": "what"},
    ]
    known = Joined(seq=1, at=5, by="u1", user="u1")
    unknown = Unknown(seq=2, at=6, by="u1")
    push = {"type": "events", "group": "g", "events": events, "head": 2}
    assert decode_server_message(json.dumps(push).encode()) == Events(
        group="g", events=[known, unknown], head=2
    )
    page = {"type": "messages", "id": 1, "group": "g", "messages": events, "more": False, "head": 2}
    assert decode_server_message(json.dumps(page).encode()) == Messages(
        id=1, group="g", messages=[known, unknown], more=False, head=2
    )


def test_fields_error_codes_and_group_kinds_of_a_newer_server_are_tolerated() -> None:
    error = {"type": "error", "id": 4, "code": "moon_phase", "message": "…", "retry_after": 2}
    assert decode_server_message(json.dumps(error | {"hint": [1]}).encode()) == Error(
        id=4, code="moon_phase", message="…", retry_after=2
    )
    group: dict[str, Any] = {
        "id": "g",
        "kind": "channel",
        "name": "n",
        "topic": "",
        "visibility": "public",
    }
    group |= {"head": 1, "n": 0, "members": 1, "colour": {"red": 1}, "last": None}
    view = decode_server_message(json.dumps({"type": "group", "group": group}).encode())
    assert isinstance(view, GroupView)
    assert view.group.kind == "channel"
    user = {"id": "u", "username": "ada", "display_name": "Ada", "active": True, "avatar": "x"}
    users = decode_server_message(json.dumps({"type": "users", "id": 1, "users": [user]}).encode())
    assert isinstance(users, Users)
    assert users.users[0].username == "ada"


def test_groups_too_new_to_be_understood_do_not_hide_the_others() -> None:
    known: dict[str, Any] = {"id": "g", "name": "n", "topic": "", "visibility": "public"}
    known |= {"head": 1, "n": 0, "members": 1}
    new = {"id": "d", "kind": "direct", "peer": "u2"}
    page = {"type": "groups", "id": 3, "groups": [new, known, known | {"kind": "channel"}]}
    decoded = decode_server_message(json.dumps(page).encode())
    assert isinstance(decoded, Groups)
    assert [(group.id, group.kind) for group in decoded.groups] == [("g", None), ("g", "channel")]
    push = {"type": "group", "group": new}
    assert decode_server_message(json.dumps(push).encode()) == UnknownMessage()
    broken = {"type": "group", "group": {"id": "g"}}
    with pytest.raises(DecodeError):
        decode_server_message(json.dumps(broken).encode())


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "events"},
        {"type": "events", "group": "g", "events": 5, "head": 1},
        {"type": "events", "group": "g", "events": [5], "head": 1},
        {"type": "events", "group": "g", "events": [{"kind": "new"}], "head": 1},
        {"type": "events", "group": "g", "events": [{"seq": 1, "at": 1, "by": "u"}], "head": 1},
        {"type": "events", "group": "g", "events": None, "head": 1},
        {"type": "ok"},
        {"type": "ok", "id": 0},
        {"id": 1},
        {"type": None},
    ],
)
def test_what_no_server_may_say_is_an_error(fields: dict[str, Any]) -> None:
    with pytest.raises(DecodeError):
        decode_server_message(json.dumps(fields).encode())
