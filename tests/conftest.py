"""Fixtures for every test: Qt off screen, and `async def` tests on a qasync loop of their own."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# No test is to reach the desktop of whoever runs it.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

import asyncio
import contextlib
import gc
import inspect
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from dealing import dealt
from pytestqt.qtbot import QtBot

ASYNC_TEST_SECONDS = 60
QT_WAIT_MS = 30_000

# The 5 s of pytest-qt are not enough for everything on a machine that is busy.
for wait in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
    getattr(QtBot, wait).__kwdefaults__["timeout"] = QT_WAIT_MS

# A machine that is busy is no failure: property tests have no deadline. Everybody's run tries the
# same examples, so that a change fails by itself; `--hypothesis-profile=hunt` looks for new ones.
hypothesis.settings.register_profile("parlance", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("hunt", deadline=None, max_examples=1_000, print_blob=True)
hypothesis.settings.load_profile("parlance")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what waits begin first, on whichever worker."""
    items[:] = dealt(items, getattr(config, "workerinput", {}).get("workercount", 1))


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The shared application, which can count in English: "1 member", "2 members"."""
    from PySide6.QtCore import QTranslator

    from chat_desktop.importing import import_pyside_alone
    from chat_desktop.translations.languages import FOLDER

    # As the program does it: else PySide reads the source of all that is imported from now on.
    import_pyside_alone()
    plurals = QTranslator(qapp)
    assert plurals.load(str(FOLDER / "parlance_en.qm"))
    qapp.installTranslator(plurals)
    return qapp


@pytest.fixture
def translations(qapp: Any) -> Iterator[Any]:
    """The languages of the application, which speaks English again afterwards."""
    from PySide6.QtCore import QLocale

    from chat_desktop.translations.languages import Translations

    before = QLocale()
    made = Translations(qapp, "en")
    yield made
    made.end()
    QLocale.setDefault(before)


@pytest.fixture
def qloop(qapp: Any) -> Iterator[asyncio.AbstractEventLoop]:
    """The desktop's loop on the shared application; what it reports makes the test fail."""
    from chat_desktop.loop import EventLoop

    qapp.setQuitOnLastWindowClosed(False)
    loop = EventLoop(qapp)
    asyncio.set_event_loop(loop)
    reported: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _loop, context: reported.append(context))
    yield loop
    leftover = [task for task in asyncio.all_tasks(loop) if not task.done()]
    for task in leftover:
        task.cancel()
    if leftover:
        with contextlib.suppress(asyncio.TimeoutError):
            loop.run_until_complete(
                asyncio.wait_for(asyncio.gather(*leftover, return_exceptions=True), 5)
            )
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    asyncio.set_event_loop(None)
    assert reported == []


@pytest.fixture(autouse=True)
def qt_garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no other thread collect what a Qt test leaves: chat_desktop.garbage says why.

    What survives a test is set apart, so that the collection after the next one is short.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an `async def` test: on `qloop` where it asks for it, else on a plain asyncio loop."""
    test = pyfuncitem.obj
    if not inspect.iscoroutinefunction(test):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    wanted = {name: pyfuncitem.funcargs[name] for name in names}
    loop = pyfuncitem.funcargs.get("qloop")
    if loop is None:
        asyncio.run(asyncio.wait_for(test(**wanted), ASYNC_TEST_SECONDS))
    else:
        assert isinstance(loop, asyncio.AbstractEventLoop)
        loop.run_until_complete(asyncio.wait_for(test(**wanted), ASYNC_TEST_SECONDS))
    return True
