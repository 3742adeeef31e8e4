"""Background work: known ends are quiet, bugs are logged, and everything ends together."""

from __future__ import annotations

import asyncio
import logging

import pytest

from chat_desktop.client.tasks import Tasks
from chat_desktop.core.ports import Offline
from protocol.errors import ErrorCode, Refusal


@pytest.mark.parametrize(
    ("error", "logged"),
    [(Offline("gone"), 0), (Refusal(ErrorCode.BUSY), 0), (KeyError("a bug"), 1)],
)
async def test_only_bugs_are_errors(
    error: Exception, logged: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        raise error

    await Tasks().spawn(work())
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == logged


async def test_ending_cancels_what_runs() -> None:
    tasks, ended = Tasks(), list[str]()

    async def work(name: str) -> None:
        try:
            await asyncio.sleep(1000)
        finally:
            ended.append(name)

    tasks.spawn(work("a"))
    tasks.spawn(work("b"))
    await asyncio.sleep(0)
    await tasks.end()
    assert sorted(ended) == ["a", "b"]
