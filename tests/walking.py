"""Walking through windows as people do who cannot see them, or read another language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from PySide6.QtCore import QObject, Qt, QTranslator
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from chat_desktop.translations.languages import FOLDER

WRITTEN_BY_PEOPLE = {
    "composerContext", "contextText", "emojiCode", "emojiName", "linkAddress", "linkHost",
}  # fmt: skip
"""Labels that show what somebody wrote, or what an emoji is called."""

OPEN, CLOSE = "⟦", "⟧"
_INSIDE = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^>]*>")


class Brackets(QTranslator):
    """A language in which every translated text stands in brackets; `asked` is what was said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known_texts()
        self.asked: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        if (context, source) not in self._known:
            return source
        self.asked.add((context, source))
        return f"{OPEN}{source}{CLOSE}"


def known_texts() -> set[tuple[str, str]]:
    """Return every (context, text) that translators are given."""
    root = ElementTree.parse(FOLDER / "parlance_nb.ts").getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in root.iter("context")
        for message in context.iter("message")
    }


def windows() -> list[QWidget]:
    """Return what is open, as a user sees it: windows, dialogs, popups."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def parts(window: QWidget) -> Iterator[QWidget]:
    """Yield a window and everything visible in it that has no window of its own."""
    yield window
    for each in window.findChildren(QWidget):
        if each.isVisible() and each.window() is window:
            yield each


def where(widget: QObject) -> str:
    """Return how to find a widget in the program: its class, its name, those around it."""
    path: list[str] = []
    at: QObject | None = widget
    while at is not None and len(path) < 4:
        path.append(f"{type(at).__name__}{'#' + at.objectName() if at.objectName() else ''}")
        at = at.parent()
    return " in ".join(path)


# --- names


def takes_focus(widget: QWidget) -> bool:
    """Return whether the keyboard can get there by Tab."""
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()


def nameless(window: QWidget) -> list[str]:
    """Return the controls that a screen reader could not name, and icons that explain nothing."""
    found = []
    for widget in parts(window):
        button = isinstance(widget, QAbstractButton)
        stops = takes_focus(widget) and widget.focusProxy() is None
        if (stops or button) and not _has_name(widget):
            found.append(f"no name: {where(widget)}")
        if isinstance(widget, QAbstractButton) and not _says(widget) and not widget.toolTip():
            if widget.icon().isNull() and _named_beside(widget):
                continue
            found.append(f"no tooltip: {where(widget)}")
    return found


def _named_beside(widget: QWidget) -> bool:
    """Return whether the name can be read beside it, as beside a switch."""
    around = widget.parentWidget()
    labels = around.findChildren(QLabel) if around is not None else []
    return any(label.text() == widget.accessibleName() for label in labels)


def _has_name(widget: QWidget) -> bool:
    """Return whether Qt has a name for it that a screen reader would get."""
    if isinstance(widget, QMenu | QDialog):
        return True
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface is not None and bool(interface.text(QAccessible.Text.Name).strip())


def _says(widget: QWidget) -> bool:
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() is (
        Qt.ToolButtonStyle.ToolButtonIconOnly
    ):
        return False
    return isinstance(widget, QAbstractButton | QLabel) and bool(widget.text().strip())


# --- the keyboard


def tab_round(window: QWidget) -> list[str]:
    """Press Tab until the focus is where it has been; return what it never reached.

    A trap, which is where it circles without its beginning, is named as well.
    """
    wanted = {_stop(each) for each in parts(window) if takes_focus(each)}
    at = _focus(window)
    if at is None:
        return []
    start = _stop(at)
    passed: list[QWidget] = []
    while at is not None and at not in passed:
        passed.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if _focus(window) is at:
            # It completed a word there; the next one goes on.
            QTest.keyClick(at, Qt.Key.Key_Tab)
        at = _focus(window)
    reached = {_stop(each) for each in passed[1:]} | ({_stop(at)} if at is not None else set())
    problems = [f"Tab never reaches {where(each)}" for each in wanted if each not in reached]
    if start in wanted and start not in reached:
        problems.append(f"Tab does not come back to {where(start)}, but circles")
    return problems


def _focus(window: QWidget) -> QWidget | None:
    return window.focusWidget()


def _stop(widget: QWidget) -> QObject:
    """Return what has the stop: of buttons that exclude each other, their group has one for all."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return group
    alike = isinstance(widget, QAbstractButton) and widget.autoExclusive()
    around = widget.parent()
    return around if alike and around is not None else widget.focusProxy() or widget


# --- words


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for every text of the program in a window, typed ones left out."""
    for widget in parts(window):
        if widget.objectName() in WRITTEN_BY_PEOPLE:
            continue
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said += [action.toolTip() for action in widget.actions() if _shown(action)]
        if widget.isWindow():
            said.append(widget.windowTitle())
        for text in filter(None, [*said, *_own_texts(widget)]):
            yield where(widget), html.unescape(_TAG.sub("", text)) if "<" in text else text


def _own_texts(widget: QWidget) -> list[str]:
    """Return what a widget itself shows."""
    match widget:
        case QLabel() | QAbstractButton():
            return [widget.text()]
        case QLineEdit() | QPlainTextEdit():
            return [widget.placeholderText()]
        case QComboBox():
            return [widget.itemText(place) for place in range(widget.count())]
        case QTabBar():
            return [widget.tabText(place) for place in range(widget.count())]
        case QMenu():
            return [action.text() for action in widget.actions()]
        case _:
            return []


def _shown(action: QAction) -> bool:
    return action.isVisible() and bool(action.toolTip())


def untranslated(
    window: QWidget, data: Iterable[str], not_words: re.Pattern[str] | None = None
) -> list[str]:
    """Return the texts that stayed English; `data` are words of people, as `not_words` no words."""
    known = sorted(filter(None, data), key=len, reverse=True)
    found = []
    for place, text in texts(window):
        rest = text
        while _INSIDE.search(rest):
            rest = _INSIDE.sub(" ", rest)
        # One whose end was cut off.
        rest = rest.partition(OPEN)[0]
        if not_words is not None:
            rest = not_words.sub(" ", rest)
        if not _WORD.search(rest):
            continue
        for words in known:
            rest = rest.replace(words, " ")
        if _WORD.search(rest):
            found.append(f"stays English: {text!r}: {place}")
    return found
