"""The superuser's commands as the server hears them, and replies that make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_clients import online, running
from scripted_server import Peer, scripted

from chat_desktop.core.ports import Offline
from protocol.commands import AdminAct, AdminGroups, AdminMessages, AdminUsers
from protocol.replies import AdminGroupPage, AdminUserPage, Ok


async def test_each_asks_for_its_own_and_believes_no_other_reply(tmp_path: Path) -> None:
    heard: list[object] = []

    async def script(peer: Peer) -> None:
        await peer.log_in()
        while True:
            command = await peer.hear()
            heard.append(command)
            if isinstance(command, AdminUsers):
                await peer.say(AdminUserPage(id=command.id, users=[]))
            elif isinstance(command, AdminGroups):
                await peer.say(AdminGroupPage(id=command.id, groups=[]))
            elif isinstance(command, AdminMessages | AdminAct):
                await peer.say(Ok(id=command.id))

    async with scripted(script) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await online(client)
        assert (await client.admin_users("ada", after="u1")).users == []
        assert (await client.admin_groups()).groups == []
        with pytest.raises(Offline, match="no sense"):
            await client.admin_messages("g", before=9)
        with pytest.raises(Offline, match="no sense"):
            await client.admin_act("deactivate", "u1")
    told = [each for each in heard if isinstance(each, AdminUsers | AdminMessages | AdminAct)]
    assert [(type(each).__name__) for each in told] == ["AdminUsers", "AdminMessages", "AdminAct"]
