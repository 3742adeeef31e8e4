import asyncio
from pathlib import Path

import pytest
from real_clients import running, until
from scripted_server import Peer, scripted

from chat_desktop.client import leaving
from chat_desktop.client.client import NOT_DELETED
from chat_desktop.client.leaving import Leaving
from chat_desktop.core.ports import Change, Notice, Offline
from chat_desktop.core.rows import LinkState
from protocol.commands import ClientMessage, Delete, LogOut
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Done, Error, Ok
from protocol.views import Group

GROUP = Group(
    id="g", name="Tea", topic="", visibility="private", head=1, n=0, members=1, role="owner"
)


async def test_what_goes_wrong_is_told_and_bugs_are_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    work = Leaving(told.append)

    async def fail(error: Exception) -> None:
        raise error

    work.spawn(fail(Offline("no connection")))
    work.spawn(fail(Refusal(ErrorCode.NOT_ALLOWED)))
    work.spawn(fail(ValueError("a bug")))
    await work.finish()
    assert told == ["no connection", str(Refusal(ErrorCode.NOT_ALLOWED))]
    assert "a bug" in caplog.text


async def test_leaving_waits_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "LEAVING_SECONDS", 0.01)
    work = Leaving(lambda _words: None)
    cancelled = asyncio.Event()

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    work.spawn(never())
    await work.finish()
    await asyncio.sleep(0)
    assert cancelled.is_set()
    await Leaving(lambda _words: None).finish()


async def test_who_deletes_and_leaves_at_once_has_deleted(tmp_path: Path) -> None:
    heard: list[ClientMessage] = []

    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        heard.append(await peer.hear())
        await peer.say(Done(id=2, group="g", seq=3))

    async with scripted(script) as url, running(tmp_path, url) as client:
        await client.log_in("me", "correct horse")
        client.delete_soon("g", 3)
    assert heard == [Delete(id=2, group="g", seq=3)]


async def test_who_deletes_and_logs_out_at_once_has_deleted(tmp_path: Path) -> None:
    heard: list[ClientMessage] = []

    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        heard.append(await peer.hear())
        await peer.say(Done(id=2, group="g", seq=3))
        heard.append(await peer.hear())
        await peer.say(Ok(id=3))

    async with scripted(script) as url, running(tmp_path, url) as client:
        await client.log_in("me", "correct horse")
        client.delete_soon("g", 3)
        await client.log_out()
    assert heard == [Delete(id=2, group="g", seq=3), LogOut(id=3)]


async def test_a_deletion_that_is_refused_is_told(tmp_path: Path) -> None:
    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        await peer.hear()
        await peer.say(Error(id=2, code=ErrorCode.NOT_ALLOWED, message="No."))
        await peer.stay()

    told: list[Change] = []
    async with scripted(script) as url, running(tmp_path, url) as client:
        await client.log_in("me", "correct horse")
        assert client.status.state is LinkState.ONLINE
        client.listen(told.append)
        client.delete_soon("g", 3)
        await until(lambda: Notice("No.") in told)


async def test_who_logs_out_and_quits_at_once_is_logged_out(tmp_path: Path) -> None:
    heard: list[ClientMessage] = []
    quits = asyncio.Event()

    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        heard.append(await peer.hear())
        await quits.wait()
        await asyncio.sleep(0.02)
        await peer.say(Ok(id=2))
        await peer.stay()

    async with scripted(script) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "correct horse", keep=True)
            asked = asyncio.ensure_future(client.log_out())
            await until(lambda: heard)
            # The window takes its tasks along.
            asked.cancel()
            quits.set()
        assert heard == [LogOut(id=2)]
        async with running(tmp_path, url) as client:
            assert client.saved is None
            assert client.status.state is LinkState.SIGNED_OUT


async def test_a_deletion_that_the_connection_does_not_live_to_see_is_told_as_such(
    tmp_path: Path,
) -> None:
    async def script(peer: Peer) -> None:
        await peer.log_in(GROUP)
        await peer.hear()

    async def never(peer: Peer) -> None:
        await peer.close(1013)

    told: list[Change] = []
    async with scripted(script, never) as url, running(tmp_path, url) as client:
        await client.log_in("me", "correct horse")
        client.listen(told.append)
        client.delete_soon("g", 3)
        await until(lambda: Notice(NOT_DELETED) in told)
