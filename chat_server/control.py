"""The control channel: how the command line reaches a running server, on loopback, by a secret."""

from __future__ import annotations

import hmac
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import structlog
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory, connectionDone
from twisted.protocols.basic import LineOnlyReceiver
from twisted.protocols.policies import TimeoutMixin
from twisted.python.failure import Failure

from protocol.codec import decode_command, decode_server_message, encode
from protocol.commands import ClientMessage
from protocol.errors import MESSAGES, DecodeError, ErrorCode, Refusal
from protocol.replies import Error, ServerMessage

FILE_NAME: Final = "control.json"
SECRET_BYTES: Final = 32
MAX_LINE: Final = 256 * 1024
IDLE_SECONDS: Final = 30
ANSWER_SECONDS: Final = 60.0

log = structlog.get_logger("control")

CarryOut = Callable[[ClientMessage], Awaitable[msgspec.Struct]]


class ControlFile(msgspec.Struct, frozen=True):
    """Where the running server listens for the command line, and the secret that it asks for."""

    port: int
    secret: str
    pid: int


class _Request(msgspec.Struct, frozen=True):
    secret: str
    command: msgspec.Raw


class ControlProtocol(LineOnlyReceiver, TimeoutMixin):
    """One line a request, one line a reply; a wrong secret ends the connection."""

    delimiter = b"\n"
    MAX_LENGTH = MAX_LINE
    factory: ControlFactory
    transport: Any

    def connectionMade(self) -> None:
        self.setTimeout(IDLE_SECONDS)

    def lineReceived(self, line: bytes) -> None:
        self.setTimeout(None)
        try:
            request = msgspec.json.decode(line, type=_Request)
        except (msgspec.MsgspecError, ValueError):
            self.transport.loseConnection()
            return
        if not hmac.compare_digest(request.secret.encode(), self.factory.secret.encode()):
            self.transport.loseConnection()
            return
        Deferred.fromCoroutine(self._answer(bytes(request.command)))

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.setTimeout(None)

    async def _answer(self, payload: bytes) -> None:
        try:
            command = decode_command(payload)
            reply = await self.factory.carry_out(command)
        except DecodeError as error:
            reply = Error(id=error.id, code=str(ErrorCode.BAD_REQUEST), message=error.reason)
        except Refusal as refusal:
            reply = Error(code=str(refusal.code), message=refusal.message, field=refusal.field)
        except Exception as error:
            log.error("internal", exc_info=error)
            reply = Error(code=str(ErrorCode.INTERNAL), message=MESSAGES[ErrorCode.INTERNAL])
        self.sendLine(encode(reply))
        self.setTimeout(IDLE_SECONDS)


class ControlFactory(Factory):
    """Answers whoever knows the secret."""

    protocol = ControlProtocol  # type: ignore[assignment]
    noisy = False

    def __init__(self, carry_out: CarryOut) -> None:
        self.secret = secrets.token_hex(SECRET_BYTES)
        self.carry_out = carry_out


def write_control_file(folder: Path, port: int, secret: str) -> None:
    """Leave word where the server can be reached, readable by its own user alone."""
    path = folder / FILE_NAME
    unfinished = folder / (FILE_NAME + ".new")
    unfinished.unlink(missing_ok=True)
    content = msgspec.json.encode(ControlFile(port=port, secret=secret, pid=os.getpid()))
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    unfinished.replace(path)


def remove_control_file(folder: Path) -> None:
    (folder / FILE_NAME).unlink(missing_ok=True)


def ask(folder: Path, command: msgspec.Struct) -> ServerMessage:
    """Send one command to the server that runs on the folder; return its reply.

    Blocks. Raises `Refusal` where the server refuses, ConnectionError where none answers.
    """
    try:
        found = msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=ControlFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise ConnectionError("the server is starting or stopping; try again") from error
    line = msgspec.json.encode({"secret": found.secret, "command": command}) + b"\n"
    try:
        with socket.create_connection(("127.0.0.1", found.port), timeout=ANSWER_SECONDS) as peer:
            peer.sendall(line)
            with peer.makefile("rb") as stream:
                reply = stream.readline()
    except OSError as error:
        raise ConnectionError(f"the server does not answer: {error}") from error
    if not reply.endswith(b"\n"):
        raise ConnectionError("the server ended the conversation")
    message = decode_server_message(reply)
    if isinstance(message, Error):
        raise Refusal(ErrorCode(message.code), message.message, field=message.field)
    return message
