"""The state of the connection in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from chat_desktop.core.rows import LinkState, Status
from chat_desktop.translations.said import wait_words

Clock = Callable[[], float]

translate = QCoreApplication.translate


def status_words(status: Status, now: float) -> str:
    """Return the state of the connection in plain words; `now` is monotonic seconds."""
    if status.state is LinkState.OFFLINE:
        if status.retry_at is None or status.retry_at <= now:
            return translate("Status", "Offline")
        wait = wait_words(math.ceil(status.retry_at - now))
        return translate("Status", "Offline, retrying in {wait}").format(wait=wait)
    return {
        LinkState.CONNECTING: translate("Status", "Connecting…"),
        LinkState.LOGGING_IN: translate("Status", "Logging in…"),
        LinkState.ONLINE: translate("Status", "Connected"),
        LinkState.SIGNED_OUT: translate("Status", "Not logged in"),
    }[status.state]
