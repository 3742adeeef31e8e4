"""In the background the history comes to this device, and gives way to everything else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from log_server import LogServer, group, log_of
from real_clients import heard, online, running, texts, until
from scripted_server import scripted

from chat_desktop.client import ServerClient, filling, searching
from chat_desktop.core.ports import CoverageChanged
from chat_desktop.core.search import Coverage
from protocol.commands import CatchUp, History
from protocol.errors import ErrorCode
from protocol.replies import Error, GroupView


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("START_SECONDS", "PAUSE_SECONDS", "QUIET_SECONDS", "LEAST_BACKOFF"):
        monkeypatch.setattr(filling, name, 0.01)
    monkeypatch.setattr(filling, "REST", 0.0)
    monkeypatch.setattr(searching, "GATHER_SECONDS", 0.01)


def complete(client: ServerClient) -> bool:
    return client.search_coverage().complete


async def hits(client: ServerClient, text: str) -> list[int]:
    return [hit.seq for hit in (await client.search(text)).hits]


async def test_everything_comes_and_can_be_searched(tmp_path: Path) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            changes = heard(client)
            await client.log_in("me", "password", keep=True)
            assert client.search_coverage() == Coverage(0, 350)
            await until(lambda: complete(client))
            assert client.search_coverage("g") == Coverage(350, 350)
            assert await hits(client, '"text 7"') == [7]
            assert CoverageChanged() in changes
            # Who wrote what nobody has looked at yet can be searched for too.
            await until(lambda: any(user.id == "ada" for user in client.known_people()))
            assert len(await hits(client, "from:ada")) == 50
        asked = len(server.of(History))
        assert asked == 4
        async with running(tmp_path, url) as client:
            # What is here is not fetched again.
            await online(client)
            await until(lambda: complete(client))
            assert len(server.of(History)) == asked


async def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await until(lambda: len(server.of(History)) >= 2)
        before = len(server.of(History))
        async with running(tmp_path, url) as client:
            await online(client)
            await until(lambda: complete(client))
        # At most the page that was on its way was asked for twice.
        assert len(server.of(History)) <= max(before + 3, 5)


@pytest.mark.parametrize("code", [ErrorCode.BUSY, ErrorCode.RATE_LIMITED])
async def test_a_server_without_time_is_left_alone_longer_and_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: ErrorCode
) -> None:
    waits: list[float] = []
    give_way = filling.Filling._give_way

    async def noted(self: filling.Filling, *args: object) -> None:
        waits.append(self._backoff)
        await give_way(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(filling.Filling, "_give_way", noted)
    server = LogServer(log_of(150))
    server.refuse = [Error(id=1, code=code, message="not now", retry_after=0.02)] * 3
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await until(lambda: complete(client))
    assert waits == [0.01, 0.02, 0.04]


async def test_a_group_that_is_refused_is_given_up(tmp_path: Path) -> None:
    server = LogServer(log_of(150))
    server.refuse = [Error(id=1, code=ErrorCode.NO_SUCH_GROUP, message="gone")]
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await until(lambda: len(server.of(History)) == 1)
        assert client.search_coverage() == Coverage(0, 150)
        # A new group makes it look again, and not at the one that was given up.
        assert server.peer is not None
        await server.peer.say(GroupView(group=group(server.log, "h")))
        await until(lambda: len(server.of(History)) > 1)
        assert [c.group for c in server.of(History)[:2] if isinstance(c, History)] == ["g", "h"]


async def test_it_waits_while_the_user_looks_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "QUIET_SECONDS", 60.0)
    monkeypatch.setattr(filling, "START_SECONDS", 0.1)
    server = LogServer(log_of(350))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
        await client.load_older("g")
        await until(lambda: client.search_coverage("g").done == 200)
        await asyncio.sleep(0.2)
        assert len(server.of(History)) == 2


async def test_missed_events_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = LogServer(log_of(150))
    async with scripted(server) as url:
        with monkeypatch.context() as later:
            later.setattr(filling, "START_SECONDS", 600.0)
            async with running(tmp_path, url) as client:
                await client.log_in("me", "password", keep=True)
        for _ in range(450):
            server.log.add(0, 1, 0)
        monkeypatch.setattr(filling, "START_SECONDS", 0.0)
        async with running(tmp_path, url) as client:
            await online(client)
            await until(lambda: complete(client))
        kinds = [type(c) for c in server.asked if isinstance(c, CatchUp | History)]
        assert kinds == [CatchUp] * 5 + [History] * 2


async def test_after_clearing_everything_comes_again(tmp_path: Path) -> None:
    server = LogServer(log_of(250))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await until(lambda: complete(client))
        client.set_draft("g", "half a thought")
        await client.clear_cache()
        row = client.group("g")
        assert row is not None
        assert row.draft == "half a thought"
        await until(lambda: client.search_coverage().done < 250)
        await until(lambda: complete(client))
        assert await hits(client, '"text 250"') == [250]
