"""Everything the old program could do, once each, with a real server and real clients."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

import pytest
from real_clients import PASSWORD, heard, messages, online, running, signed_up, texts, until
from server_process import ServerProcess

from chat_desktop.core.ports import GroupGone, SignedOut
from chat_desktop.core.rows import LinkState
from protocol.errors import ErrorCode, Refusal


def fresh(name: str) -> str:
    """Return a username that no other test takes."""
    return f"{name}-{uuid4().hex[:8]}"


async def test_signing_up_logging_in_and_out(server: ServerProcess, folder: Path) -> None:
    name = fresh("ada")
    async with running(folder / "one", server.url) as client:
        await client.sign_up(
            name, PASSWORD, email=f"{name}@example.org", display_name="Ada", country="GB"
        )
        assert client.me is not None
        assert (client.me.username, client.me.country) == (name, "GB")
        changes = heard(client)
        await client.log_out()
        assert client.groups == []
        assert SignedOut(None) in changes
        with pytest.raises(Refusal) as wrong:
            await client.log_in(name, "not the password")
        assert wrong.value.code is ErrorCode.BAD_CREDENTIALS
        assert client.status.state is LinkState.SIGNED_OUT
        await client.log_in(f"{name}@example.org", PASSWORD)
        assert client.me is not None
    async with running(folder / "two", server.url) as client:
        with pytest.raises(Refusal) as taken:
            await client.sign_up(name.upper(), PASSWORD)
        assert taken.value.code is ErrorCode.USERNAME_TAKEN


async def test_who_asked_to_stay_signed_in_does(server: ServerProcess, folder: Path) -> None:
    name = fresh("ada")
    async with signed_up(folder, server.url, name) as client:
        me = client.me
    async with running(folder / name, server.url) as client:
        assert client.me == me
        await online(client)
        await client.log_out()
    async with running(folder / name, server.url) as client:
        assert client.me is None
        assert client.status.state is LinkState.SIGNED_OUT


async def test_who_did_not_ask_is_signed_out_by_a_restart(
    server: ServerProcess, folder: Path
) -> None:
    name = fresh("ada")
    async with running(folder, server.url) as client:
        await client.sign_up(name, PASSWORD)
        group = await client.create_group("Tea")
    assert not any("token" in name for name in os.listdir(folder))
    async with running(folder, server.url) as client:
        assert client.me is None
        await client.log_in(name, PASSWORD)
        assert [row.id for row in client.groups] == [group]


async def test_the_profile_and_another_password(server: ServerProcess, folder: Path) -> None:
    async with signed_up(folder, server.url, fresh("ada")) as ada:
        await ada.update_profile(email=f"{uuid4().hex}@example.org", country="Kenya", about="hi")
        mine = await ada.profile()
        assert mine == ada.me
        assert mine.country == "Kenya"
        async with signed_up(folder, server.url, fresh("bob")) as bob:
            seen = await bob.profile(username=mine.username)
            assert (seen.id, seen.about, seen.email) == (mine.id, "hi", None)
        with pytest.raises(Refusal):
            await ada.change_password("wrong", "another horse")
        await ada.change_password(PASSWORD, "another horse")
        await ada.log_out()
        await ada.log_in(mine.username, "another horse")


async def test_groups_are_listed_made_joined_left_and_deleted(
    server: ServerProcess, folder: Path
) -> None:
    async with (
        signed_up(folder, server.url, fresh("ada")) as ada,
        signed_up(folder, server.url, fresh("bob")) as bob,
    ):
        name = fresh("Tea")
        tea = await ada.create_group(name, topic="black or green", visibility="public")
        secret = await ada.create_group(fresh("Secret"))
        found = await bob.directory(name)
        assert [group.id for group in found.groups] == [tea]
        await bob.join_group(tea)
        row = bob.group(tea)
        assert row is not None
        assert (row.name, row.topic, row.role) == (name, "black or green", "member")
        with pytest.raises(Refusal) as hidden:
            await bob.join_group(secret)
        assert hidden.value.code is ErrorCode.NO_SUCH_GROUP
        invite = await ada.create_invite(secret, uses=1)
        await bob.join_group(secret, invite.token)
        assert {group.id for group in bob.groups} == {tea, secret}
        await until(lambda: getattr(ada.group(tea), "members", 0) == 2, "ada counts bob")
        await bob.leave_group(tea)
        await until(lambda: bob.group(tea) is None, "bob left")
        changes = heard(bob)
        await ada.delete_group(secret)
        await until(lambda: GroupGone(secret) in changes, "bob hears that it is deleted")
        assert [group.id for group in ada.groups] == [tea]


async def test_members_with_presence_and_roles(server: ServerProcess, folder: Path) -> None:
    async with signed_up(folder, server.url, fresh("ada")) as ada:
        tea = await ada.create_group("Tea", visibility="public")
        await ada.open_group(tea)
        async with signed_up(folder, server.url, fresh("bob")) as bob:
            await bob.join_group(tea)
            assert bob.me is not None
            bob_id = bob.me.id

            def of_bob() -> tuple[str, bool] | None:
                found = [m for m in ada.members(tea) or [] if m.user.id == bob_id]
                return (found[0].role, found[0].online) if found else None

            await until(lambda: of_bob() == ("member", True), "bob is seen online")
            await ada.set_role(tea, bob_id, "admin")
            await until(lambda: of_bob() == ("admin", True), "bob is an admin")
            await until(lambda: getattr(bob.group(tea), "role", "") == "admin", "bob knows")
        await until(lambda: of_bob() == ("admin", False), "bob is seen going")
        await ada.remove_member(tea, bob_id)
        await until(lambda: of_bob() is None, "bob is gone")


async def test_live_messages_and_everything_done_to_them(
    server: ServerProcess, folder: Path
) -> None:
    async with (
        signed_up(folder, server.url, fresh("ada")) as ada,
        signed_up(folder, server.url, fresh("bob")) as bob,
    ):
        tea = await ada.create_group("Tea", visibility="public")
        await bob.join_group(tea)
        await ada.open_group(tea)
        await bob.open_group(tea)
        await until(lambda: bob.members(tea), "the server knows what bob looks at")
        ada.typing(tea)
        await until(lambda: getattr(bob.group(tea), "typing", ()), "bob sees her typing")
        key = ada.send(tea, "hello")
        await until(lambda: texts(bob, tea) == ["hello"], "bob reads it")
        assert getattr(bob.group(tea), "typing", None) == ()
        assert getattr(bob.group(tea), "unread", 0) == 1
        await until(lambda: texts(ada, tea) == ["hello"], "ada sees it")
        first = messages(bob, tea)[0]
        assert first.key == key
        assert first.seq is not None
        bob.mark_read(tea, first.seq)
        assert getattr(bob.group(tea), "unread", None) == 0
        bob.send(tea, "hi", reply_to=first.seq)
        await until(lambda: texts(ada, tea) == ["hello", "hi"], "the answer")
        await bob.react(tea, first.seq, "👍", True)
        await until(lambda: [r.mine for r in messages(ada, tea)[0].reactions] == [False], "👍")
        assert [r.mine for r in messages(bob, tea)[0].reactions] == [True]
        await bob.react(tea, first.seq, "👍", False)
        await until(lambda: not messages(ada, tea)[0].reactions, "no 👍")
        await ada.edit(tea, first.seq, "hello!")
        await until(lambda: texts(bob, tea)[0] == "hello!", "the edit")
        await ada.delete(tea, first.seq)
        await until(lambda: messages(bob, tea)[0].deleted, "the deletion")
        with pytest.raises(Refusal):
            await bob.edit(tea, first.seq, "no")


async def test_history_is_loaded_from_the_server_by_who_joins_late(
    server: ServerProcess, folder: Path
) -> None:
    async with (
        signed_up(folder, server.url, fresh("ada")) as ada,
        signed_up(folder, server.url, fresh("bob")) as bob,
    ):
        tea = await ada.create_group("Tea", visibility="public")
        said = [f"message {number}" for number in range(250)]
        for text in said:
            ada.send(tea, text)
        await ada.open_group(tea)
        await until(lambda: getattr(ada.group(tea), "last_line", "") == said[-1], "all sent")
        await bob.join_group(tea)
        await bob.open_group(tea)
        await until(lambda: texts(bob, tea)[-1:] == said[-1:], "the newest page")
        timeline = bob.timeline(tea)
        assert timeline is not None
        assert len(timeline.rows) < len(said)
        while not timeline.at_start:
            await bob.load_older(tea)
        assert texts(bob, tea) == said
        middle = messages(bob, tea)[120].seq
        async with running(folder / "other", server.url) as other:
            assert bob.me is not None
            await other.log_in(bob.me.username, PASSWORD)
            await other.open_group(tea)
            assert await other.jump_to(tea, middle)
            assert said[120] in texts(other, tea)
            assert said[-1] not in texts(other, tea)
            window = other.timeline(tea)
            assert window is not None
            while not window.at_end:
                await other.load_newer(tea)
            assert texts(other, tea)[-1] == said[-1]
            assert not await other.jump_to(tea, 10_000)


async def test_two_devices_of_one_user_share_their_read_mark(
    server: ServerProcess, folder: Path
) -> None:
    name = fresh("ada")
    async with (
        signed_up(folder, server.url, name) as phone,
        running(folder / "laptop", server.url) as laptop,
        signed_up(folder, server.url, fresh("bob")) as bob,
    ):
        tea = await phone.create_group("Tea", visibility="public")
        await laptop.log_in(name, PASSWORD)
        await bob.join_group(tea)
        bob.send(tea, "one")
        bob.send(tea, "two")
        await until(lambda: getattr(phone.group(tea), "unread", 0) == 2, "unread here")
        await until(lambda: getattr(laptop.group(tea), "unread", 0) == 2, "unread there")
        await phone.open_group(tea)
        newest = messages(phone, tea)[-1].seq
        assert newest is not None
        phone.mark_read(tea, newest)
        await until(lambda: getattr(laptop.group(tea), "unread", 9) == 0, "read there too")
        laptop.send(tea, "mine")
        await until(lambda: texts(phone, tea)[-1:] == ["mine"], "my own from there")
        assert getattr(phone.group(tea), "unread", 9) == 0
