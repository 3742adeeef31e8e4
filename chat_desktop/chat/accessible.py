"""The timeline for screen readers: a list whose items begin with author and text.

Nothing here exists before somebody listens: Qt asks for the interface of a widget only then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import shiboken6
from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QWidget

from chat_desktop.chat import days, keys, labels
from chat_desktop.chat.identity import Identity, identity
from chat_desktop.chat.labels import translate

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

Role, Text, Event = QAccessible.Role, QAccessible.Text, QAccessible.Event

ONE_BY_ONE: Final = 32
"""More rows that come or go at once are told as "the list is another one"."""

_NULL: Final = shiboken6.VoidPtr(0)
"""No pointer: where Qt's answer is a bare one, None, 0 and Qt's own null crash PySide 6.11."""

_kept: set[QAccessibleInterface] = set()
"""Qt deletes interfaces by itself; until then Python must not."""

_factory_installed = False


def offer() -> None:
    """Let Qt find the interface of every chat view from now on."""
    global _factory_installed
    if not _factory_installed:
        _factory_installed = True
        QAccessible.installFactory(_made)


def _made(kind: str, widget: QObject) -> QAccessibleInterface | None:
    """Return the interface of a chat view; Qt asks with the names of all classes of a widget."""
    return AccessibleTimeline(cast("ChatView", widget)) if kind == "ChatView" else None


def _keep(interface: QAccessibleInterface) -> None:
    gone = [each for each in _kept if not shiboken6.isValid(each)]
    _kept.difference_update(gone)
    _kept.add(interface)


class AccessibleTimeline(QAccessibleInterface):
    """The list: all rows of the window, then the buttons that float over them."""

    def __init__(self, view: ChatView) -> None:
        super().__init__()
        self._view = view
        self._items: dict[Identity, AccessibleRow] = {}
        _keep(self)
        model = view.model
        model.rowsInserted.connect(self._inserted)
        model.rowsAboutToBeRemoved.connect(self._leaving)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._reset)
        view.destroyed.connect(self._forget)

    @property
    def alive(self) -> bool:
        """Whether the view is still there."""
        return shiboken6.isValid(self._view)

    # --- what Qt asks

    def isValid(self) -> bool:
        return self.alive

    def object(self) -> Any:
        return self._view if self.alive else None

    def window(self) -> Any:
        return self._view.window().windowHandle() if self.alive else None

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def parent(self) -> Any:
        around = self._view.parentWidget() if self.alive else None
        return None if around is None else QAccessible.queryAccessibleInterface(around)

    def childCount(self) -> int:
        return len(self._view.rows) + len(self._floating()) if self.alive else 0

    def child(self, index: int) -> Any:
        if not self.alive or index < 0:
            return None
        rows = self._view.rows
        if index < len(rows):
            return self.item(index)
        beyond = self._floating()[index - len(rows) :]
        return QAccessible.queryAccessibleInterface(beyond[0]) if beyond else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not self.alive:
            return -1
        if isinstance(child, AccessibleRow):
            place = child.place
            return -1 if place is None else place
        widgets = self._floating()
        found = child.object()
        return len(self._view.rows) + widgets.index(found) if found in widgets else -1

    def childAt(self, x: int, y: int) -> Any:
        for index in range(self.childCount() if self.rect().contains(x, y) else 0):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> Any:
        if not self.alive or not self._view.hasFocus():
            return None
        index = self.focused
        return self if index is None else self.item(index)

    def text(self, kind: QAccessible.Text) -> str:
        if not self.alive:
            return ""
        if kind is Text.Name:
            return self._view.accessibleName()
        return self._view.title if kind is Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A reader does not write here."""

    def rect(self) -> QRect:
        if not self.alive:
            return QRect()
        return QRect(self._view.mapToGlobal(QPoint()), self._view.size())

    def role(self) -> QAccessible.Role:
        return Role.List

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = 1
        if self.alive:
            state.focused = int(self._view.hasFocus())
            state.invisible = int(not self._view.isVisible())
        return state

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> Any:
        return _NULL

    # --- the rows

    @property
    def view(self) -> ChatView:
        """The view, as long as it is `alive`."""
        return self._view

    @property
    def focused(self) -> int | None:
        """The row that the keyboard is on."""
        name = self._view.focused
        return None if name is None else self._view.model.index_of(name)

    def item(self, index: int) -> AccessibleRow:
        """Return the item of a row, always the same one."""
        name = identity(self._view.rows[index])
        item = self._items.get(name)
        if item is None:
            item = self._items[name] = AccessibleRow(self, name)
            _keep(item)
            QAccessible.registerAccessibleInterface(item)
        return item

    def _floating(self) -> list[QWidget]:
        """Return the named controls that lie over the rows."""
        return [
            widget
            for around in (self._view, self._view.viewport())
            for widget in around.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if widget.accessibleName() and widget.isVisible()
        ]

    # --- what changes

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if last - first >= ONE_BY_ONE:
            self._tell(self, Event.ObjectReorder)
            return
        for index in range(first, last + 1):
            self._tell(self.item(index), Event.ObjectCreated)

    def _leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in self._view.rows[first : last + 1]:
            self._drop(identity(row))

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in self._view.rows[first.row() : last.row() + 1]:
            if (item := self._items.get(identity(row))) is not None:
                self._tell(item, Event.NameChanged)

    def _reset(self) -> None:
        self._forget()
        self._tell(self, Event.ObjectReorder)

    def _drop(self, name: Identity) -> None:
        item = self._items.pop(name, None)
        if item is not None and shiboken6.isValid(item):
            self._tell(item, Event.ObjectDestroyed)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))

    def _forget(self) -> None:
        for name in list(self._items):
            self._drop(name)

    def _tell(self, interface: QAccessibleInterface, kind: QAccessible.Event) -> None:
        if self.alive and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(interface, kind))


