"""Lines carry bytes, are cut where they are told to be, and go dead without an end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from faults.lines import Fate, Lines

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def echoing() -> AsyncIterator[Lines]:
    """Yield lines to a server that says everything back."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(1000):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Lines(lambda: port) as lines:
        yield lines


async def dial(lines: Lines) -> Ends:
    return await asyncio.open_connection("127.0.0.1", lines.port)


async def test_a_sound_line_carries_everything() -> None:
    async with echoing() as lines:
        reader, writer = await dial(lines)
        writer.write(b"x" * 100_000)
        assert await reader.readexactly(100_000) == b"x" * 100_000
        writer.close()
        assert lines.cuts == 0


@pytest.mark.parametrize("fate", [Fate(up=70), Fate(down=70)])
async def test_a_line_is_cut_after_its_bytes(fate: Fate) -> None:
    async with echoing() as lines:
        lines.fate = lambda: fate
        reader, writer = await dial(lines)
        writer.write(b"x" * 100)
        said = await reader.read()
        assert len(said) <= 70
        assert fate.down is None or len(said) == 70
        writer.close()
        assert lines.cuts == 1


async def test_a_line_may_end_with_a_reset() -> None:
    async with echoing() as lines:
        lines.fate = lambda: Fate(up=70, reset=True)
        reader, writer = await dial(lines)
        writer.write(b"x" * 100)
        with pytest.raises(ConnectionError):
            await reader.read()
        writer.close()


async def test_a_dead_line_says_nothing_and_new_ones_work() -> None:
    async with echoing() as lines:
        reader, writer = await dial(lines)
        writer.write(b"a")
        assert await reader.read(1) == b"a"
        lines.let_die()
        writer.write(b"b")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.1)
        second, other = await dial(lines)
        other.write(b"c")
        assert await second.read(1) == b"c"
        assert len(lines.lines) == 2
        writer.close()
        other.close()


async def test_a_line_to_nobody_ends() -> None:
    async with Lines(lambda: 1) as lines:
        reader, writer = await dial(lines)
        assert await reader.read() == b""
        writer.close()


async def test_a_dead_line_that_swallows_takes_everything_and_hides_the_servers_end() -> None:
    over = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Lines(lambda: port) as lines:
        reader, writer = await dial(lines)
        while not lines.lines:
            await asyncio.sleep(0.01)
        lines.let_die(swallowing=True)
        writer.write(b"b" * 5_000_000)
        await writer.drain()
        over.set()
        async with asyncio.timeout(30):
            while not lines.ended:
                await asyncio.sleep(0.01)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.1)
        writer.close()
