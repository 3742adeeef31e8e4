"""What users do with windows, act by act: how long each one's longest turn blocked the GUI thread.

A turn is one event of the loop, and its figure the thread's own processor time in ms. What is built
in several turns is told by the longest of them; the first time is told apart from the others.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QWidget,
)

from benchmarks.desktop.driving import Drive, NotThere, percentile
from benchmarks.desktop.watched import Turn, blocked
from chat_desktop.look.theme import Theme, ThemeChoice

Figures = dict[str, Any]

QUIET_SECONDS: Final = 0.04
LONGEST_SECONDS: Final = 1.0
"""An act has come to its end when no turn did anything for so long; it is waited for no longer.

Where others write all the time there is no such end.
"""

NOTHING_MS: Final = 0.5
TYPED: Final = "group"
TIMES: Final = 5
PAGES: Final = 7
RESIZED: Final = 20
TEXT_PERCENT: Final = 125


class Acts:
    """Does acts and keeps the longest turn of each time, by the act's name."""

    def __init__(self, drive: Drive, worst: list[Turn], effort: float = 1.0) -> None:
        self.drive = drive
        self.times = range(max(1, round(TIMES * effort)))
        self.steps = max(1, round(RESIZED * effort))
        self.found: dict[str, list[Turn]] = {}
        self._typed = max(1, round(len(TYPED) * effort))
        self._longest = max(2 * QUIET_SECONDS, LONGEST_SECONDS * effort)
        self._worst = worst

    async def do(self, name: str, what: Callable[[], object]) -> None:
        """Do something on the GUI thread and wait for what follows."""
        await self.drive.rest(0)
        what()
        turns = await self.drive.settled(QUIET_SECONDS, self._longest, NOTHING_MS)
        self._worst += blocked(turns)
        self.found.setdefault(name, []).append(max(turns, key=lambda turn: turn.cpu))

    async def type(self, name: str, field: QWidget, text: str = TYPED) -> None:
        """Write the beginning of a text key by key, and take it back key by key."""
        for char in text[: self._typed]:
            await self.do(name, partial(press, field, Qt.Key(ord(char.upper())), char))
        for _ in text[: self._typed]:
            await self.do(name, partial(press, field, Qt.Key.Key_Backspace))

    def figures(self) -> Figures:
        """Return of each act its first time, and the median and the most of the others."""
        return {name: _figures(turns) for name, turns in self.found.items()}


def _figures(turns: Sequence[Turn]) -> Figures:
    first, *others = (turn.cpu for turn in turns)
    again = others or [first]
    return {
        "first": first,
        "p50": percentile(again, 0.5),
        "most": max(again),
        "count": len(turns),
        "longest": str(max(turns, key=lambda turn: turn.cpu)),
    }


