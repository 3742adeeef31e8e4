"""A server on this computer is found when it answers as one, and never waited for."""

from __future__ import annotations

import asyncio

import pytest

from chat_desktop.network import nearby


async def answer(words: bytes) -> str | None:
    """Return what is found where a server answers with `words`; empty for one that is silent."""
    served: list[asyncio.StreamWriter] = []

    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(writer)
        writer.write(words)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        found = await nearby.local_server(port)
    finally:
        server.close()
        for writer in served:
            writer.close()
            await writer.wait_closed()
    return found and found.replace(str(port), "PORT")


async def test_a_healthy_server_is_found() -> None:
    assert await answer(b"HTTP/1.1 200 OK\r\n\r\n") == "localhost:PORT"


@pytest.mark.parametrize("words", [b"HTTP/1.1 404 Not Found\r\n\r\n", b"220 mail\r\n", b"\r\n"])
async def test_others_are_not(words: bytes) -> None:
    assert await answer(words) is None


async def test_one_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "SECONDS", 0.02)
    assert await answer(b"") is None


async def test_none_is_none() -> None:
    assert await nearby.local_server(1) is None
