"""The program around the window: application, event loop, log, and how all of it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from chat_desktop.client import ProfileInUse, open_profile
from chat_desktop.config import Settings
from chat_desktop.desktop import Desktop
from chat_desktop.garbage import Garbage
from chat_desktop.look.theme import Theme
from chat_desktop.storage.profile import Profile

LOG_BYTES = 1_000_000
END_SECONDS = 0.3
HEAR_AFTER_SECONDS = 0.3

_log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """Return the application with its names, made if there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("parlance")
    app.setApplicationDisplayName("Parlance")
    QGuiApplication.setDesktopFileName("parlance")
    # The loop ends when the program has put everything away, not when Qt would end it.
    app.setQuitOnLastWindowClosed(False)
    return app


def run(settings: Settings) -> int:
    """Run the program until its window is closed, and end the process.

    Returns the exit code where there is nothing to run: another start has the profile, say.
    """
    app = make_application()
    try:
        profile = open_profile(settings.folder)
    except ProfileInUse as in_use:
        from chat_desktop.windows.handover import hand_over

        if hand_over(settings.folder, settings.link):
            return 0
        print(in_use, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The folder {settings.folder} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    _write_log(settings.log_file)
    from chat_desktop import loop

    return _end(app, loop.run(app, _main(app, settings, profile)))


async def _main(app: QApplication, settings: Settings, profile: Profile) -> int:
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, done.set)
        except NotImplementedError:
            signal.signal(number, lambda _number, _frame: done.set())
    Garbage(app)
    desktop = Desktop(settings, profile, Theme(app))
    desktop.window.closed.connect(done.set)
    _report_bugs(loop, desktop)
    code = 1
    try:
        try:
            await desktop.start()
            hearing = asyncio.create_task(_hear_second_starts(settings.folder, desktop, app))
            code = await _until_done(done, settings.script)
            hearing.cancel()
        finally:
            # The window goes first: what is being written becomes a draft while there is an
            # account.
            desktop.window.quit()
            await desktop.stop()
    except Exception:
        # Now: the process may be over before anybody else tells of it.
        _log.critical("the program failed", exc_info=True)
        code = 1
    finally:
        _end_surely(code)
    return code


async def _hear_second_starts(folder: Path, desktop: Desktop, app: QApplication) -> None:
    """Listen, once the first frames are drawn: a second start tries for longer than that."""
    await asyncio.sleep(HEAR_AFTER_SECONDS)
    from chat_desktop.windows.handover import Handover

    handover = Handover(folder, desktop.open_link, app)
    try:
        await asyncio.Event().wait()
    finally:
        handover.close()


def _end_surely(code: int) -> None:
    """Let the process end though a thread still waits, for a name server say: all is saved."""
    timer = threading.Timer(END_SECONDS, os._exit, (code,))
    timer.daemon = True
    timer.start()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()


def _end(app: QApplication, code: int) -> NoReturn:
    """End the process once Qt is put away, which hands on what was copied; all is saved.

    Python is not taken down with it: that would free, in no order, what Qt has destroyed, while it
    ends the threads that still wait, for a keyring say, wherever they are.
    """
    app.shutdown()
    os._exit(code)


async def _until_done(done: asyncio.Event, script: Path | None) -> int:
    """Wait for the end, which a script brings about too; returns whether that failed."""
    ended = asyncio.create_task(done.wait())
    if script is None:
        await ended
        return 0
    from chat_desktop.script import ScriptFailed, play

    played = asyncio.create_task(play(script))
    await asyncio.wait((ended, played), return_when=asyncio.FIRST_COMPLETED)
    for task in (ended, played):
        task.cancel()
    await asyncio.wait((ended, played))
    failure = None if played.cancelled() else played.exception()
    if isinstance(failure, ScriptFailed):
        print(failure, file=sys.stderr)
        return 1
    if failure is not None:
        raise failure
    return 0


def _write_log(file: Path) -> None:
    log = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[log, logging.StreamHandler()])
    logging.getLogger("websockets").setLevel(logging.WARNING)
    logging.getLogger("qasync").setLevel(logging.WARNING)


def _report_bugs(loop: asyncio.AbstractEventLoop, desktop: Desktop) -> None:
    """Let every unexpected error reach the log with its trace, and the user in a few words."""
    words = "Something went wrong. The log has the details."

    def of_python(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("an unexpected error", exc_info=(kind, error, trace))
        desktop.say(words)

    def of_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        trace = error if isinstance(error, BaseException) else None
        _log.error("%s", context.get("message"), exc_info=trace)
        desktop.say(words)

    sys.excepthook = of_python
    loop.set_exception_handler(of_loop)
