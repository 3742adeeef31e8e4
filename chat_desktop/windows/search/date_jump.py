"""Jumping to a date in the open group: by its day line, by menu, by key."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, QPoint

from chat_desktop.core.ports import Client
from chat_desktop.core.rows import MessageRow
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.chat_pane import ChatPane
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.parts.times import local
from chat_desktop.windows.search.date_popup import DatePopup
from protocol.scalars import GroupId


class DateJump(QObject):
    """Opens the calendar over the pane and brings the chat to the day that is picked."""

    def __init__(self, client: Client, theme: Theme, tasks: Tasks, pane: ChatPane) -> None:
        super().__init__(pane)
        self._client, self._theme, self._tasks, self._pane = client, theme, tasks, pane
        pane.view.dayClicked.connect(self.open)

    def open_in_middle(self) -> None:
        """Open the calendar at the head of the chat, at the day that is in view."""
        if self._pane.group is None:
            return
        view = self._pane.view
        day = datetime.now().astimezone().date()
        for index, _top, _height in view.column.visible():
            row = view.rows[index]
            if isinstance(row, MessageRow):
                day = local(row.at).date()
                break
        corner = QPoint(max(0, view.width() // 2 - 150), 8)
        self.open(day, view.mapToGlobal(corner))

    def open(self, day: date, corner: QPoint) -> None:
        """Open the calendar at a day, its corner at a global point."""
        group = self._pane.group
        if group is None:
            return
        popup = DatePopup(self._pane, self._theme, day, datetime.now().astimezone().date())
        popup.picked.connect(lambda picked: self._tasks.spawn(self._jump(group, _start(picked))))
        popup.first_wanted.connect(lambda: self._tasks.spawn(self._jump(group, 0)))
        popup.newest_wanted.connect(self._pane.view.jump_to_newest)
        popup.open_at(corner)

    async def _jump(self, group: GroupId, at: int) -> None:
        seq = await self._client.seq_at(group, at)
        if group != self._pane.group:
            return
        if seq is None:
            self._pane.said.emit(self.tr("Nothing was said since that day."))
            self._pane.view.jump_to_newest()
        else:
            self._pane.reader.jump(seq)


def _start(day: date) -> int:
    """Return when a local day begins, in milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)
