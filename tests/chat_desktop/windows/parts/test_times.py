"""Times are short in lists and whole in tables."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chat_desktop.windows.parts.times import full_time, list_time

NOW = datetime(2026, 6, 12, 14, 32).astimezone()


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(), "14:32"),
        (timedelta(hours=5), "09:32"),
        (timedelta(days=1), "Thu"),
        (timedelta(days=6), "Sat"),
        (timedelta(days=7), "5 Jun"),
        (timedelta(days=365), "12.06.2025"),
        (timedelta(hours=-1), "15:32"),
    ],
)
def test_in_a_list(back: timedelta, words: str) -> None:
    assert list_time(round((NOW - back).timestamp() * 1000), NOW) == words


def test_in_a_table() -> None:
    assert full_time(round(NOW.timestamp() * 1000)) == "12 Jun 2026, 14:32"
