"""The banner over the chat while there is no connection: why, until when, and a button."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from chat_desktop.core.ports import Change, Client, StatusChanged
from chat_desktop.core.rows import LinkState
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import in_words
from chat_desktop.windows.parts.controls import ElidedLabel, IconLabel, button
from chat_desktop.windows.parts.status import Clock, status_words


class OfflineBanner(QFrame):
    """Shown from when the connection is lost until it is back.

    It stays while a new one is being made, so that nothing jumps. What is written meanwhile waits
    in the outbox; the banner says so.
    """

    def __init__(self, client: Client, theme: Theme, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("offlineBanner")
        self.setProperty("kind", "banner")
        self._client, self._clock = client, clock
        self._waiting = 0
        self._lost = False
        self._words = ElidedLabel(pixels=Size.SMALL)
        self._words.setObjectName("offlineWords")
        self._retry = button(self.tr("Retry now"), kind="link")
        self._retry.setObjectName("retryNow")
        kept = self._retry.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._retry.setSizePolicy(kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(24, 6, 16, 6))
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "offline", 18, "warning_text"))
        row.addWidget(self._words, 1)
        row.addWidget(self._retry)
        self._retry.clicked.connect(client.retry_now)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._refresh)
        self._end = client.listen(self._told)
        self._refresh()

    def end(self) -> None:
        """Stop listening to the client."""
        self._tick.stop()
        self._end()

    def set_waiting(self, messages: int) -> None:
        """Say that so many messages of the group wait to be sent."""
        if messages != self._waiting:
            self._waiting = messages
            self._refresh()

    def _told(self, change: Change) -> None:
        if isinstance(change, StatusChanged):
            self._refresh()

    def _refresh(self) -> None:
        status = self._client.status
        offline = status.state is LinkState.OFFLINE
        trying = status.state in (LinkState.CONNECTING, LinkState.LOGGING_IN)
        self._lost = offline or (self._lost and trying)
        self.setVisible(self._lost)
        self._retry.setVisible(offline)
        if not self._lost or trying or status.retry_at is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        if not self._lost:
            return
        state = status_words(status, self._clock())
        reason = in_words(status.reason or "") if offline else ""
        parts = [state if trying else f"{state}.", reason, self._what_waits()]
        self._words.setText(" ".join(part for part in parts if part))

    def _what_waits(self) -> str:
        if self._waiting:
            return self.tr("%n message(s) waiting to be sent.", "", self._waiting)
        return self.tr("What you write is sent later.")
