"""Searching through the client: whose names are meant, what is refused, and days to jump to."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from log_server import LogServer, log_of
from real_clients import online, running, texts, until
from scripted_server import scripted

from chat_desktop.client import ServerClient, filling, searching
from chat_desktop.client.searching import start_of
from chat_desktop.core.search import Coverage, SearchPage
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.reader import CacheReader, IndexDamaged
from protocol.commands import History
from protocol.errors import ErrorCode, Refusal
from protocol.events import Edited, Message


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "START_SECONDS", 600.0)
    monkeypatch.setattr(searching, "GATHER_SECONDS", 0.01)


async def seqs(client: ServerClient, text: str, **more: object) -> list[int]:
    return [hit.seq for hit in (await client.search(text, **more)).hits]  # type: ignore[arg-type]


async def test_what_is_said_is_found_at_once(tmp_path: Path) -> None:
    server = LogServer(log_of(30))
    async with scripted(server) as url, running(tmp_path, url) as client:
        with pytest.raises(Refusal):
            await client.search("text")
        assert client.search_coverage() == Coverage(0, 0)
        await client.log_in("me", "password")
        assert await client.search("") == SearchPage()
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 30)
        await until(lambda: client.user("ada"))
        await until(lambda: client.search_coverage("g").complete)
        assert await seqs(client, "text", limit=3) == [30, 29, 28]
        assert await seqs(client, "text in:tea from:ada", group="g", limit=1) == [30]
        assert await seqs(client, "text from:me") == []
        message = Message(seq=31, at=5000, by="me", key="key-000000000031", n=31, text="Crème")
        edited = Edited(seq=32, at=5001, by="ada", target=30, text="brûlée")
        server.log.events.extend([message, edited])
        await server.live(message, edited)
        await until(lambda: texts(client, "g")[-1] == "Crème")
        page = await client.search("creme")
        while not page.hits:
            page = await client.search("creme")
        assert [hit.seq for hit in page.hits] == [31]
        assert await seqs(client, "brulee") == [30]
        assert await seqs(client, '"text 30"') == []
        assert await seqs(client, "from:me") == [31]
        older = await client.search("text", before=page.hits[0], limit=2)
        assert [hit.seq for hit in older.hits] == [29, 28]
        assert older.more


async def test_a_bad_date_is_refused_and_nothing_is_asked_of_the_server(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        with pytest.raises(Refusal) as refused:
            await client.search("tea before:tomorrow")
        assert refused.value.code is ErrorCode.BAD_REQUEST
        assert server.of(History) == []


async def test_without_a_connection_the_local_copy_answers(tmp_path: Path) -> None:
    server = LogServer(log_of(30))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password", keep=True)
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 30)
    async with running(tmp_path, url) as client:
        assert await seqs(client, "text", limit=2) == [30, 29]
        client.search_coverage()
        await until(lambda: client.search_coverage() == Coverage(30, 30))
        assert await client.storage_bytes() > 10_000


async def test_days_come_from_here_or_else_from_the_server(tmp_path: Path) -> None:
    server = LogServer(log_of(350))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 100)
        asked = len(server.of(History))
        # The log's messages were sent at 1000 + seq.
        assert await client.seq_at("g", 1300) == 300
        assert await client.seq_at("g", 2000) is None
        assert len(server.of(History)) == asked
        assert await client.seq_at("g", 1100) == 100
        assert len(server.of(History)) == asked + 1
        # What the server told is kept: it can be found, and jumped to.
        assert await client.jump_to("g", 100)
        assert await seqs(client, '"text 100"') == [100]
        assert await client.seq_at("g", 1101) == 101
        assert len(server.of(History)) == asked + 1
        assert await client.seq_at("g", 0) == 1
        with pytest.raises(Refusal):
            await client.seq_at("nowhere", 5)


async def test_a_damaged_index_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = LogServer(log_of(30))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 30)
        with monkeypatch.context() as broken:
            broken.setattr(CacheReader, "search", _damaged)
            with pytest.raises(IndexDamaged):
                await client.search("text")
        page = await client.search("text")
        while len(page.hits) < 30:
            page = await client.search("text")


async def _damaged(*_: object) -> SearchPage:
    raise IndexDamaged("malformed")


async def test_drafts_are_on_disk_before_the_end(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password", keep=True)
        await online(client)
        client.set_draft("g", "half a thought")

        def kept() -> list[str]:
            (path,) = tmp_path.glob("*.sqlite")
            cache = Cache(path)
            assert client.me is not None
            drafts = [record.draft for record in cache.load(client.me).groups]
            cache.close()
            return drafts

        await until(lambda: kept() == ["half a thought"])


@pytest.mark.parametrize("day", [date(2026, 6, 12), date(1971, 1, 1), date(2900, 12, 31)])
def test_a_day_begins_at_midnight_here(day: date) -> None:
    moment = datetime.fromtimestamp(start_of(day) / 1000).astimezone()
    assert (moment.date(), moment.hour, moment.minute) == (day, 0, 0)


def test_days_beyond_all_messages_are_known_to_every_system() -> None:
    assert start_of(date(2, 2, 2)) == start_of(date(1971, 1, 1))
    assert start_of(date(9998, 2, 2)) == start_of(date(2900, 1, 1))
