"""Tasks of a window: known errors are told in plain words, bugs are logged and told, all end."""

from __future__ import annotations

import asyncio
import logging

import pytest

from chat_desktop.core.ports import Offline
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import ErrorCode, Refusal


async def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refusal(ErrorCode.BUSY), "The server is busy; try again in a moment."),
        (Offline("The server does not answer."), "The server does not answer."),
        (Refusal(ErrorCode.RATE_LIMITED, "Too many.", retry_after=3), "Too many (in 3 seconds)."),
    ],
)
async def test_known_errors_are_told(error: Exception, words: str) -> None:
    said: list[str] = []
    await Tasks(said.append).spawn(_raise(error))
    assert said == [words]


async def test_bugs_are_logged_and_told(caplog: pytest.LogCaptureFixture) -> None:
    said: list[str] = []
    with caplog.at_level(logging.ERROR):
        await Tasks(said.append).spawn(_raise(ValueError("oops")))
    assert "oops" in caplog.text
    assert said == ["Something went wrong. The log has the details."]


async def test_cancel_ends_what_runs() -> None:
    tasks = Tasks(lambda _words: None)
    task = tasks.spawn(asyncio.sleep(1000))
    await asyncio.sleep(0)
    tasks.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_comes_after_them_waits_for_all() -> None:
    done: list[str] = []
    tasks = Tasks(lambda _words: None)
    tasks.when_ended(lambda: done.append("at once"))
    assert done == ["at once"]

    async def tidy() -> None:
        try:
            await asyncio.sleep(1000)
        finally:
            await asyncio.sleep(0)
            done.append("tidy")

    for _ in range(2):
        tasks.spawn(tidy())
    await asyncio.sleep(0)
    tasks.cancel()
    tasks.when_ended(lambda: done.append("over"))
    await asyncio.sleep(0.01)
    assert done == ["at once", "tidy", "tidy", "over"]
