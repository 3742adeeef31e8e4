"""A server that does not answer pings is told from one that does, and from one that closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from scripted_server import Peer, scripted
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from chat_desktop.network import heartbeat
from protocol.replies import SUBPROTOCOL


@asynccontextmanager
async def socket_to(url: str) -> AsyncIterator[ClientConnection]:
    socket = await connect(url, subprotocols=[Subprotocol(SUBPROTOCOL)], ping_interval=None)
    yield socket
    socket.transport.abort()
    await socket.wait_closed()


async def deaf(peer: Peer) -> None:
    await peer.go_deaf()


async def test_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PING_SECONDS", 0.05)
    async with scripted(deaf) as url, socket_to(url) as socket:
        assert await heartbeat.silence(socket)


async def test_a_ping_that_cannot_even_be_written_is_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "PING_SECONDS", 0.05)
    async with scripted(deaf) as url, socket_to(url) as socket:
        stuck = asyncio.create_task(socket.send("x" * 50_000_000))
        await asyncio.sleep(0)
        assert await heartbeat.silence(socket)
        stuck.cancel()


async def test_after_waking_silence_is_noticed_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PROBE_SECONDS", 0.01)

    async def woken(seconds: float, step: float) -> bool:
        assert step * heartbeat.LOOKS == seconds
        return True

    monkeypatch.setattr(heartbeat, "sleep", woken)
    async with scripted(deaf) as url, socket_to(url) as socket:
        assert await heartbeat.silence(socket)


async def test_a_server_that_answers_until_it_closes_was_not_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "PING_SECONDS", 0.02)
    answers = 0

    async def script(peer: Peer) -> None:
        await asyncio.sleep(0.2)
        await peer.close(1012)

    async with scripted(script) as url, socket_to(url) as socket:
        ping = socket.ping

        async def counting() -> object:
            nonlocal answers
            answers += 1
            return await ping()

        monkeypatch.setattr(socket, "ping", counting)
        reading = asyncio.create_task(socket.wait_closed())
        assert not await heartbeat.silence(socket)
        await reading
    assert answers > 1
