"""The quick switcher: a few letters of a group's or a person's name, then Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListView, QVBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.core.ports import Client
from chat_desktop.look.slices import Slices
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.groups.switcher_delegate import SwitcherDelegate, row_height
from chat_desktop.windows.groups.switcher_model import SwitcherModel
from chat_desktop.windows.parts.aloud import read_current
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.search.search_line import SearchLine
from protocol.scalars import GroupId, UserId

ROWS: Final = 9
PAUSE_MS: Final = 30
"""After that the window has been drawn."""


class Switcher(QDialog):
    """Accepted with `group` or `person` set."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(parent)
        self.setObjectName("switcher")
        self.setWindowTitle(self.tr("Go to a group or a person"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(500)
        self.group: GroupId | None = None
        self.person: UserId | None = None
        me = client.me
        others = [user for user in client.known_people() if me is None or user.id != me.id]
        self.model = SwitcherModel(client.groups, others, self)
        self.search = SearchLine(theme, self.tr("Go to a group or a person"))
        self.search.setObjectName("switcherSearch")
        self.list = QListView()
        self.list.setObjectName("switcherList")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setItemDelegate(SwitcherDelegate(theme, self))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Last: what is set afterwards would have all rows laid out again.
        self.list.setModel(self.model)
        read_current(self.list)
        self.list.setFixedHeight(ROWS * row_height())
        self._nothing = label(tone="faint", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(ROWS * row_height())
        self._nothing.hide()
        keys = label(
            self.tr("↑ ↓ to choose, Enter to open, Esc to close"), pixels=Size.TINY, tone="faint"
        )
        keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        for part in (self.search, self.list, self._nothing, keys):
            column.addWidget(part)
        self.search.textChanged.connect(self._look)
        self.search.stepped.connect(self._step)
        self.search.chosen.connect(lambda: self._choose(self.list.currentIndex()))
        self.search.escaped.connect(self.reject)
        self.list.clicked.connect(self._choose)
        self._mark(0)
        self.search.setFocus()
        self._slices = Slices(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Make ready for the first letter while nothing is typed yet."""
        super().showEvent(event)
        QTimer.singleShot(PAUSE_MS, self, lambda: self._slices.begin(self.model.prepare()))

    def done(self, result: int) -> None:
        """Close, and make nothing more ready."""
        self._slices.stop()
        super().done(result)

    def _look(self, text: str) -> None:
        self.model.look_for(text)
        found = self.model.rowCount() > 0
        if not found:
            nothing = self.tr("Nobody and no group of yours is called “{text}”.")
            self._nothing.setText(nothing.format(text=text.strip()))
        self.list.setVisible(found)
        self._nothing.setVisible(not found)
        self._mark(0)

    def _step(self, rows: int) -> None:
        count = self.model.rowCount()
        here = self.list.currentIndex().row()
        if abs(rows) == 1 and count:
            self._mark((here + rows) % count)
        else:
            self._mark(here + rows)
        say(self.search, str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))

    def _mark(self, row: int) -> None:
        count = self.model.rowCount()
        index = self.model.index(min(max(row, 0), count - 1), 0) if count else QModelIndex()
        self.list.setCurrentIndex(index)

    def _choose(self, index: QModelIndex) -> None:
        offer = self.model.offer(index.row()) if index.isValid() else None
        if offer is not None:
            if offer.person:
                self.person = offer.id
            else:
                self.group = offer.id
            self.accept()
