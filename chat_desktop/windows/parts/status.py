"""The state of the connection in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable

from chat_desktop.core.rows import LinkState, Status
from chat_desktop.windows.parts.tasks import wait_words

Clock = Callable[[], float]


def status_words(status: Status, now: float, translate: Callable[[str], str]) -> str:
    """Return the state of the connection in plain words; `now` is monotonic seconds."""
    if status.state is LinkState.OFFLINE:
        if status.retry_at is None or status.retry_at <= now:
            return translate("Offline")
        wait = wait_words(math.ceil(status.retry_at - now))
        return translate("Offline, retrying in {wait}").format(wait=wait)
    return {
        LinkState.CONNECTING: translate("Connecting…"),
        LinkState.LOGGING_IN: translate("Logging in…"),
        LinkState.ONLINE: translate("Connected"),
        LinkState.SIGNED_OUT: translate("Not logged in"),
    }[status.state]