class AccessibleRow(QAccessibleInterface):
    """One row: a message, an event of the group, a hole. Its action opens a message's menu."""

    def __init__(self, timeline: AccessibleTimeline, name: Identity) -> None:
        super().__init__()
        self._timeline, self._name = timeline, name
        self._acts = RowActs(self)

    @property
    def place(self) -> int | None:
        """The number of the row in the window; None once it is gone."""
        alive = self._timeline.alive
        return self._timeline.view.model.index_of(self._name) if alive else None

    @property
    def timeline(self) -> AccessibleTimeline:
        """The list that it is in."""
        return self._timeline

    def isValid(self) -> bool:
        return self.place is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._timeline.window()

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def parent(self) -> Any:
        return self._timeline

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> Any:
        return None

    def focusChild(self) -> Any:
        return None

    def text(self, kind: QAccessible.Text) -> str:
        place = self.place
        if place is None or kind not in (Text.Name, Text.Description):
            return ""
        view = self._timeline.view
        if kind is Text.Name:
            return view.people.sentence(view.rows[place])
        lead = view.leads[place]
        above = [translate("Chat", "New")] if lead.unread else []
        if lead.day is not None:
            above.append(labels.day_label(lead.day, days.today()))
        return ", ".join(above)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A reader does not write here."""

    def rect(self) -> QRect:
        place = self.place
        if place is None:
            return QRect()
        viewport = self._timeline.view.viewport()
        for index, top, height in self._timeline.view.column.visible():
            if index == place:
                at = viewport.mapToGlobal(QPoint(0, top))
                return QRect(at.x(), at.y(), viewport.width(), height)
        return QRect()

    def role(self) -> QAccessible.Role:
        return Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        place = self.place
        if place is None:
            state.invalid = 1
            return state
        state.focusable = state.readOnly = 1
        view = self._timeline.view
        state.focused = int(view.hasFocus() and self._timeline.focused == place)
        state.offscreen = int(self.rect().isNull())
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self._acts if kind is QAccessible.InterfaceType.ActionInterface else _NULL


class RowActs(QAccessibleActionInterface):
    """What can be done with a row without a mouse: focus it, and open its menu."""

    def __init__(self, row: AccessibleRow) -> None:
        super().__init__()
        self._row = row

    def actionNames(self) -> list[str]:
        return [self.showMenuAction(), self.setFocusAction()] if self._row.isValid() else []

    def doAction(self, name: str) -> None:
        place = self._row.place
        if place is None:
            return
        view = self._row.timeline.view
        view.setFocus()
        view.focus_row(place)
        if name == self.showMenuAction():
            keys.open_menu(view)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


def focus_moved(view: ChatView) -> None:
    """Tell who listens that the keyboard is on another row now; it is read out."""
    if not QAccessible.isActive():
        return
    timeline = QAccessible.queryAccessibleInterface(view)
    if isinstance(timeline, AccessibleTimeline) and timeline.focused is not None:
        item = timeline.item(timeline.focused)
        QAccessible.updateAccessibility(QAccessibleEvent(item, Event.Focus))
