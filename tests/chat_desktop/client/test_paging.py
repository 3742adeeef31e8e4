"""Windows of a long timeline: from the cache where it reaches, else from the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from log_server import LogServer, group, log_of
from real_clients import online, running, texts, until
from scripted_server import scripted

from chat_desktop.client import ServerClient
from chat_desktop.client.paging import FIRST_ROWS, KEPT
from chat_desktop.core.ports import Change, Offline, TimelineSpliced
from chat_desktop.core.rows import Row
from chat_desktop.core.splices import apply_splices
from chat_desktop.core.timeline import Timeline
from protocol.commands import History
from protocol.errors import Refusal
from protocol.replies import GroupView


def window(client: ServerClient, group: str = "g") -> Timeline:
    timeline = client.timeline(group)
    assert timeline is not None
    return timeline


def said(first: int, last: int) -> list[str]:
    return [f"text {seq}" for seq in range(first, last + 1)]


async def test_older_pages_come_from_the_server_once_and_then_from_the_cache(
    tmp_path: Path,
) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            await until(lambda: texts(client, "g") == said(251, 350))
            while not window(client).at_start:
                await client.load_older("g")
            await client.load_older("g")
            assert texts(client, "g") == said(1, 350)
        fetched = len(server.of(History))
        async with running(tmp_path, url) as client:
            await online(client)
            await client.open_group("g")
            assert texts(client, "g") == said(351 - FIRST_ROWS, 350)
            while not window(client).at_start:
                await client.load_older("g")
            assert texts(client, "g") == said(1, 350)
        assert len(server.of(History)) == fetched


async def test_two_loads_at_once_are_one(tmp_path: Path) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
        before = len(server.of(History))
        await asyncio.gather(client.load_older("g"), client.load_older("g"))
        assert len(server.of(History)) == before + 1
        assert texts(client, "g") == said(151, 350)


async def test_jumping_to_and_fro(tmp_path: Path) -> None:
    server = LogServer(log_of(900))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
        assert await client.jump_to("g", 400)
        assert "text 400" in texts(client, "g")
        assert len(texts(client, "g")) == 100
        assert await client.jump_to("g", 400)
        await client.load_newer("g")
        await client.load_older("g")
        assert texts(client, "g") == said(250, 549)
        server.log.add(0, 1, 0)
        await server.live(server.log.events[-1])
        assert not await client.jump_to("g", 5000)
        assert texts(client, "g") == said(250, 549)
        assert await client.jump_to("g", None)
        assert texts(client, "g")[-1] == "text 901"
        assert window(client).at_end
        assert await client.jump_to("g", None)
        await client.load_newer("g")


async def test_a_window_moved_away_grows_back_to_the_newest(tmp_path: Path) -> None:
    server = LogServer(log_of(450))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
        await client.jump_to("g", 100)
        while not window(client).at_end:
            server.log.add(0, 1, 0)
            await server.live(server.log.events[-1])
            await client.load_newer("g")
        newest = server.log.head
        await until(lambda: texts(client, "g")[-1] == f"text {newest}")
        shown = texts(client, "g")
        assert shown == said(newest - len(shown) + 1, newest)


async def test_without_a_connection_what_is_not_here_is_offline(tmp_path: Path) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password", keep=True)
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
    async with running(tmp_path, url) as client:
        await client.open_group("g")
        assert texts(client, "g") == said(251, 350)
        with pytest.raises(Offline):
            await client.load_older("g")
        with pytest.raises(Offline):
            await client.jump_to("g", 5)
        assert await client.jump_to("g", 300)
        with pytest.raises(Refusal):
            await client.open_group("nowhere")
        with pytest.raises(Refusal):
            await client.load_older("nowhere")


async def test_only_the_last_groups_stay_loaded(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 3)
        assert server.peer is not None
        for number in range(KEPT):
            await server.peer.say(GroupView(group=group(log_of(0), f"h{number}")))
            await until(lambda n=number: client.group(f"h{n}"))  # type: ignore[misc]
            await client.open_group(f"h{number}")
        assert client.timeline("g") is None
        await client.open_group("g")
        assert texts(client, "g") == said(1, 3)


async def test_a_view_that_knows_only_splices_always_shows_the_rows(tmp_path: Path) -> None:
    server = LogServer(log_of(120))
    async with scripted(server) as url, running(tmp_path, url) as client:
        shown: dict[str, list[Row]] = {"g": []}
        compared = 0

        def follow(change: Change) -> None:
            nonlocal compared
            if isinstance(change, TimelineSpliced):
                timeline = client.timeline(change.group)
                if timeline is not None:
                    shown["g"] = apply_splices(shown["g"], change.splices)
                    assert shown["g"] == list(timeline.rows)
                    compared += 1

        client.listen(follow)
        await client.log_in("me", "password")
        opening = asyncio.create_task(client.open_group("g"))
        for number in range(10):
            server.log.add(0, 1, 0)
            await server.live(server.log.events[-1])
            client.send("g", f"own {number}")
        await opening
        await until(lambda: len(texts(client, "g")) > 100, "a page from the server")
        await client.jump_to("g", 5)
        await client.jump_to("g", None)
        await until(lambda: texts(client, "g")[-1] == "own 9")
        timeline = client.timeline("g")
        assert timeline is not None
        assert shown["g"] == list(timeline.rows)
        assert compared > 3
