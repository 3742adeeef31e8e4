"""Sessions: how they begin, break, come back and end, each with plain words."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from typing import Any

import pytest
from real_clients import MemoryKeyring, NoKeyring, heard, offline, online, running, until
from scripted_server import HELLO, ME, Peer, scripted

from chat_desktop.client import InsecureServer, ServerClient, open_client, open_profile, session
from chat_desktop.core.cache import Saved
from chat_desktop.core.ports import Notice, Offline, SignedOut
from chat_desktop.core.rows import LinkState
from chat_desktop.core.state import Account
from chat_desktop.network.failures import ConnectionFailed, Failure
from chat_desktop.storage import profile, tokens, worker
from protocol.commands import Authenticate, LogIn, LogOut, SignUp, Typing
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Bye, Error, Lagged, Ok
from protocol.views import Group, User


def group(id: str = "g", head: int = 0) -> Group:
    return Group(
        id=id,
        name="Tea",
        topic="",
        visibility="private",
        head=head,
        n=head,
        members=1,
        role="owner",
        read=0,
        read_n=0,
    )


async def welcoming(peer: Peer) -> None:
    await peer.log_in(group())
    await peer.stay()


async def test_a_session_that_was_kept_is_resumed_with_its_token(tmp_path: Path) -> None:
    commands: list[object] = []

    async def script(peer: Peer) -> None:
        commands.append(await peer.log_in(group(), token="secret"))
        await peer.stay()

    async with scripted(script) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        async with running(tmp_path, url) as client:
            assert client.me == ME
            assert [row.name for row in client.groups] == ["Tea"]
            await online(client)
    assert isinstance(commands[0], LogIn)
    assert commands[1:] == [Authenticate(id=1, token="secret")]


async def test_the_profile_remembers_server_and_login_for_the_next_time(tmp_path: Path) -> None:
    async with scripted(welcoming) as url:
        profile = open_profile(tmp_path)
        client = open_client(profile, url, keyring=MemoryKeyring())
        await client.sign_up("ada", "password", email="ada@example.org", keep=True)
        await client.stop()
        profile.close()
    profile = open_profile(tmp_path)
    settings = profile.settings
    assert (settings.login, settings.keep) == ("ada", True)
    assert settings.server == url.removeprefix("ws://").removesuffix("/ws")
    profile.close()


async def test_a_refused_login_can_be_tried_again_and_says_why(tmp_path: Path) -> None:
    async def refuse(peer: Peer) -> None:
        await peer.say(HELLO)
        command = await peer.hear()
        assert isinstance(command, SignUp)
        await peer.say(
            Error(id=command.id, code="username_taken", message="Taken.", field="username")
        )
        await peer.stay()

    async with scripted(refuse, welcoming) as url, running(tmp_path, url) as client:
        with pytest.raises(Refusal) as refused:
            await client.sign_up("ada", "password")
        assert (refused.value.code, refused.value.field) == (ErrorCode.USERNAME_TAKEN, "username")
        assert client.status.state is LinkState.SIGNED_OUT
        await client.log_in("ada", "password")
        with pytest.raises(Refusal, match="Log out first"):
            await client.log_in("ada", "password")


async def test_a_login_that_reaches_nobody_is_offline(tmp_path: Path) -> None:
    async def close(peer: Peer) -> None:
        await peer.close(4400)

    async with scripted(close) as url, running(tmp_path, url) as client:
        with pytest.raises(Offline, match="another version"):
            await client.log_in("ada", "password")
        assert client.status.state is LinkState.SIGNED_OUT


async def test_a_connection_that_breaks_is_made_anew_by_itself(tmp_path: Path) -> None:
    async def drop(peer: Peer) -> None:
        await peer.log_in(group())
        await peer.close(4408)

    async with scripted(drop, welcoming) as url, running(tmp_path, url) as client:
        states: list[LinkState] = []
        client.listen(lambda change: states.append(client.status.state))
        await client.log_in("me", "password")
        await until(lambda: states[-1:] == [LinkState.ONLINE] and LinkState.OFFLINE in states)
        await online(client)
        assert client.status.reason is None


async def test_a_server_that_says_bye_is_left_alone_for_as_long_as_it_asks(
    tmp_path: Path,
) -> None:
    async def leave(peer: Peer) -> None:
        await peer.log_in(group())
        await peer.say(Bye(reason="Back soon.", retry_after=100))
        await peer.close(1012)

    async with scripted(leave, welcoming) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await offline(client)
        status = client.status
        assert (status.state, status.reason) == (LinkState.OFFLINE, "Back soon.")
        assert status.retry_at is not None
        assert status.retry_at > asyncio.get_running_loop().time() + 60
        with pytest.raises(Offline, match="Back soon"):
            await client.directory()
        client.retry_now()
        await online(client)


async def test_a_bug_at_a_message_ends_the_connection_and_not_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def script(peer: Peer) -> None:
        await peer.log_in(group())
        while not isinstance(await peer.hear(), Typing):
            continue
        await peer.say(Lagged(heads={"g": 0}))
        await peer.stay()

    def wrong(_account: Account, _heads: object) -> None:
        raise KeyError("a bug")

    async with scripted(script, welcoming) as url, running(tmp_path, url) as client:
        monkeypatch.setattr(Account, "lagged", wrong)
        await client.log_in("me", "password")
        client.typing("g")
        await offline(client)
        assert "went wrong" in (client.status.reason or "")
        client.retry_now()
        await online(client)
    assert "a bug" in caplog.text


async def test_a_bug_at_connecting_ends_the_attempt_and_not_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def drop(peer: Peer) -> None:
        await peer.log_in(group())
        await peer.close(1012)

    welcome = Account.welcome

    def wrong_once(*args: Any) -> None:
        monkeypatch.setattr(Account, "welcome", welcome)
        raise KeyError("a bug")

    async with scripted(drop, welcoming) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        monkeypatch.setattr(Account, "welcome", wrong_once)
        await until(lambda: "went wrong" in (client.status.reason or ""), "the attempt failed")
        client.retry_now()
        await online(client)


async def test_a_profile_that_cannot_be_written_is_told_and_ends_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(profile, "write_private", full)
    monkeypatch.setattr(tokens, "write_private", full)
    async with scripted(welcoming) as url, running(tmp_path, url) as client:
        changes = heard(client)
        await client.log_in("me", "password", keep=True)
        await online(client)
        told = [change.text for change in changes if isinstance(change, Notice)]
        assert told
        assert all("No space left" in text for text in told)


async def test_a_local_copy_that_cannot_be_opened_is_why_there_is_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError("the disk is on fire")

    async with scripted(welcoming) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        with monkeypatch.context() as patched:
            patched.setattr(worker, "open_cache", refuse)
            async with running(tmp_path, url) as client:
                await offline(client)
                await until(lambda: "on fire" in (client.status.reason or ""), "it is told")
                patched.undo()
                client.retry_now()
                await online(client)


async def test_a_session_that_the_server_ends_is_over_and_says_so(tmp_path: Path) -> None:
    async def end(peer: Peer) -> None:
        await peer.log_in(group())
        await peer.close(4401)

    async with scripted(end) as url:
        async with running(tmp_path, url) as client:
            changes = heard(client)
            await client.log_in("me", "password", keep=True)
            await until(lambda: [c for c in changes if isinstance(c, SignedOut)], "signed out")
            assert client.me is None
            assert client.groups == []
            assert client.status.state is LinkState.SIGNED_OUT
            assert "session has ended" in (client.status.reason or "")
        async with running(tmp_path, url) as client:
            assert client.status.state is LinkState.SIGNED_OUT


async def test_a_token_that_is_refused_ends_the_session(tmp_path: Path) -> None:
    async def refuse(peer: Peer) -> None:
        await peer.say(HELLO)
        command = await peer.hear()
        assert isinstance(command, Authenticate)
        await peer.say(Error(id=command.id, code="bad_credentials", message="No."))
        await peer.stay()

    async with scripted(welcoming, refuse) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        async with running(tmp_path, url) as client:
            await until(lambda: client.status.state is LinkState.SIGNED_OUT, "signed out")
            assert client.me is None


async def test_a_server_that_is_busy_or_slow_to_log_in_is_tried_again(tmp_path: Path) -> None:
    async def busy(peer: Peer) -> None:
        await peer.say(HELLO)
        command = await peer.hear()
        assert isinstance(command, Authenticate)
        await peer.say(Error(id=command.id, code="busy", message="Busy.", retry_after=0.01))
        await peer.stay()

    async def too_late(peer: Peer) -> None:
        await peer.say(HELLO)
        await peer.hear()
        await peer.close(4401)

    async with scripted(welcoming, busy, too_late, welcoming) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        async with running(tmp_path, url) as client:
            await online(client)


async def test_logging_out_revokes_the_token_and_takes_the_local_copy_along(
    tmp_path: Path,
) -> None:
    said: list[object] = []

    async def script(peer: Peer) -> None:
        await peer.log_in(group())
        while True:
            command = await peer.hear()
            said.append(command)
            if isinstance(command, LogOut):
                await peer.say(Ok(id=command.id))

    async with scripted(script) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.log_out()
            assert any(isinstance(command, LogOut) for command in said)
            assert client.status.state is LinkState.SIGNED_OUT
            assert client.groups == []
        async with running(tmp_path, url) as client:
            assert client.me is None


async def test_one_can_log_out_without_the_server(tmp_path: Path) -> None:
    async with scripted(welcoming) as url:
        client = await logged_in(tmp_path, url)
    await offline(client)
    await client.log_out()
    assert client.status.state is LinkState.SIGNED_OUT
    await client.stop()


async def test_who_logs_out_while_the_start_goes_on_is_logged_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    open_cache = worker.CacheThread.open

    async def open_late(cache: worker.CacheThread, me: User) -> Saved:
        saved = await open_cache(cache, me)
        await go_on.wait()
        return saved

    async with scripted(welcoming) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
        profile = open_profile(tmp_path)
        (saved,) = profile.settings.accounts
        client = open_client(profile, url, saved=saved, keyring=NoKeyring())
        monkeypatch.setattr(worker.CacheThread, "open", open_late)
        starting = asyncio.ensure_future(client.start())
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(0.05, go_on.set)
        await client.log_out()
        await client.stop()
        profile.forget_cache(client.server_url, saved.user.id)
        await starting
        assert client.status.state is LinkState.SIGNED_OUT
        assert client.me is None
        assert profile.settings.accounts == ()
        assert client._session.cache is None
        profile.close()


async def logged_in(folder: Path, url: str) -> ServerClient:
    client = open_client(open_profile(folder), url, keyring=NoKeyring())
    await client.log_in("me", "password", keep=True)
    return client


async def test_an_unencrypted_server_elsewhere_needs_consent_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*args: object, **options: object) -> None:
        raise ConnectionFailed(Failure("It was tried."))

    monkeypatch.setattr(session, "open_connection", fail)
    profile = open_profile(tmp_path)
    client = open_client(profile, "ws://chat.example.org", keyring=NoKeyring())
    with pytest.raises(InsecureServer) as asked:
        await client.log_in("me", "password")
    assert asked.value.url == client.server_url
    assert client.status.state is LinkState.SIGNED_OUT
    profile.allow_plain(asked.value.url)
    with pytest.raises(Offline, match="It was tried"):
        await client.log_in("me", "password")
    await client.stop()
    profile.close()


async def test_what_needs_an_account_is_refused_without_one(tmp_path: Path) -> None:
    async with running(tmp_path, "localhost:1") as client:
        with pytest.raises(Refusal) as refused:
            client.send("g", "hi")
        assert refused.value.code is ErrorCode.NOT_LOGGED_IN
        with pytest.raises(Refusal):
            await client.open_group("g")
        with pytest.raises(Offline):
            await client.create_group("Tea")
        assert client.user("ada") is None
        assert client.members("g") is None
        assert client.timeline("g") is None
        client.mark_read("g", 1)
        client.set_draft("g", "half")
        client.typing("g")
