"""A new device gets all history of a real server in the background, and finds what is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_clients import PASSWORD, heard, messages, offline, running, signed_up, until
from server_process import ServerProcess

from chat_desktop.client import ServerClient, filling, searching
from chat_desktop.core.ports import CoverageChanged
from chat_desktop.core.rows import MessageRow
from chat_desktop.core.search import Coverage

MESSAGES = 260


def counted(client: ServerClient, group: str) -> list[MessageRow]:
    """Return the messages in the window that the server has counted."""
    return [row for row in messages(client, group) if row.n is not None]


async def test_a_new_device_has_everything_and_searches_without_a_connection(
    server: ServerProcess, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "START_SECONDS", 0.05)
    monkeypatch.setattr(filling, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(searching, "GATHER_SECONDS", 0.05)
    async with signed_up(folder, server.url, "ada_fills") as ada:
        group = await ada.create_group("Tea")
        await ada.open_group(group)
        for number in range(MESSAGES):
            ada.send(group, f"message {number}, 上海の第{number}号")
        await until(lambda: len(counted(ada, group)) == MESSAGES, "all sent", 60)
        said = counted(ada, group)
        await ada.edit(group, said[3].seq or 0, "Überraschung")
        await ada.delete(group, said[4].seq or 0)
        at = said[-1].at
    async with running(folder / "other", server.url) as device:
        changes = heard(device)
        await device.log_in("ada_fills", PASSWORD, keep=True)
        await until(lambda: device.search_coverage() == Coverage(MESSAGES, MESSAGES), "whole")
        assert CoverageChanged() in changes
        assert [hit.text for hit in (await device.search("uberraschung")).hits] == ["Überraschung"]
        assert (await device.search('"message 3"')).hits == ()
        assert (await device.search('"message 4"')).hits == ()
        page = await device.search("第1", group=group, limit=300)
        assert len(page.hits) == 111
        assert await device.seq_at(group, at + 1) is None
        assert await device.seq_at(group, 0) == (await device.search("message 0")).hits[-1].seq
        server.stop()
        await offline(device)
        assert len((await device.search("上海", limit=300)).hits) == MESSAGES - 2
