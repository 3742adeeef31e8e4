"""The port's methods as commands on the wire, and their replies as the port promises them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from real_clients import running
from scripted_server import ME, Peer, scripted

from chat_desktop.client import ServerClient, open_client, open_profile
from chat_desktop.core.ports import Client, Offline
from protocol.commands import (
    AddMember,
    AdminAct,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    ChangePassword,
    ClientMessage,
    CreateGroup,
    CreateInvite,
    Delete,
    DeleteGroup,
    Edit,
    GetProfile,
    JoinGroup,
    LeaveGroup,
    ListGroups,
    React,
    RemoveMember,
    RevokeInvite,
    SetRole,
    Unreact,
    UpdateGroup,
    UpdateProfile,
)
from protocol.errors import ErrorCode, Refusal
from protocol.replies import (
    AdminDone,
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    Done,
    Error,
    Groups,
    GroupView,
    Invite,
    Ok,
    Profile,
    Users,
)
from protocol.views import Group

GROUP = Group(
    id="g", name="Tea", topic="", visibility="private", head=1, n=0, members=1, role="owner"
)
VIEW = GroupView(id=2, group=GROUP)
OK = Ok(id=2)
DONE = Done(id=2, group="g", seq=3)

Case = tuple[Callable[[ServerClient], Awaitable[Any]], ClientMessage, msgspec.Struct]

CASES: list[Case] = [
    (lambda c: c.profile("u"), GetProfile(id=2, user="u"), Profile(id=2, user=ME)),
    (
        lambda c: c.update_profile(display_name="A", email="", country="GB", about="x"),
        UpdateProfile(id=2, display_name="A", email="", country="GB", about="x"),
        Profile(id=2, user=ME),
    ),
    (lambda c: c.change_password("old", "new"), ChangePassword(id=2, old="old", new="new"), OK),
    (
        lambda c: c.directory("te", "cursor"),
        ListGroups(id=2, query="te", after="cursor"),
        Groups(id=2, groups=[GROUP]),
    ),
    (
        lambda c: c.create_group("Tea", topic="t", visibility="public"),
        CreateGroup(id=2, name="Tea", topic="t", visibility="public"),
        VIEW,
    ),
    (lambda c: c.join_group("g", "inv"), JoinGroup(id=2, group="g", invite="inv"), VIEW),
    (lambda c: c.leave_group("g"), LeaveGroup(id=2, group="g"), OK),
    (lambda c: c.delete_group("g"), DeleteGroup(id=2, group="g"), OK),
    (
        lambda c: c.update_group("g", name="n", topic="t", visibility="public"),
        UpdateGroup(id=2, group="g", name="n", topic="t", visibility="public"),
        VIEW,
    ),
    (lambda c: c.add_member("g", "u"), AddMember(id=2, group="g", user="u"), OK),
    (lambda c: c.remove_member("g", "u"), RemoveMember(id=2, group="g", user="u"), OK),
    (
        lambda c: c.set_role("g", "u", "admin"),
        SetRole(id=2, group="g", user="u", role="admin"),
        OK,
    ),
    (
        lambda c: c.create_invite("g", expires=5, uses=1),
        CreateInvite(id=2, group="g", expires=5, uses=1),
        Invite(id=2, group="g", token="t"),
    ),
    (lambda c: c.revoke_invite("g", "t"), RevokeInvite(id=2, group="g", token="t"), OK),
    (lambda c: c.edit("g", 3, "x"), Edit(id=2, group="g", seq=3, text="x"), DONE),
    (lambda c: c.delete("g", 3), Delete(id=2, group="g", seq=3), DONE),
    (lambda c: c.react("g", 3, "x", True), React(id=2, group="g", seq=3, emoji="x"), DONE),
    (lambda c: c.react("g", 3, "x", False), Unreact(id=2, group="g", seq=3, emoji="x"), DONE),
    (
        lambda c: c.admin_users("a", "b"),
        AdminUsers(id=2, query="a", after="b"),
        AdminUserPage(id=2, users=[]),
    ),
    (
        lambda c: c.admin_groups("a", "b"),
        AdminGroups(id=2, query="a", after="b"),
        AdminGroupPage(id=2, groups=[]),
    ),
    (
        lambda c: c.admin_messages("g", "a", 9),
        AdminMessages(id=2, group="g", query="a", before=9),
        AdminMessagePage(id=2, group="g", messages=[], more=False),
    ),
    (
        lambda c: c.admin_act("delete_message", "g", seq=3),
        AdminAct(id=2, action="delete_message", target="g", seq=3),
        AdminDone(id=2, action="delete_message", target="g"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: type(case[1]).__name__)
async def test_each_method_is_its_command_and_gives_its_reply(tmp_path: Path, case: Case) -> None:
    call, command, reply = case
    heard: list[ClientMessage] = []

    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        heard.append(await peer.hear())
        await peer.say(reply)
        await peer.hear()
        await peer.say(Error(id=3, code="rate_limited", message="Slow.", retry_after=2))
        await peer.hear()
        await peer.say(Users(id=4, users=[]))
        await peer.stay()

    async with scripted(script) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await call(client)
        with pytest.raises(Refusal) as refused:
            await call(client)
        assert (refused.value.code, refused.value.retry_after) == (ErrorCode.RATE_LIMITED, 2)
        with pytest.raises(Offline, match="no sense"):
            await call(client)
    with pytest.raises(Offline):
        await call(client)
    assert heard == [command]


def test_it_is_the_client_of_the_port(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    client: Client = open_client(profile, "chat.example.org")
    assert client.server_url == "wss://chat.example.org/ws"
    assert client.limits.page >= 100
    assert list(client.groups) == []
    assert client.group("g") is None
    client.retry_now()
    profile.close()


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    with pytest.raises(Refusal) as refused:
        open_client(profile, "two words")
    assert refused.value.field == "server"
    profile.close()