def press(field: QWidget, key: Qt.Key, text: str = "") -> None:
    """Let a widget have a key, in a turn of its own."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.postEvent(field, event)


async def measure_acts(drive: Drive, worst: list[Turn], effort: float = 1.0) -> Figures:
    """Open every window twice and more, type in every search, change theme and size.

    `effort` below 1 does less of each. Returns `acts` by their names, and the `longest` turn in ms.
    """
    acts = Acts(drive, worst, effort)
    parts: tuple[Callable[[Acts], Awaitable[None]], ...] = (
        _switcher,
        _settings,
        _sheets,
        _emoji,
        _directory,
        _administration,
        _search,
        _account,
        _theme,
        _text_size,
        _resizing,
    )
    for part in parts:
        await part(acts)
    figures = acts.figures()
    longest = max(max(found["first"], found["most"]) for found in figures.values())
    return {"acts": figures, "longest": longest}


# --- the acts


def _find(drive: Drive, kind: type[Any], name: str) -> Any:
    found = [each for each in drive.window.findChildren(kind, name) if each.isVisible()]
    return found[-1] if found else None


def _part(dialog: QWidget, kind: type[Any], name: str) -> Any:
    found = dialog.findChild(kind, name)
    if found is None:
        raise NotThere(f"there is no {name}")
    return found


async def _opened(acts: Acts, act: str, open: Callable[[], object], name: str) -> QDialog:
    await acts.do(f"{act} opened", open)
    await acts.drive.until(act, lambda: _find(acts.drive, QDialog, name))
    dialog: QDialog = _find(acts.drive, QDialog, name)
    return dialog


async def _closed(acts: Acts, act: str, dialog: QDialog) -> None:
    await acts.do(f"{act} closed", dialog.reject)


async def _switcher(acts: Acts) -> None:
    window = acts.drive.window
    for _ in acts.times:
        dialog = await _opened(acts, "switcher", window.acts["quickSwitch"].trigger, "switcher")
        field = _part(dialog, QLineEdit, "switcherSearch")
        await acts.type("key in the switcher", field)
        await _closed(acts, "switcher", dialog)


async def _settings(acts: Acts) -> None:
    window = acts.drive.window
    for _ in acts.times:
        dialog = await _opened(acts, "settings", window.acts["settings"].trigger, "settingsWindow")
        sections = _part(dialog, QListWidget, "settingsSections")
        for page in range(1, PAGES):
            await acts.do(f"settings page {page + 1}", partial(sections.setCurrentRow, page))
        sections.setCurrentRow(1)
        await acts.drive.until("levels", partial(dialog.findChild, QLineEdit, "levelSearch"))
        await acts.drive.rest(QUIET_SECONDS)
        if field := _find(acts.drive, QLineEdit, "levelSearch"):
            # With few groups there is nothing to search for.
            await acts.type("key in the settings' search", field)
        await _closed(acts, "settings", dialog)


async def _sheets(acts: Acts) -> None:
    window = acts.drive.window
    workspace = window.workspace
    other = next(user.id for user in workspace.client.known_people() if user != workspace.client.me)
    for act, open, name in (
        ("shortcuts", window.show_shortcuts, "shortcutsDialog"),
        ("own profile", workspace.people.my_profile, "myProfileDialog"),
        ("profile", lambda: workspace.people.profile(other, workspace.group), "profileDialog"),
        ("group settings", workspace.show_details, "groupSettingsDialog"),
        ("new group", workspace.groups.create, "createDialog"),
    ):
        for _ in acts.times:
            dialog = await _opened(acts, act, open, name)
            await _closed(acts, act, dialog)


async def _emoji(acts: Acts) -> None:
    composer = acts.drive.workspace.pane.composer
    for _ in acts.times:
        await acts.do("emoji picker opened", composer.ask_for_emoji)
        field = _find(acts.drive, QLineEdit, "emojiSearch")
        await acts.type("key in the emoji picker", field, "heart")
        await acts.do("emoji picker closed", partial(press, field, Qt.Key.Key_Escape))


async def _directory(acts: Acts) -> None:
    find = acts.drive.workspace.groups.find
    for _ in acts.times:
        dialog = await _opened(acts, "directory", find, "directoryDialog")
        field = _part(dialog, QLineEdit, "directorySearch")
        await acts.type("key in the directory", field, "te")
        await _closed(acts, "directory", dialog)


async def _administration(acts: Acts) -> None:
    window = acts.drive.window
    for _ in acts.times:
        await acts.do("administration opened", window.admin_wanted.emit)
        opened = _find(acts.drive, QMainWindow, "adminWindow")
        await acts.do("administration closed", opened.close)


async def _search(acts: Acts) -> None:
    window = acts.drive.window
    field = acts.drive.workspace.sidebar.search
    await acts.do("global search opened", window.acts["searchAll"].trigger)
    await acts.type("key in the global search", field)
    await acts.do("global search closed", partial(press, field, Qt.Key.Key_Escape))


async def _theme(acts: Acts) -> None:
    window = acts.drive.window
    for _ in acts.times:
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            await acts.do("theme changed", partial(window.choose_theme, choice))


async def _account(acts: Acts) -> None:
    drive = acts.drive
    for _ in acts.times:
        await acts.do("form to add an account opened", drive.window.acts["addAccount"].trigger)
        await drive.until("a form", lambda: _find(drive, QPushButton, "leaveLogin"))
        back = _find(drive, QPushButton, "leaveLogin")
        await acts.do("form to add an account left", back.click)


async def _text_size(acts: Acts) -> None:
    theme = acts.drive.app.findChild(Theme)
    if theme is None:
        raise NotThere("there is no theme")
    for _ in acts.times:
        for percent in (TEXT_PERCENT, 100):
            await acts.do("text size changed", partial(theme.resize_text, percent))


async def _resizing(acts: Acts) -> None:
    """Resize as the program may, and as a hand at the edge does: then the display tells of it."""
    window = acts.drive.window
    wide, high = window.width(), window.height()
    steps = (*range(acts.steps), *reversed(range(acts.steps)))
    for step in steps:
        await acts.do("step of resizing", partial(window.resize, wide - step * 12, high))
    handle = window.windowHandle()
    for step in steps:
        size = (wide - step * 12, high)
        await acts.do("step of resizing at the edge", partial(handle.resize, *size))
