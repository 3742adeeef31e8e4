"""Every action of the program with its keys: one table, for the QActions and for the sheet of keys.

Whoever adds an action adds a row to `TABLE` and binds it in `MainWindow._bind_actions`; a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Section(Enum):
    """The headings of the sheet of keys, in its order."""

    GROUPS = str(QT_TRANSLATE_NOOP("Actions", "Groups"))
    READING = str(QT_TRANSLATE_NOOP("Actions", "Reading"))
    WRITING = str(QT_TRANSLATE_NOOP("Actions", "Writing"))
    WINDOW = str(QT_TRANSLATE_NOOP("Actions", "Window"))

    @property
    def words(self) -> str:
        """The heading in the language in use."""
        return QCoreApplication.translate("Actions", self.value)


class Act(Struct, frozen=True):
    """One thing that the user can do by key.

    `name` is the QAction's object name, empty where a widget takes the key by itself. `keys` are
    in Qt's portable spelling, the first is the one that menus show. `text` is the English.
    """

    section: Section
    name: str
    keys: tuple[str, ...]
    text: str

    @property
    def words(self) -> str:
        """What it does, in the language in use."""
        return QCoreApplication.translate("Actions", self.text)

    @property
    def spelled(self) -> tuple[str, ...]:
        """The keys as people of this system and language write them."""
        native = QKeySequence.SequenceFormat.NativeText
        return tuple(QKeySequence(keys).toString(native) for keys in self.keys)


def _row(section: Section, name: str, keys: str, text: object) -> Act:
    return Act(section, name, tuple(keys.split()), str(text))


_G, _R, _W, _O = Section.GROUPS, Section.READING, Section.WRITING, Section.WINDOW

TABLE: Final = (
    _row(_G, "quickSwitch", "Ctrl+K", QT_TRANSLATE_NOOP("Actions", "Go to a group")),
    _row(_G, "nextGroup", "Alt+Down", QT_TRANSLATE_NOOP("Actions", "Group below")),
    _row(_G, "previousGroup", "Alt+Up", QT_TRANSLATE_NOOP("Actions", "Group above")),
    _row(_G, "nextUnread", "Alt+Shift+Down", QT_TRANSLATE_NOOP("Actions", "Next unread group")),
    _row(
        _G, "previousUnread", "Alt+Shift+Up", QT_TRANSLATE_NOOP("Actions", "Previous unread group")
    ),
    _row(_G, "newGroup", "Ctrl+N", QT_TRANSLATE_NOOP("Actions", "Create a group")),
    _row(_G, "findGroup", "Ctrl+O", QT_TRANSLATE_NOOP("Actions", "Find a public group")),
    _row(_G, "joinGroup", "Ctrl+J", QT_TRANSLATE_NOOP("Actions", "Join by link or id")),
    _row(_G, "groupSettings", "Ctrl+D", QT_TRANSLATE_NOOP("Actions", "Details of the group")),
    _row(_R, "searchGroup", "Ctrl+F", QT_TRANSLATE_NOOP("Actions", "Search in the group")),
    _row(_R, "olderHit", "F3", QT_TRANSLATE_NOOP("Actions", "Older hit")),
    _row(_R, "newerHit", "Shift+F3", QT_TRANSLATE_NOOP("Actions", "Newer hit")),
    _row(_R, "searchAll", "Ctrl+Shift+F Ctrl+L", QT_TRANSLATE_NOOP("Actions", "Search everywhere")),
    _row(_R, "jumpToDate", "Ctrl+G", QT_TRANSLATE_NOOP("Actions", "Jump to a date")),
    _row(_R, "markRead", "Esc", QT_TRANSLATE_NOOP("Actions", "Mark as read, or cancel a reply")),
    _row(
        _R, "firstUnread", "Ctrl+U", QT_TRANSLATE_NOOP("Actions", "Go to the first unread message")
    ),
    _row(_R, "showMembers", "Ctrl+M", QT_TRANSLATE_NOOP("Actions", "Show or hide the members")),
    _row(_R, "", "Up Down", QT_TRANSLATE_NOOP("Actions", "Walk through the messages")),
    _row(_R, "", "R", QT_TRANSLATE_NOOP("Actions", "Reply to the chosen message")),
    _row(_R, "", "E", QT_TRANSLATE_NOOP("Actions", "Edit the chosen message")),
    _row(_R, "", "Del", QT_TRANSLATE_NOOP("Actions", "Delete the chosen message")),
    _row(_R, "", "U", QT_TRANSLATE_NOOP("Actions", "Undo its deletion")),
    _row(_R, "", "S", QT_TRANSLATE_NOOP("Actions", "Select several messages")),
    _row(_R, "", "I", QT_TRANSLATE_NOOP("Actions", "Message info")),
    _row(_R, "", "Home End", QT_TRANSLATE_NOOP("Actions", "Oldest, newest message")),
    _row(_W, "", "Enter", QT_TRANSLATE_NOOP("Actions", "Send")),
    _row(_W, "", "Shift+Enter", QT_TRANSLATE_NOOP("Actions", "New line")),
    _row(_W, "", "Up", QT_TRANSLATE_NOOP("Actions", "Edit your last message (when empty)")),
    _row(_W, "", "Ctrl+B", QT_TRANSLATE_NOOP("Actions", "Bold")),
    _row(_W, "", "Ctrl+I", QT_TRANSLATE_NOOP("Actions", "Italic")),
    _row(_W, "", "Ctrl+Shift+X", QT_TRANSLATE_NOOP("Actions", "Struck through")),
    _row(_W, "", "Ctrl+E", QT_TRANSLATE_NOOP("Actions", "Code")),
    _row(_W, "", "Ctrl+.", QT_TRANSLATE_NOOP("Actions", "Emoji")),
    _row(_O, "nextPart", "F6", QT_TRANSLATE_NOOP("Actions", "Next part of the window")),
    _row(
        _O, "previousPart", "Shift+F6", QT_TRANSLATE_NOOP("Actions", "Previous part of the window")
    ),
    _row(_O, "settings", "Ctrl+,", QT_TRANSLATE_NOOP("Actions", "Settings")),
    _row(_O, "profile", "Ctrl+P", QT_TRANSLATE_NOOP("Actions", "Your profile")),
    *(
        _row(_O, f"account{number}", f"Ctrl+{number}", QT_TRANSLATE_NOOP("Actions", "Account"))
        for number in range(1, 10)
    ),
    _row(_O, "addAccount", "Ctrl+Shift+A", QT_TRANSLATE_NOOP("Actions", "Add an account")),
    _row(_O, "shortcuts", "Ctrl+/ F1", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts")),
    _row(_O, "fullScreen", "F11", QT_TRANSLATE_NOOP("Actions", "Full screen")),
    _row(_O, "quit", "Ctrl+Q", QT_TRANSLATE_NOOP("Actions", "Quit")),
)


class Actions(QObject):
    """The QActions of a window, made from the table; `bind` says what each does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._unbound: set[str] = set()
        for act in TABLE:
            if act.name:
                action = QAction(act.words, self)
                action.setObjectName(act.name)
                action.setShortcuts([QKeySequence(keys) for keys in act.keys])
                window.addAction(action)
                self._actions[act.name] = action
                self._unbound.add(act.name)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def rename(self) -> None:
        """Name the actions in the language in use now."""
        for act in TABLE:
            if act.name:
                self._actions[act.name].setText(act.words)

    def bind(self, name: str, do: Callable[[], object]) -> None:
        """Let the action of this name do something."""
        self._actions[name].triggered.connect(partial(_do, do))
        self._unbound.discard(name)

    @property
    def unbound(self) -> frozenset[str]:
        """The names of the actions that do nothing yet."""
        return frozenset(self._unbound)


def _do(do: Callable[[], object], _checked: bool = False) -> None:
    do()
