import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.chat.days import (
    Nearness,
    date_of,
    local,
    local_day,
    nearness,
    today,
    until_tomorrow,
    without_seconds,
    without_weekday,
    without_year,
)

TODAY = datetime.date(2026, 6, 12).toordinal()


@pytest.mark.parametrize(
    ("back", "near"),
    [
        (0, Nearness.TODAY),
        (1, Nearness.YESTERDAY),
        (2, Nearness.THIS_WEEK),
        (6, Nearness.THIS_WEEK),
        (7, Nearness.THIS_YEAR),
        (-1, Nearness.THIS_YEAR),
        (200, Nearness.OTHER_YEAR),
    ],
)
def test_nearness(back: int, near: Nearness) -> None:
    assert nearness(TODAY - back, TODAY) is near


@given(st.integers(-(2**53), 2**53))
def test_any_time_has_a_day(at: int) -> None:
    there = local(at)
    date = date_of(local_day(at))
    assert (date.year, date.month, date.day) == (there.tm_year, there.tm_mon, there.tm_mday)


def test_today_is_today() -> None:
    now = datetime.date.today().toordinal()  # noqa: DTZ011
    assert today() in (now, now + 1)


@pytest.mark.parametrize(
    ("pattern", "dated", "short"),
    [
        ("dddd, d MMMM yyyy", "d MMMM yyyy", "d MMMM"),
        ("dddd, MMMM d, yyyy", "MMMM d, yyyy", "MMMM d"),
        ("dddd, d. MMMM yyyy", "d. MMMM yyyy", "d. MMMM"),
        ("dddd, d 'de' MMMM 'de' yyyy", "d 'de' MMMM 'de' yyyy", "d 'de' MMMM"),
        ("yyyy年M月d日dddd", "yyyy年M月d日", "M月d日"),
        ("yyyy. MMMM d., dddd", "yyyy. MMMM d.", "MMMM d."),
        ("dddd, d MMMM yyyy\u202f'г'.", "d MMMM yyyy\u202f'г'.", "d MMMM"),
    ],
)
def test_patterns_of_locales(pattern: str, dated: str, short: str) -> None:
    assert without_weekday(pattern) == dated
    assert without_year(pattern) == short


def test_times_have_no_seconds() -> None:
    assert without_seconds("HH:mm:ss") == "HH:mm"
    assert without_seconds("h.mm.ss AP") == "h.mm AP"


@pytest.mark.parametrize(("clock", "left"), [((0, 0, 0), 86_400_000), ((23, 59, 58), 2_000)])
def test_tomorrow_begins_at_midnight(
    clock: tuple[int, int, int], left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.struct_time((2026, 2, 28, *clock, 5, 59, 0))
    monkeypatch.setattr(time, "localtime", lambda: now)
    assert until_tomorrow() == left
