"""The control channel: a secret in a file that only we can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from twisted.internet.defer import Deferred
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from chat_server.control import (
    FILE_NAME,
    ControlFactory,
    ControlFile,
    ControlProtocol,
    ask,
    remove_control_file,
    write_control_file,
)
from protocol.commands import AdminUsers, ClientMessage
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminUserPage


class Line:
    """One connection to a control listener, without a socket."""

    def __init__(self, outcome: object = None) -> None:
        self.asked: list[ClientMessage] = []
        self.outcome = outcome or AdminUserPage(id=1, users=[])
        self.factory = ControlFactory(self._carry_out)
        self.protocol: Any = ControlProtocol()
        self.protocol.factory = self.factory
        self.transport = StringTransport()
        self.protocol.makeConnection(self.transport)  # type: ignore[no-untyped-call]

    def _carry_out(self, command: ClientMessage) -> Deferred[msgspec.Struct]:
        self.asked.append(command)
        answer: Deferred[Any] = Deferred()
        if isinstance(self.outcome, Exception):
            answer.errback(Failure(self.outcome))
        else:
            answer.callback(self.outcome)
        return answer

    def say(self, secret: str, command: object) -> Any:
        """Send a line; return the reply, None where there is none."""
        line = msgspec.json.encode({"secret": secret, "command": command})
        self.protocol.dataReceived(line + b"\n")
        answer = self.transport.value()
        return msgspec.json.decode(answer) if answer else None

    def end(self) -> None:
        self.protocol.setTimeout(None)


@pytest.fixture
def command() -> AdminUsers:
    return AdminUsers(id=1)


def test_who_knows_the_secret_is_answered(command: AdminUsers) -> None:
    line = Line()
    assert line.say(line.factory.secret, command) == {"type": "admin_users", "id": 1, "users": []}
    assert line.asked == [command]
    line.end()


@pytest.mark.parametrize("secret", ["", "x" * 64, "é"])
def test_who_does_not_is_cut_off(command: AdminUsers, secret: str) -> None:
    line = Line()
    assert line.say(secret, command) is None
    assert line.transport.disconnecting
    assert line.asked == []


@pytest.mark.parametrize("data", [b"nonsense\n", b"{}\n", b"[1]\n", b'{"secret":1}\n', b"\xff\n"])
def test_junk_is_cut_off(data: bytes) -> None:
    line = Line()
    line.protocol.dataReceived(data)
    assert line.transport.disconnecting
    assert line.transport.value() == b""


def test_every_failure_is_an_answer(command: AdminUsers) -> None:
    for outcome, code in (
        (Refusal(ErrorCode.NO_SUCH_USER), "no_such_user"),
        (ValueError("a bug"), "internal"),
    ):
        line = Line(outcome)
        assert line.say(line.factory.secret, command)["code"] == code
        line.end()
    line = Line()
    assert line.say(line.factory.secret, {"type": "nonsense", "id": 1})["code"] == "bad_request"
    line.end()


def test_each_server_has_a_secret_of_its_own_of_256_bits() -> None:
    secrets = {Line().factory.secret for _ in range(10)}
    for line in (Line() for _ in range(1)):
        line.end()
    assert len(secrets) == 10
    assert all(len(bytes.fromhex(secret)) == 32 for secret in secrets)


def test_the_file_is_ours_alone_and_replaces_a_stale_one(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("stale")
    (tmp_path / (FILE_NAME + ".new")).write_text("left over by a crash")
    write_control_file(tmp_path, 1234, "secret")
    path = tmp_path / FILE_NAME
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = msgspec.json.decode(path.read_bytes(), type=ControlFile)
    assert (found.port, found.secret, found.pid) == (1234, "secret", os.getpid())
    assert [entry.name for entry in tmp_path.iterdir()] == [FILE_NAME]
    remove_control_file(tmp_path)
    remove_control_file(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, "", "junk", '{"port":1,"secret":"x","pid":1}'])
def test_a_server_that_is_not_there_is_said_to_be_so(
    tmp_path: Path, command: AdminUsers, content: str | None
) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(ConnectionError):
        ask(tmp_path, command)
