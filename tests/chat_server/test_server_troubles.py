"""A whole server in trouble: its disk is full, its store stands, a sender does not read."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

import pytest
from faults.accounts import PASSWORD, Talk, make_group, sign_up
from faults.scenario import Context
from faults.steering import Disk
from faults.victim import Victim

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the rig is Linux's")

SENDS = 260
UNREAD = 4_000


def victim(folder: Path, *flags: str) -> Victim:
    return Victim(Context(seed=1, brief=True, folder=folder), *flags)


def ready(server: Victim) -> tuple[int, str]:
    """Return the status and the words of `/readyz`."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=10) as page:
            return int(page.status), page.read().decode().strip()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode().strip()


async def refusal(talk: Talk, type: str, **fields: object) -> str:
    """Return the code with which a command is refused; it has to say when to come back."""
    said = await talk.tell(type, **fields)
    assert said.type == "error", said
    assert said.retry_after, said
    return said.code


def lines_about(server: Victim, event: str) -> list[str]:
    return [line for line in server.log.splitlines() if f"'{event}'" in line]


def test_a_full_disk_makes_the_server_read_only_until_there_is_room(tmp_path: Path) -> None:
    asyncio.run(_full_disk(tmp_path))


async def _full_disk(folder: Path) -> None:
    async with victim(folder) as server:
        ada = await sign_up(server.port, "ada")
        tea = await make_group(server.port, ada, [], "Tea")
        message = {"group": tea, "key": "k" * 16, "text": "hello"}
        async with Talk(server.port, ada) as talk:
            server.steering.fail_disk(Disk.FULL)
            assert await refusal(talk, "send", **message) == "storage_full"
            failed = server.steering.failed_writes
            assert ready(server) == (503, "not ready: the disk is full")
            assert await refusal(talk, "send", **message) == "storage_full"
            assert await refusal(talk, "mark_read", group=tea, seq=1) == "storage_full"
            assert server.steering.failed_writes == failed, "the store was left alone"
            await _others_read_on(server, ada.token, tea)
            server.steering.mend_disk()
            async with asyncio.timeout(10):
                while ready(server) != (200, "ok"):
                    await asyncio.sleep(0.05)
            assert (await talk.ask("send", **message)).seq == 2
        assert len(lines_about(server, "storage_trouble")) == 1
        assert len(lines_about(server, "storage_recovered")) == 1


async def _others_read_on(server: Victim, token: str, group: str) -> None:
    async with Talk(server.port) as other:
        account = {"username": "bob", "password": PASSWORD}
        assert await refusal(other, "sign_up", **account) == "storage_full"
        login = {"login": "ada", "password": PASSWORD}
        assert await refusal(other, "log_in", **login) == "storage_full"
        assert (await other.ask("authenticate", token=token)).type == "welcome"
        assert (await other.ask("history", group=group)).type == "messages"
        assert (await other.ask("list_groups")).type == "groups"


def test_a_store_that_stands_fills_the_queue_and_what_is_over_is_told_when_to_come_back(
    tmp_path: Path,
) -> None:
    asyncio.run(_full_queue(tmp_path))


async def _full_queue(folder: Path) -> None:
    async with victim(folder) as server, AsyncExitStack() as stack:
        ada = await sign_up(server.port, "ada")
        tea = await make_group(server.port, ada, [], "Tea")
        talks = [await stack.enter_async_context(Talk(server.port, ada)) for _ in range(10)]
        text = "\U0001f600" * 4_000
        with _locked(server.database):
            # A connection has some 256 commands under way; together these are over 32 MiB.
            answers = [
                talk.tell("send", group=tea, key=f"{place}-{number:016}", text=text)
                for place, talk in enumerate(talks)
                for number in range(SENDS)
            ]
            await asyncio.wait(answers, return_when=asyncio.FIRST_COMPLETED, timeout=30)
            refused = [answer.result() for answer in answers if answer.done()]
            assert {said.code for said in refused} == {"busy"}
            assert all(0.1 <= (said.retry_after or 0) <= 30 for said in refused)
            assert not lines_about(server, "storage_trouble"), "the store has refused nothing"
        said = await asyncio.gather(*answers)
        assert {one.code for one in said if one.type == "error"} == {"busy"}
        for place in range(len(talks)):
            mine = said[place * SENDS : (place + 1) * SENDS]
            taken = [one.type == "sent" for one in mine]
            assert taken == sorted(taken, reverse=True), "none behind one that was refused"
            seqs = [one.seq for one in mine if one.type == "sent"]
            assert seqs == sorted(set(seqs))


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    """Hold the database's lock from outside."""
    with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_sender_who_reads_no_reply_is_not_read_from_either(tmp_path: Path) -> None:
    asyncio.run(_stalled_sender(tmp_path))


async def _stalled_sender(folder: Path) -> None:
    async with victim(folder) as server:
        ada = await sign_up(server.port, "ada")
        tea = await make_group(server.port, ada, [], "Tea")
        async with Talk(server.port, ada) as stalled, Talk(server.port, ada) as other:
            assert stalled._link is not None
            assert stalled._link.transport is not None
            memory = server.resident_kib
            stalled._link.transport.pause_reading()
            answers = [
                stalled.tell("send", group=tea, key=f"{number:016}", text="x" * 100)
                for number in range(UNREAD)
            ]
            heads = [0, 1]
            while heads[-1] == 1 or len(set(heads[-5:])) > 1:
                await asyncio.sleep(0.1)
                heads.append((await other.ask("history", group=tea, limit=1)).head)
            assert heads[-1] < UNREAD * 0.75, "who does not read is not read from"
            assert server.resident_kib - memory < 16 * 1024
            stalled._link.transport.resume_reading()
            replies = await asyncio.gather(*answers)
            assert [reply.seq for reply in replies] == list(range(2, UNREAD + 2))
