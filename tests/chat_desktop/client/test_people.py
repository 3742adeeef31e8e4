"""Names in bulk, members page by page, marks and typing now and then."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from log_server import LogServer, group, log_of, user
from real_clients import heard, online, running, texts, until
from scripted_server import scripted

from chat_desktop.client import people
from chat_desktop.core.ports import ReadMoved, UsersChanged
from protocol.commands import Focus, GetUsers, ListMembers, MarkRead, Typing
from protocol.events import Joined, Left
from protocol.replies import Error, GroupView, Presence, TypingNow


async def test_unknown_names_are_asked_for_together_and_once(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        changes = heard(client)
        for _ in range(3):
            for id in ("ada", "eve", "nobody"):
                assert client.user(id) is None
        await until(lambda: UsersChanged(frozenset({"ada", "eve"})) in changes)
        assert client.user("ada") == user("ada")
        assert client.user("nobody") is None
        asked = [sorted(c.ids) for c in server.of(GetUsers) if isinstance(c, GetUsers)]
        assert asked == [["ada", "eve", "nobody"]]
        assert {each.id for each in client.known_people()} == {"me", "ada", "eve"}


async def test_a_crowd_is_asked_for_in_pages(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        for number in range(250):
            client.user(f"user{number}")
        await until(lambda: client.user("user249"))
        asked = [len(c.ids) for c in server.of(GetUsers) if isinstance(c, GetUsers)]
        assert asked == [100, 100, 50]


async def test_members_of_the_open_group_are_loaded_and_followed(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        assert client.members("g") is None
        await client.open_group("g")
        await until(lambda: len(client.members("g") or []) == 3)
        assert {"member0", "member2"} <= {each.id for each in client.known_people()}
        assert isinstance(server.of(Focus)[-1], Focus)
        assert server.peer is not None
        await server.peer.say(Presence(user="member1", online=False))
        await until(lambda: [m.online for m in client.members("g") or []] == [True, False, True])
        loaded = len(server.of(ListMembers))
        server.log.events += [
            Left(seq=4, at=1, by="member0", user="member0"),
            Joined(seq=5, at=1, by="stranger", user="stranger"),
        ]
        await server.live(*server.log.events[-2:])
        await until(lambda: len(server.of(ListMembers)) > loaded, "the stranger is looked up")
        await client.open_group(None)
        await until(lambda: server.of(Focus)[-1] == Focus(group=None))


async def test_only_the_members_of_the_last_groups_stay_known(tmp_path: Path) -> None:
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        for id in ("g", *(f"h{number}" for number in range(people.KEPT))):
            if id != "g":
                assert server.peer is not None
                await server.peer.say(GroupView(group=group(log_of(0), id)))
                await until(lambda id=id: client.group(id))  # type: ignore[misc]
            await client.open_group(id)
            await until(lambda id=id: client.members(id))  # type: ignore[misc]
        assert client.members("h0") is not None
        assert client.members("g") is None
        await client.open_group("g")
        await until(lambda: client.members("g"))
        assert client.members("h0") is None


async def test_the_read_mark_is_told_once_for_many_moves(tmp_path: Path) -> None:
    server = LogServer(log_of(9))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        await until(lambda: len(texts(client, "g")) == 9)
        changes = heard(client)
        for seq in range(1, 8):
            client.mark_read("g", seq)
        row = client.group("g")
        assert row is not None
        assert row.unread == 2
        await until(lambda: ReadMoved("g") in changes)
        await until(lambda: server.of(MarkRead))
        marks = [command.seq for command in server.of(MarkRead) if isinstance(command, MarkRead)]
        assert marks == [7]


async def test_a_mark_made_offline_is_told_by_the_next_run(tmp_path: Path) -> None:
    server = LogServer(log_of(9))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            await until(lambda: len(texts(client, "g")) == 9)
            client.mark_read("g", 9)
        assert server.of(MarkRead) == []
        server.refuse = [Error(code="rate_limited", message="Slow.", retry_after=0.01)]
        async with running(tmp_path, url) as client:
            await online(client)
            row = client.group("g")
            assert row is not None
            assert row.unread == 0
            await until(lambda: len(server.of(MarkRead)) == 2, "refused once, then told")


async def test_typing_is_told_now_and_then_and_seen(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        for _ in range(20):
            client.typing("g")
        client.send("g", "said")
        await until(lambda: server.log.events)
        client.typing("g")
        await until(lambda: len(server.of(Typing)) == 2)
        assert server.peer is not None
        await server.peer.say(TypingNow(group="g", user="ada"))
        await until(lambda: getattr(client.group("g"), "typing", ()) == ("ada",))


async def test_a_large_group_is_loaded_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "MOST_MEMBERS", 2)
    server = LogServer(log_of(3))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        assert not client.more_members("g")
        await client.open_group("g")
        await until(lambda: client.more_members("g"))
        assert [each.user.id for each in client.members("g") or []] == ["member0", "member1"]
        await asyncio.gather(client.load_more_members("g"), client.load_more_members("g"))
        assert len(client.members("g") or []) == 3
        assert not client.more_members("g")
        asked = len(server.of(ListMembers))
        await client.load_more_members("g")
        assert len(server.of(ListMembers)) == asked == 3
