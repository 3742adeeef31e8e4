"""The message that makes a group unread: from the window, the cache, the server, in this order."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from log_server import LogServer, group, log_of
from real_clients import online, running, texts, until
from scripted_server import Peer, scripted

from chat_desktop.client import ServerClient
from chat_desktop.core.ports import Offline
from protocol.commands import History


class Reader(LogServer):
    """Welcomes with a read mark at message 20 of a log of messages alone."""

    async def __call__(self, peer: Peer) -> None:
        await peer.log_in(msgspec.structs.replace(group(self.log), read=20, read_n=20))
        self.peer = peer
        while True:
            command = await peer.hear()
            self.asked.append(command)
            for message in self.answer(command):
                await peer.say(message)


async def shown(client: ServerClient, first: str) -> None:
    await client.open_group("g")
    await until(lambda: texts(client, "g")[:1] == [first])


async def test_it_is_asked_of_the_server_where_nothing_is_here(tmp_path: Path) -> None:
    server = Reader(log_of(350))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password", keep=True)
        assert await client.first_unread("g") == 21
        assert [(c.after, c.limit) for c in server.of(History) if isinstance(c, History)] == [
            (20, 1)
        ]
    async with running(tmp_path, url) as client:
        await until(lambda: client.group("g"))
        with pytest.raises(Offline):
            await client.first_unread("g")


async def test_the_window_and_the_cache_know_it_without_the_server(tmp_path: Path) -> None:
    server = Reader(log_of(60))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await shown(client, "text 1")
            before = len(server.of(History))
            assert await client.first_unread("g") == 21
        async with running(tmp_path, url) as client:
            await online(client)
            assert await client.first_unread("g") == 21
            client.mark_read("g", 60)
            assert await client.first_unread("g") is None
            assert await client.first_unread("nowhere") is None
        assert len(server.of(History)) == before
