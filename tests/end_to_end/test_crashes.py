"""Killed clients, killed servers, no network: nothing accepted is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.victim import free_port
from real_clients import (
    all_sent,
    messages,
    offline,
    online,
    running,
    signed_up,
    texts,
    until,
)
from server_process import ServerProcess

from chat_desktop.core.rows import Delivery

TESTS = Path(__file__).parents[1]


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that may be killed, and comes back on the same port."""
    with ServerProcess(tmp_path / "server", port=free_port()) as server:
        yield server


async def kill_while_sending(
    folder: Path, server: ServerProcess, group: str, first: int, lines: int
) -> list[str]:
    """Run a sending client, kill it after so many messages were shown; return all shown."""
    path = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        str(TESTS / "sending_client.py"),
        str(folder),
        server.url,
        group,
        str(first),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert child.stdout is not None
    shown = [await child.stdout.readline() for _ in range(lines)]
    child.send_signal(signal.SIGKILL)
    shown += (await child.stdout.read()).split(b"\n")
    await child.wait()
    return [line.decode().strip() for line in shown if line.strip()]


async def test_a_client_killed_in_the_midst_of_sending_loses_and_doubles_nothing(
    server: ServerProcess, folder: Path
) -> None:
    async with signed_up(folder, server.url, "killed") as client:
        group = await client.create_group("Tea")
    shown: list[str] = []
    for place, lines in enumerate((1, 2, 3, 5, 8, 13, 40, 150)):
        shown += await kill_while_sending(
            folder / "killed", server, group, 1000 * (place + 1), lines
        )
    async with running(folder / "killed", server.url) as client:
        await client.open_group(group)
        await online(client)
        await until(lambda: all_sent(client, group), "everything is sent")
        timeline = client.timeline(group)
        assert timeline is not None
        while not timeline.at_start:
            await client.load_older(group)
        said = [text or "" for text in texts(client, group)]
        assert len(said) == len(set(said))
        assert set(shown) <= set(said)
        assert [int(text) for text in said] == sorted(int(text) for text in said)
        keys = [row.key for row in messages(client, group)]
        assert len(keys) == len(set(keys))
        assert [row.n for row in messages(client, group)] == list(range(1, len(said) + 1))


async def test_a_server_killed_under_a_connected_client_comes_back_to_it(
    mortal: ServerProcess, folder: Path
) -> None:
    async with (
        signed_up(folder, mortal.url, "ada") as ada,
        signed_up(folder, mortal.url, "bob") as bob,
    ):
        tea = await ada.create_group("Tea", visibility="public")
        await bob.join_group(tea)
        await ada.open_group(tea)
        await bob.open_group(tea)
        said = []
        for turn in range(3):
            for number in range(20):
                said.append(f"{turn}-{number}")
                ada.send(tea, said[-1])
            if turn < 2:
                await asyncio.to_thread(mortal.kill)
                await offline(ada)
            said.append(f"{turn} offline")
            ada.send(tea, said[-1])
            if turn < 2:
                await asyncio.to_thread(mortal.start)
                ada.retry_now()
                bob.retry_now()
                await online(ada)
                await online(bob)
        await until(lambda: texts(bob, tea) == said, "bob reads everything once, in order")
        await until(lambda: texts(ada, tea) == said and all_sent(ada, tea), "so does ada")


async def test_a_server_that_restarts_says_so_and_loses_nothing(
    mortal: ServerProcess, folder: Path
) -> None:
    async with signed_up(folder, mortal.url, "ada") as ada:
        tea = await ada.create_group("Tea")
        await ada.open_group(tea)
        ada.send(tea, "before")
        await asyncio.to_thread(mortal.stop)
        await offline(ada)
        ada.send(tea, "between")
        await until(lambda: texts(ada, tea) == ["before", "between"], "shown while offline")
        assert messages(ada, tea)[1].delivery is Delivery.SENDING
        await asyncio.to_thread(mortal.start)
        ada.retry_now()
        await until(lambda: all_sent(ada, tea) and len(texts(ada, tea)) == 2, "both are sent")


async def test_what_is_written_offline_is_sent_by_the_next_run(
    mortal: ServerProcess, folder: Path
) -> None:
    async with signed_up(folder, mortal.url, "ada") as ada:
        tea = await ada.create_group("Tea")
        await ada.open_group(tea)
        ada.send(tea, "one")
        await until(lambda: all_sent(ada, tea) and texts(ada, tea), "one is sent")
    await asyncio.to_thread(mortal.kill)
    async with running(folder / "ada", mortal.url) as ada:
        assert [row.name for row in ada.groups] == ["Tea"]
        await ada.open_group(tea)
        assert texts(ada, tea) == ["one"]
        for text in ("two", "three"):
            ada.send(tea, text)
        ada.set_draft(tea, "four")
    async with running(folder / "ada", mortal.url) as ada:
        await ada.open_group(tea)
        assert texts(ada, tea) == ["one", "two", "three"]
        assert messages(ada, tea)[2].delivery is Delivery.SENDING
        assert ada.groups[0].draft == "four"
        await asyncio.to_thread(mortal.start)
        ada.retry_now()
        await until(lambda: all_sent(ada, tea), "they are sent")
        assert texts(ada, tea) == ["one", "two", "three"]


async def test_what_was_missed_is_caught_up_in_every_group(
    mortal: ServerProcess, folder: Path
) -> None:
    async with signed_up(folder, mortal.url, "bob") as bob:
        groups = [await bob.create_group(f"Group {n}", visibility="public") for n in range(6)]
        async with signed_up(folder, mortal.url, "ada") as ada:
            for group in groups:
                await ada.join_group(group)
        for group in groups:
            for number in range(130):
                bob.send(group, f"{number}")
        await bob.open_group(groups[0])
        for group in groups:
            await until(lambda g=group: getattr(bob.group(g), "last_line", "") == "129", "said")  # type: ignore[misc]
    async with running(folder / "ada", mortal.url) as ada:
        await ada.open_group(groups[3])
        await online(ada)
        assert [row.unread for row in ada.groups] == [130] * 6
        await until(lambda: len(texts(ada, groups[3])) == 130, "the open group")
    await asyncio.to_thread(mortal.kill)
    async with running(folder / "ada", mortal.url) as ada:
        assert [row.unread for row in ada.groups] == [130] * 6
        await ada.open_group(groups[3])
        assert texts(ada, groups[3]) == [str(number) for number in range(130)]
    await asyncio.to_thread(mortal.start)
