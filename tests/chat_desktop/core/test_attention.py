"""Attention: quiet hours over midnight, levels, and what no setting lets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.attention import DAY_MINUTES, Level, QuietHours, notifies, wants

minutes = st.integers(0, DAY_MINUTES - 1)
hours = st.builds(QuietHours, minutes, minutes)


@given(hours)
def test_quiet_hours_last_as_long_as_from_their_start_to_their_end(quiet: QuietHours) -> None:
    held = [minute for minute in range(DAY_MINUTES) if quiet.hold(minute)]
    assert len(held) == (quiet.end - quiet.start) % DAY_MINUTES
    assert {(minute - quiet.start) % DAY_MINUTES for minute in held} == set(range(len(held)))


def test_quiet_hours_over_midnight_begin_and_end_on_the_minute() -> None:
    quiet = QuietHours(22 * 60, 7 * 60)
    assert [quiet.hold(m) for m in (1319, 1320, 1439, 0, 419, 420)] == [
        False, True, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, DAY_MINUTES), (DAY_MINUTES, 0)])
def test_a_day_has_1440_minutes(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        QuietHours(start, end)


@given(st.sampled_from(Level), st.booleans(), st.none() | hours, minutes)
def test_a_message_notifies_by_its_level_unless_something_keeps_it_quiet(
    level: Level, mention: bool, quiet: QuietHours | None, minute: int
) -> None:
    def told(in_view: bool = False, on: bool = True, hushed: bool = False) -> bool:
        return notifies(
            level,
            mention=mention,
            in_view=in_view,
            on=on,
            quiet=quiet,
            minute=minute,
            hushed=hushed,
        )

    asleep = quiet is not None and quiet.hold(minute)
    assert told() == (wants(level, mention=mention) and not asleep)
    assert not told(in_view=True)
    assert not told(on=False)
    assert not told(hushed=True)


def test_levels() -> None:
    assert wants(Level.ALL, mention=False)
    assert wants(Level.MENTIONS, mention=True)
    assert not wants(Level.MENTIONS, mention=False)
    assert not wants(Level.NOTHING, mention=True)
