"""What tests of windows share: waiting, typing, finding widgets by their names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from chat_desktop.windows.account.login_screen import LoginScreen

Found = TypeVar("Found", bound=QWidget)


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until `condition` holds, or fail."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"did not happen: {condition}") from None


async def turns(count: int = 5) -> None:
    """Let everything run that is ready to."""
    for _ in range(count):
        await asyncio.sleep(0)


def part(parent: QWidget, kind: type[Found], name: str) -> Found:
    """Return the part of a window with this object name."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), f"no {name}"
    return found


async def dialog(parent: QWidget, name: str) -> QDialog:
    """Return the open dialog of this name, when it is open."""

    def seen() -> QDialog | None:
        for each in parent.findChildren(QDialog, name):
            if isinstance(each, QDialog) and each.isVisible():
                return each
        return None

    await until(seen)
    found = seen()
    assert found is not None
    return found


async def login_screen(parent: QWidget) -> LoginScreen:
    """Return the screen to log in on, when it is shown."""

    def seen() -> LoginScreen | None:
        found = parent.findChildren(LoginScreen)
        return next((each for each in found if each.isVisible() and each.built), None)

    await until(seen)
    shown = seen()
    assert shown is not None
    return shown


def write(parent: QWidget, name: str, text: str) -> None:
    """Type a text into an emptied field, key by key."""
    field = parent.findChild(QWidget, name)
    assert isinstance(field, QLineEdit | QPlainTextEdit), f"no {name}"
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def click(parent: QWidget, name: str) -> None:
    """Click a button that can be clicked."""
    button = part(parent, QPushButton, name)
    assert button.isEnabled(), f"{name} is disabled"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def clipboard() -> str:
    """Return the text on the clipboard."""
    return QApplication.clipboard().text()
