"""The connection's state in plain words."""

from __future__ import annotations

import pytest

from chat_desktop.core.rows import LinkState, Status
from chat_desktop.windows.parts.status import status_words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status(LinkState.ONLINE), "Connected"),
        (Status(LinkState.CONNECTING), "Connecting…"),
        (Status(LinkState.LOGGING_IN), "Logging in…"),
        (Status(LinkState.SIGNED_OUT), "Not logged in"),
        (Status(LinkState.OFFLINE), "Offline"),
        (Status(LinkState.OFFLINE, retry_at=9.0), "Offline"),
        (Status(LinkState.OFFLINE, retry_at=10.2), "Offline, retrying in 1 second"),
        (Status(LinkState.OFFLINE, retry_at=15.0), "Offline, retrying in 5 seconds"),
    ],
)
def test_words(status: Status, words: str) -> None:
    assert status_words(status, 10.0) == words
