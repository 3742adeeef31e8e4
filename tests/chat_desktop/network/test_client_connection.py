"""One connection against a server that behaves, misbehaves, or goes away."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from real_clients import until
from scripted_server import HELLO, Peer, scripted
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from chat_desktop.core.rows import Trouble
from chat_desktop.network import connection as module
from chat_desktop.network import heartbeat
from chat_desktop.network.address import parse_address
from chat_desktop.network.connection import Connection, open_connection
from chat_desktop.network.failures import ConnectionFailed, Failure, Remedy
from protocol.codec import encode
from protocol.commands import Focus, GetUsers, LogOut
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Bye, Error, Hello, Ok, ServerMessage, TypingNow, Users
from protocol.views import DEFAULT_LIMITS


@asynccontextmanager
async def connected(
    url: str, receive: Callable[[ServerMessage], None] = lambda message: None
) -> AsyncIterator[tuple[Connection, asyncio.Task[Failure]]]:
    connection, _ = await open_connection(parse_address(url), receive)
    running = asyncio.create_task(connection.run())
    try:
        yield connection, running
    finally:
        await connection.close()
        await running


async def refused(url: str) -> Failure:
    with pytest.raises(ConnectionFailed) as failed:
        await open_connection(parse_address(url), lambda message: None)
    return failed.value.failure


async def test_replies_find_their_commands_in_whatever_order(tmp_path: Path) -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        first, second, third = [await peer.hear() for _ in range(3)]
        assert isinstance(first, LogOut)
        assert isinstance(second, GetUsers)
        assert isinstance(third, LogOut)
        assert len({first.id, second.id, third.id}) == 3
        await peer.say(
            Users(id=second.id, users=[]),
            Ok(id=999),
            Error(id=third.id, code="busy", message="Busy.", retry_after=1.5),
            Ok(id=first.id),
        )
        await peer.stay()

    async with scripted(script) as url, connected(url) as (connection, _):
        first = connection.request(LogOut(id=1))
        second = connection.request(GetUsers(id=1, ids=["a"]))
        third = connection.request(LogOut(id=1))
        assert isinstance(await second, Users)
        assert isinstance(await first, Ok)
        with pytest.raises(Refusal) as busy:
            await third
        assert (busy.value.code, busy.value.retry_after) == (ErrorCode.BUSY, 1.5)


async def test_a_reply_is_received_in_its_place_among_the_pushes() -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        assert isinstance(await peer.hear(), Focus)
        command = await peer.hear()
        assert isinstance(command, LogOut)
        typing = [TypingNow(group="g", user=name) for name in "ab"]
        await peer.say(typing[0], Ok(id=command.id), typing[1])
        await peer.stay()

    heard: list[ServerMessage] = []
    async with scripted(script) as url, connected(url, heard.append) as (connection, _):
        connection.signal(Focus(group="g"))
        await connection.ask(LogOut(id=1))
        assert [type(message) for message in heard[:2]] == [TypingNow, Ok]
        await until(lambda: len(heard) == 3)


async def test_many_frames_leave_turns_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO, *(TypingNow(group="g", user=str(n)) for n in range(50)))
        await peer.stay()

    turn = 0
    seen: list[int] = []
    monkeypatch.setattr(module, "TURN_SECONDS", 0.0)
    async with scripted(script) as url:
        connection, _ = await open_connection(parse_address(url), lambda _m: seen.append(turn))
        await asyncio.sleep(0.05)  # all of them lie here
        running = asyncio.create_task(connection.run())
        while len(seen) < 50:
            turn += 1
            await asyncio.sleep(0)
        assert len(set(seen)) == 50
        await connection.close()
        await running


async def test_a_server_that_goes_away_fails_what_was_asked() -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.hear()
        await peer.say(Bye(reason="Back in a minute.", retry_after=7.5))
        await peer.close(1012)

    async with scripted(script) as url, connected(url) as (connection, running):
        with pytest.raises(ConnectionFailed):
            await connection.ask(LogOut(id=1))
        told = Failure("Back in a minute.", retry_after=7.5, trouble=Trouble.BUSY)
        assert await running == told
        with pytest.raises(ConnectionFailed):
            await connection.request(LogOut(id=1))
        connection.signal(Focus())


@pytest.mark.parametrize(
    ("code", "remedy"),
    [(4401, Remedy.LOG_IN), (4400, Remedy.WAIT), (4408, Remedy.RETRY), (4777, Remedy.RETRY)],
)
async def test_close_codes_are_understood(code: int, remedy: Remedy) -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.close(code)

    async with scripted(script) as url, connected(url) as (_, running):
        assert (await running).remedy is remedy


async def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REPLY_SECONDS", 0.05)

    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.stay()

    async with scripted(script) as url, connected(url) as (connection, running):
        with pytest.raises(ConnectionFailed, match="in time"):
            await connection.ask(LogOut(id=1))
        connection.fail()
        assert "in time" in (await running).reason


async def test_a_server_that_takes_nothing_any_more_is_given_up_and_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.05)

    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.go_deaf()

    def flood(connection: Connection) -> None:
        for _ in range(200):
            connection.signal(Focus(group="g" * 100_000))

    async with scripted(script) as url:
        for leave in (Connection.fail, lambda connection: None):
            async with connected(url) as (connection, running):
                flood(connection)
                await until(lambda: connection._socket.paused, "nothing goes any more")
                leave(connection)
        assert (await running).reason


async def test_a_server_that_does_not_answer_pings_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "PING_SECONDS", 0.05)

    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.go_deaf()

    async with scripted(script) as url, connected(url) as (_, running):
        assert "in time" in (await running).reason


async def test_a_bug_in_who_receives_ends_the_connection() -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO, TypingNow(group="g", user="a"))
        await peer.stay()

    def wrong(message: ServerMessage) -> None:
        raise KeyError("a bug")

    async with scripted(script) as url:
        connection, _ = await open_connection(parse_address(url), wrong)
        with pytest.raises(KeyError):
            await connection.run()
        await connection._socket.wait_closed()


async def test_nonsense_from_a_server_ends_the_connection() -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.say_raw("[]")
        await peer.stay()

    async with scripted(script) as url, connected(url) as (_, running):
        assert (await running).remedy is Remedy.WAIT


async def test_what_a_newer_server_adds_is_ignored() -> None:
    heard: list[ServerMessage] = []

    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.say_raw('{"type":"fireworks","colour":"red"}')
        await peer.say_raw('{"type":"typing","group":"g","user":"a","mood":"good"}')
        await peer.close(1000)

    async with scripted(script) as url, connected(url, heard.append) as (_, running):
        await running
    assert heard[-1] == TypingNow(group="g", user="a")


@pytest.mark.parametrize(
    "greeting",
    [
        encode(Hello(server="s", version="9", protocol=2, limits=DEFAULT_LIMITS)).decode(),
        encode(Ok(id=1)).decode(),
        "hello?",
    ],
)
async def test_who_greets_otherwise_is_no_server_of_ours(greeting: str) -> None:
    async def script(peer: Peer) -> None:
        await peer.say_raw(greeting)
        await peer.stay()

    async with scripted(script) as url:
        assert (await refused(url)).remedy is Remedy.WAIT


async def test_a_server_without_our_subprotocol_is_not_ours() -> None:
    async def script(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.stay()

    async with scripted(script, subprotocols=None) as url:
        assert (await refused(url)).remedy is Remedy.WAIT


async def test_a_server_that_closes_instead_of_greeting() -> None:
    async def script(peer: Peer) -> None:
        await peer.close(4400)

    async with scripted(script) as url:
        assert "another version" in (await refused(url)).reason


async def test_a_server_that_never_greets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OPEN_SECONDS", 0.1)

    async def script(peer: Peer) -> None:
        await peer.stay()

    async with scripted(script) as url:
        assert "in time" in (await refused(url)).reason


async def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert "cannot be reached" in (await refused(f"ws://127.0.0.1:{port}")).reason


async def test_a_web_server_that_is_no_parlance_server() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert "HTTP 404" in (await refused(f"ws://127.0.0.1:{port}")).reason


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost that is signed by itself; return its key and itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8
    bare = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, private, bare))
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "key.pem", folder / "cert.pem"


async def test_a_certificate_that_nobody_vouches_for_is_told_as_such(tmp_path: Path) -> None:
    key, certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def greet(peer: ServerConnection) -> None:
        await peer.send(encode(HELLO).decode())
        await peer.wait_closed()

    async with serve(
        greet, "localhost", 0, ssl=context, subprotocols=[Subprotocol("parlance.v1")]
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        failure = await refused(f"wss://localhost:{port}")
        assert "certificate cannot be trusted" in failure.reason
        assert failure.remedy is Remedy.WAIT
        trusted = ssl.create_default_context(cafile=str(certificate))
        address = parse_address(f"wss://localhost:{port}")
        connection, hello = await open_connection(address, lambda message: None, tls=trusted)
        assert hello == HELLO
        await connection.close()
        plain = await refused(f"ws://localhost:{port}")
        assert plain.reason
