"""Replies and pushes: who carries an id, and what is absent at its default."""

from __future__ import annotations

import msgspec
from strategies import SERVER_MESSAGES

from protocol.replies import Error, Events, GroupView, Presence, Reply, UnknownMessage


def test_no_two_server_messages_share_a_name() -> None:
    names = [kind.__struct_config__.tag for kind in SERVER_MESSAGES]
    assert len(set(names)) == len(names)


def test_replies_carry_an_id_and_pushes_do_not() -> None:
    both = {Error, Events, GroupView, UnknownMessage}
    for kind in SERVER_MESSAGES:
        ids = [field for field in msgspec.structs.fields(kind) if field.name == "id"]
        if issubclass(kind, Reply):
            assert [field.required for field in ids] == [True]
        else:
            assert [field.required for field in ids] == ([False] if kind in both else [])


def test_absent_means_absent() -> None:
    fields = msgspec.json.decode(msgspec.json.encode(Presence(user="u", online=False)))
    assert fields == {"type": "presence", "user": "u", "online": False}
    error = msgspec.json.decode(msgspec.json.encode(Error(code="busy", message="Later.")))
    assert error == {"type": "error", "code": "busy", "message": "Later."}
