"""Every command that the session's table calls a read is one for the reader."""

from __future__ import annotations

from typing import Any

import pytest
from fake_gateway import Gateway

from chat_server.gateway.reads import read
from chat_server.gateway.session import KINDS, Kind
from protocol.commands import LogOut

FIELDS: dict[str, dict[str, Any]] = {
    "users": {"ids": ["1"]},
    "members": {"group": "tea"},
    "history": {"group": "tea"},
    "catch_up": {"group": "tea", "after": 0},
    "admin_messages": {"group": "tea"},
}


@pytest.mark.parametrize(
    "command",
    sorted(str(c.__struct_config__.tag) for c, kind in KINDS.items() if kind is Kind.READ),
)
def test_each_read_gets_its_answer(command: str) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    fields = {name: tea if name == "group" else v for name, v in FIELDS.get(command, {}).items()}
    reply = ada.call(command, **fields)
    if command.startswith("admin_"):
        assert reply["code"] == "not_allowed"
    else:
        assert reply["type"] != "error"


def test_what_writes_is_not_read() -> None:
    with pytest.raises(TypeError):
        read(Gateway().store.reader, "1", LogOut(id=1))
