"""Times are short in lists and whole in tables."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

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
        (timedelta(days=365), "12 Jun 2025"),
        (timedelta(hours=-1), "15:32"),
    ],
)
def test_in_a_list(back: timedelta, words: str) -> None:
    assert list_time(round((NOW - back).timestamp() * 1000), NOW) == words


def test_in_a_table() -> None:
    assert full_time(round(NOW.timestamp() * 1000)) == "12 Jun 2026, 14:32"


@pytest.mark.parametrize(
    ("code", "today", "this_week", "this_year", "whole"),
    [
        ("nb_NO", "14:32", "tor.", "5. juni", "12. juni 2026, 14:32"),
        ("es_ES", "14:32", "jue", "5 de jun", "12 de jun de 2026, 14:32"),
        ("en_US", "2:32 PM", "Thu", "Jun 5", "Jun 12, 2026, 2:32 PM"),
    ],
)
def test_the_order_is_the_readers(
    code: str, today: str, this_week: str, this_year: str, whole: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(code))
    try:
        shown = [
            list_time(round((NOW - timedelta(days=days)).timestamp() * 1000), NOW)
            for days in (0, 1, 7)
        ]
        shown.append(full_time(round(NOW.timestamp() * 1000)))
    finally:
        QLocale.setDefault(before)
    assert [" ".join(words.split()) for words in shown] == [today, this_week, this_year, whole]
