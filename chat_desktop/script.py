"""A script in place of a user: types, clicks and looks; for demonstrations and testing bundles.

One step a line, words as in a shell, `#` begins a comment. Widgets, actions and lists are named by
their object names. A step waits until what it needs is there and can be used:

    write NAME TEXT     replace what stands in a field, as by keyboard
    press NAME KEY      press a key in a widget, such as Return
    click NAME          click a button
    act NAME            carry out an action, as its shortcut would
    choose NAME TEXT    choose the row with TEXT in a list
    see NAME TEXT       wait until a label, a field or a row of a list has TEXT
    gone NAME           wait until no such widget is visible
    gone NAME TEXT      wait until it is there without TEXT
    picture FILE        save a picture of the program's windows
"""

from __future__ import annotations

import asyncio
import shlex
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from chat_desktop.chat.view import ChatView

WAIT_SECONDS: Final = 30.0
LOOK_SECONDS: Final = 0.02
# What has just changed is drawn within this time.
SETTLE_SECONDS: Final = 0.1

EDGE: Final = QColor(128, 128, 128)
"""Stands for the frame that a desktop draws around a dialog."""

T = TypeVar("T")


class ScriptFailed(Exception):
    """A step could not be carried out; says which, and what was missing."""


async def play(script: Path, seconds: float = WAIT_SECONDS) -> None:
    """Carry out every step of the script; each waits up to `seconds` for what it needs.

    Raises `ScriptFailed` naming the line. Pictures with a relative name go beside the script.
    """
    for number, line in enumerate(_lines(script), start=1):
        words = shlex.split(line, comments=True)
        if words:
            try:
                await _step(words, script.parent, seconds)
            except ScriptFailed as failure:
                raise ScriptFailed(f"{script.name}:{number}: {line.strip()}: {failure}") from None


def _lines(script: Path) -> list[str]:
    return script.read_text(encoding="utf-8").splitlines()


async def _step(words: list[str], folder: Path, seconds: float) -> None:
    async def find(look: Callable[[], T | None], missing: str) -> T:
        return await _until(look, missing, seconds)

    match words:
        case ["write", name, text]:
            _write(await find(lambda: _usable(name, QWidget), f"no {name} to write in"), text)
        case ["press", name, key]:
            _press(await find(lambda: _usable(name, QWidget), f"no {name} to use"), key)
        case ["click", name]:
            (await find(lambda: _usable(name, QAbstractButton), f"no {name} to click")).click()
        case ["act", name]:
            (await find(lambda: _action(name), f"no action {name}")).trigger()
        case ["choose", name, text]:
            await find(lambda: _choose(name, text), f"no row with it in {name}")
        case ["see", name, text]:
            await find(lambda: _shows(name, text) or None, "it is not there")
        case ["gone", name]:
            await find(lambda: _visible(name, QWidget) is None or None, "it is still there")
        case ["gone", name, text]:
            await find(lambda: _lacks(name, text), "it is still there")
        case ["picture", file]:
            await asyncio.sleep(SETTLE_SECONDS)
            _save_picture(folder / file)
        case _:
            raise ScriptFailed("no such step")


async def _until(look: Callable[[], T | None], missing: str, seconds: float) -> T:
    """Look again and again; return what was found."""
    deadline = time.monotonic() + seconds
    while (found := look()) is None:
        if time.monotonic() >= deadline:
            raise ScriptFailed(missing)
        await asyncio.sleep(LOOK_SECONDS)
    return found


def _visible(name: str, kind: type[T]) -> T | None:
    for widget in QApplication.allWidgets():
        if widget.objectName() == name and isinstance(widget, kind) and widget.isVisible():
            return widget
    return None


def _usable(name: str, kind: type[T]) -> T | None:
    """Return the widget if a user could use it now: no dialog stands in front of its window."""
    found = _visible(name, kind)
    if not isinstance(found, QWidget) or not found.isEnabled():
        return None
    modal = QApplication.activeModalWidget()
    return found if modal is None or modal is found.window() else None


def _action(name: str) -> QAction | None:
    if QApplication.activeModalWidget() is not None:
        return None
    for window in QApplication.topLevelWidgets():
        action = window.findChild(QAction, name)
        if isinstance(action, QAction) and window.isVisible() and action.isEnabled():
            return action
    return None


def _write(widget: QWidget, text: str) -> None:
    widget.setFocus()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        widget.selectAll()
    for character in text:
        _send_key(widget, 0, character)


def _press(widget: QWidget, name: str) -> None:
    key = getattr(Qt.Key, f"Key_{name}", None)
    if not isinstance(key, Qt.Key):
        raise ScriptFailed(f"there is no key {name}")
    widget.setFocus()
    _send_key(widget, key)


def _send_key(widget: QWidget, key: int, character: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def _choose(name: str, text: str) -> bool | None:
    view = _usable(name, QAbstractItemView)
    if view is None:
        return None
    row = _row(view.model(), text)
    if row is None:
        return None
    index = view.model().index(row, 0)
    view.scrollTo(index)
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    return True


def _lacks(name: str, text: str) -> bool | None:
    return True if _visible(name, QWidget) is not None and not _shows(name, text) else None


def _shows(name: str, text: str) -> bool:
    widget = _visible(name, QWidget)
    match widget:
        case ChatView():
            return _row(widget.model, text) is not None
        case QAbstractItemView():
            return _row(widget.model(), text) is not None
        case QPlainTextEdit() | QTextEdit():
            return text in widget.toPlainText()
        case QLabel() | QLineEdit() | QAbstractButton():
            return text in widget.text()
        case _:
            return False


def _row(model: QAbstractItemModel, text: str) -> int | None:
    for row in range(model.rowCount()):
        if text in str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)):
            return row
    return None


def _save_picture(file: Path) -> None:
    """Save what a screen would show: the largest window, and its dialogs centred above it."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    if not windows:
        raise ScriptFailed("no window is open")
    windows.sort(key=lambda window: -window.width())
    below = windows[0].rect()
    picture = windows[0].grab()
    painter = QPainter(picture)
    painter.setPen(EDGE)
    for window in windows[1:]:
        place = window.rect()
        place.moveCenter(below.center())
        painter.drawPixmap(place.topLeft(), window.grab())
        painter.drawRect(place)
    painter.end()
    if not picture.save(str(file)):
        raise ScriptFailed(f"{file} cannot be written")
