"""Missed events are fetched: after a break, at a hole, when lagging, and politely when refused."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from log_server import LogServer, group, log_of
from real_clients import online, running, texts, until
from scripted_server import Peer, scripted

from chat_desktop.client import catching_up, session
from chat_desktop.core.state import FARTHEST
from chat_desktop.network import connection
from protocol.commands import CatchUp, ClientMessage, History
from protocol.events import Message
from protocol.replies import Error, Events, Lagged


def asked_after(server: LogServer) -> list[int]:
    return [command.after for command in server.of(CatchUp) if isinstance(command, CatchUp)]


async def test_what_was_missed_is_fetched_page_by_page(tmp_path: Path) -> None:
    server = LogServer(log_of(10), page=100)
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            await until(lambda: len(texts(client, "g")) == 10)
            assert asked_after(server) == []
        server.log = log_of(260)
        async with running(tmp_path, url) as client:
            await client.open_group("g")
            await until(lambda: len(texts(client, "g")) == 260, "all of it")
            assert asked_after(server) == [10, 110, 210]


async def test_a_hole_in_live_events_is_filled(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 3)
        for _ in range(3):
            server.log.add(0, 1, 0)
        await server.live(server.log.events[-1])
        await until(lambda: texts(client, "g")[-3:] == ["text 4", "text 5", "text 6"])
        assert asked_after(server) == [3]


async def test_a_reader_that_was_too_slow_fetches_what_it_did_not_get(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 3)
        server.log = log_of(9)
        assert server.peer is not None
        await server.peer.say(Lagged(heads={"g": 9}))
        await until(lambda: len(texts(client, "g")) == 9)


async def test_a_busy_server_is_asked_again_and_sending_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "PAUSE_SECONDS", 0.01)
    server = LogServer(log_of(3))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            client.send("g", "while away")
            await until(lambda: server.log.head == 4)
        server.log.add(0, 1, 0)
        server.refuse = [Error(code="busy", message="Busy.", retry_after=0.01)]
        async with running(tmp_path, url) as client:
            await online(client)
            client.send("g", "later")
            await until(lambda: server.log.head == 6)
    assert [type(command).__name__ for command in server.asked[-3:]] == [
        "CatchUp",
        "CatchUp",
        "Send",
    ]


async def test_a_server_that_is_too_slow_to_answer_is_asked_again_on_the_same_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "PAUSE_SECONDS", 0.01)
    server, slow = LogServer(log_of(3)), LogServer(log_of(5))
    answer, missed = slow.answer, 0

    def seldom(command: ClientMessage) -> list[msgspec.Struct]:
        nonlocal missed
        if isinstance(command, CatchUp) and missed < 2:
            missed += 1
            return []
        return answer(command)

    monkeypatch.setattr(slow, "answer", seldom)
    async with scripted(server, slow) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            await until(lambda: len(texts(client, "g")) == 3)
        monkeypatch.setattr(connection, "REPLY_SECONDS", 0.5)
        async with running(tmp_path, url) as client:
            await client.open_group("g")
            client.send("g", "after all")
            await until(lambda: texts(client, "g")[-1:] == ["after all"] and len(slow.asked) > 3)
            await until(lambda: len(slow.log.events) == 6, "it is sent once the group is whole")
    assert missed == 2


async def test_a_group_that_cannot_be_caught_up_still_sends(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        server.log.add(0, 1, 0)
        server.refuse = [Error(code="internal", message="Oh.")]
        async with running(tmp_path, url) as client:
            await online(client)
            client.send("g", "still")
            await until(lambda: server.log.head == 5)


async def test_a_server_that_gives_nothing_is_not_asked_for_ever(tmp_path: Path) -> None:
    asked = 0

    async def stingy(peer: Peer) -> None:
        nonlocal asked
        await peer.log_in(group(log_of(9)))
        while True:
            command = await peer.hear()
            if isinstance(command, CatchUp):
                asked += 1
                await peer.say(Events(id=command.id, group="g", events=[], head=9))

    server = LogServer(log_of(3))
    async with scripted(server, stingy) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        async with running(tmp_path, url) as client:
            await online(client)
            await until(lambda: asked == 1)
            await client.open_group(None)
    assert asked == 1


async def test_whoever_logs_in_after_a_session_that_was_catching_up_catches_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "GOODBYE_SECONDS", 0.05)
    silent, server = LogServer(log_of(3)), LogServer(log_of(3))
    monkeypatch.setattr(silent, "answer", lambda command: [])
    async with scripted(silent, server) as url, running(tmp_path, url) as client:
        for one in (silent, server):
            await client.log_in("me", "password")
            one.log.add(0, 1, 0)
            one.log.add(0, 1, 0)
            await one.live(one.log.events[-1])
            await until(lambda s=one: s.of(CatchUp))  # type: ignore[misc]
            if one is silent:
                await client.log_out()
        await until(lambda: getattr(client.group("g"), "last_line", "") == "text 5")


async def test_who_was_away_for_very_long_begins_at_the_newest_page(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            await until(lambda: len(texts(client, "g")) == 3)
        head = FARTHEST + 50
        server.log.events = [
            Message(seq=seq, at=1, by="ada", key=f"key-{seq:012}", n=seq, text=f"text {seq}")
            for seq in range(1, head + 1)
        ]
        async with running(tmp_path, url) as client:
            await client.open_group("g")
            await online(client)
            await until(lambda: texts(client, "g")[-1:] == [f"text {head}"])
            assert server.of(CatchUp) == []
            assert server.of(History)
