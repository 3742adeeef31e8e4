"""The foot of the sidebar: who is logged in, how the connection is, the menu of settings."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.core.ports import Change, Client, StatusChanged, UsersChanged
from chat_desktop.core.rows import LinkState
from chat_desktop.look.avatar import Presence
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton, line
from chat_desktop.windows.parts.portrait import Portrait
from chat_desktop.windows.parts.status import Clock, status_words


class Footer(QWidget):
    """Always says how the connection is; counts down to the next try."""

    profile_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, client: Client, theme: Theme, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._client, self._clock = client, clock
        self._portrait = Portrait(theme, Size.AVATAR_SMALL, "sidebar")
        self._name = ElidedLabel(bold=True)
        self._name.setObjectName("myName")
        self._state = ElidedLabel(pixels=Size.SMALL, tone="soft")
        self._state.setObjectName("connectionState")
        self.settings = IconButton(theme, "settings", self.tr("Settings"))
        self.settings.setObjectName("settings")

        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._state)
        words.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(margins(16, 8, 10, 8))
        row.setSpacing(8)
        row.addWidget(self._portrait)
        row.addLayout(words, 1)
        row.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addLayout(row)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

        self.settings.clicked.connect(self.menu_wanted)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._refresh)
        self._end = client.listen(self._told)
        self._refresh()

    def end(self) -> None:
        """Stop listening to the client."""
        self._tick.stop()
        self._end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show one's own profile."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.profile_wanted.emit()

    def _told(self, change: Change) -> None:
        if isinstance(change, StatusChanged | UsersChanged):
            self._refresh()

    def _refresh(self) -> None:
        me, status = self._client.me, self._client.status
        online = status.state is LinkState.ONLINE
        name = (me.display_name or me.username) if me else "Parlance"
        presence = Presence.ONLINE if online else Presence.OFFLINE
        self._portrait.setVisible(me is not None)
        self._portrait.show_person(me.id if me else "", name, presence)
        self._name.setText(name)
        self._state.setText(status_words(status, self._clock()))
        waits = status.state is LinkState.OFFLINE and status.retry_at is not None
        if waits != self._tick.isActive():
            self._tick.start() if waits else self._tick.stop()
