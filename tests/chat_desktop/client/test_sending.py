"""Messages on their way: accepted on disk first, then sent in order, whatever is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from log_server import LogServer, log_of
from peewee import DatabaseError
from real_clients import all_sent, messages, online, running, texts, until
from scripted_server import scripted

from chat_desktop.client import ServerClient, sending
from chat_desktop.core.rows import Delivery
from chat_desktop.storage.cache import Cache
from protocol.commands import Send
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Error


def sent(server: LogServer) -> list[str]:
    return [command.text for command in server.of(Send) if isinstance(command, Send)]


async def test_a_message_is_shown_sent_and_counted(tmp_path: Path) -> None:
    server = LogServer(log_of(2))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        key = client.send("g", "hi", reply_to=1)
        await until(lambda: all_sent(client, "g") and len(texts(client, "g")) == 3)
        assert messages(client, "g")[-1].key == key
        command = server.of(Send)[0]
        assert isinstance(command, Send)
        assert (command.key, command.reply_to) == (key, 1)


async def test_after_busy_everything_goes_again_in_order(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    server.refuse = [Error(code="busy", message="Busy.", retry_after=0.01)] * 3
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        for number in range(3):
            client.send("g", str(number))
        await until(lambda: texts(client, "g") == ["0", "1", "2"] and all_sent(client, "g"))
        assert [event.text for event in server.log.events] == ["0", "1", "2"]  # type: ignore[union-attr]


async def test_a_final_refusal_is_shown_and_can_be_sent_again_or_dropped(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    server.refuse = [Error(code="not_allowed", message="Only the owner may speak.")] * 2
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        first, second = client.send("g", "first"), client.send("g", "second")
        await until(lambda: [r.delivery for r in messages(client, "g")] == [Delivery.FAILED] * 2)
        assert messages(client, "g")[0].problem == "Only the owner may speak."
        client.send_again("g", first)
        await until(lambda: len(server.log.events) == 1)
        client.discard("g", second)
        await until(lambda: texts(client, "g") == ["first"] and all_sent(client, "g"))
        assert [c.key for c in server.of(Send) if isinstance(c, Send)][-1] == first


async def test_what_failed_is_still_there_after_a_restart(tmp_path: Path) -> None:
    server = LogServer(log_of(0))
    server.refuse = [Error(code="too_long", message="Too long.")]
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            client.send("g", "long")
            await until(lambda: [r.delivery for r in messages(client, "g")] == [Delivery.FAILED])
        async with running(tmp_path, url) as client:
            await online(client)
            await client.open_group("g")
            (row,) = messages(client, "g")
            assert (row.delivery, row.problem) == (
                Delivery.FAILED,
                "This message is too long for the server.",
            )


@pytest.mark.parametrize(
    ("group", "text", "code"),
    [
        ("g", "", ErrorCode.EMPTY),
        ("g", "x" * 10_001, ErrorCode.TOO_LONG),
        ("g", "a\x00b", ErrorCode.BAD_REQUEST),
        ("nowhere", "hi", ErrorCode.NO_SUCH_GROUP),
    ],
)
async def test_what_breaks_the_rules_is_refused_before_it_is_accepted(
    tmp_path: Path, group: str, text: str, code: ErrorCode
) -> None:
    async with scripted(LogServer(log_of(0))) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        with pytest.raises(Refusal) as refused:
            client.send(group, text)
        assert refused.value.code is code


async def test_a_message_that_cannot_be_written_down_fails_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = LogServer(log_of(0))
    async with scripted(server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        cache = client._session.cache
        assert cache is not None
        await cache._ask(lambda cache: cache.database.execute_sql("PRAGMA query_only = on"))
        client.send("g", "hi")
        await until(lambda: [r.delivery for r in messages(client, "g")] == [Delivery.FAILED])
        assert "cannot be written" in (messages(client, "g")[0].problem or "")
        assert sent(server) == []


async def test_what_could_not_be_written_down_goes_when_it_can_and_is_kept_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_cache: Cache, _entries: object) -> None:
        raise DatabaseError("database or disk is full")

    def problems(client: ServerClient) -> list[str | None]:
        return [row.problem for row in messages(client, "g")]

    server = LogServer(log_of(0))
    async with scripted(server) as url:
        async with running(tmp_path, url) as client:
            await client.log_in("me", "password", keep=True)
            await client.open_group("g")
            cache = client._session.cache
            assert cache is not None
            monkeypatch.setattr(Cache, "put_outgoing", full)
            keys = [client.send("g", "first"), client.send("g", "second")]
            await until(lambda: all(problems(client)) and len(problems(client)) == 2)
            client.send_again("g", keys[0])
            await cache.newest("g", 1)
            assert all(problems(client))
            assert sent(server) == []
            monkeypatch.undo()
            client.send_again("g", keys[0])
            client.send_again("g", keys[0])
            await until(lambda: sent(server) == ["first"])
            await until(lambda: texts(client, "g") == ["first", "second"])
        async with running(tmp_path, url) as client:
            await client.open_group("g")
            assert [row.key for row in messages(client, "g")] == keys
            assert messages(client, "g")[1].delivery is Delivery.FAILED
    assert sent(server) == ["first"]


async def test_a_bug_at_writing_a_message_down_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(_cache: Cache, _entries: object) -> None:
        raise KeyError("a bug")

    async with scripted(LogServer(log_of(0))) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        await client.open_group("g")
        monkeypatch.setattr(Cache, "put_outgoing", wrong)
        client.send("g", "hi")
        await until(lambda: [r.delivery for r in messages(client, "g")] == [Delivery.FAILED])
        assert messages(client, "g")[0].problem == sending.NOT_WRITTEN
    assert "a bug" in caplog.text


async def test_a_server_that_swallows_a_message_gets_it_again_on_a_new_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "OVERDUE_SECONDS", 0.05)
    server, deaf = LogServer(log_of(0)), LogServer(log_of(0))
    monkeypatch.setattr(deaf, "answer", lambda command: [])
    async with scripted(deaf, server) as url, running(tmp_path, url) as client:
        await client.log_in("me", "password")
        key = client.send("g", "hello?")
        await until(lambda: len(server.log.events) == 1)
        assert server.log.events[0].key == key  # type: ignore[union-attr]
        await asyncio.sleep(0)
