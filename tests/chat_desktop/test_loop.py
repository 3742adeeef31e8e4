"""The loop takes what other threads tell it, and says so when it has ended."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication

from chat_desktop.loop import EventLoop, run

TELLS_FOR_EVER = """
import os, sys, threading
from PySide6.QtWidgets import QApplication
from chat_desktop.loop import run

app = QApplication(sys.argv[:1])
begun = threading.Event()

def tell_until_refused(loop):
    # Not faster than the loop hears, or it would never come to its end on a busy machine.
    unheard = threading.Semaphore(8)
    try:
        while True:
            unheard.acquire(timeout=0.001)
            loop.call_soon_threadsafe(unheard.release)
            begun.set()
    except RuntimeError:
        os.write(1, b"refused ")

async def main():
    import asyncio
    told = (asyncio.get_running_loop(),)
    threads = [threading.Thread(target=tell_until_refused, args=told) for _ in range(3)]
    for thread in threads:
        thread.start()
    while not begun.is_set():
        await asyncio.sleep(0)
    return threads

for _ in range(5):
    begun.clear()
    for thread in run(app, main()):
        thread.join()
"""


async def test_what_another_thread_tells_is_called_on_the_loop(qloop: EventLoop) -> None:
    told: asyncio.Future[str] = qloop.create_future()

    def tell() -> None:
        qloop.call_soon_threadsafe(
            lambda: told.set_result(threading.current_thread().name),
        )

    threading.Thread(target=tell, name="other").start()
    assert await told == threading.current_thread().name != "other"


async def test_a_result_of_the_executor_comes_back(qloop: EventLoop) -> None:
    name = await qloop.run_in_executor(None, lambda: threading.current_thread().name)
    assert name != threading.current_thread().name


def test_a_loop_that_ended_refuses(qapp: QApplication) -> None:
    loop = EventLoop(qapp)
    loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)


def test_what_a_coroutine_returns_is_returned(qapp: QApplication) -> None:
    async def work() -> int:
        await asyncio.sleep(0)
        return 7

    assert run(qapp, work()) == 7


def test_threads_that_never_stop_telling_do_not_crash_the_end() -> None:
    """With qasync's own loop most of these end with a segmentation fault."""
    told = subprocess.run(
        [sys.executable, "-c", TELLS_FOR_EVER],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "refused " * 15
