"""Motion: the user's choice goes before the system's, and animations last as long as it says."""

from __future__ import annotations

import pytest

from chat_desktop.look.motion import Motion, MotionChoice


@pytest.mark.parametrize(
    ("choice", "system", "reduced"),
    [
        (MotionChoice.SYSTEM, False, False),
        (MotionChoice.SYSTEM, True, True),
        (MotionChoice.REDUCED, False, True),
        (MotionChoice.FULL, True, False),
    ],
)
def test_what_is_reduced(choice: MotionChoice, system: bool, reduced: bool) -> None:
    motion = Motion()
    motion.choose(choice)
    motion.set_system_reduces(system)
    assert motion.reduced is reduced
    assert motion.milliseconds(180) == (0 if reduced else 180)


def test_it_tells_only_what_makes_a_difference() -> None:
    motion, told = Motion(), list[bool]()
    motion.changed.connect(lambda: told.append(motion.reduced))
    motion.choose(MotionChoice.FULL)
    motion.set_system_reduces(True)
    assert told == []
    motion.choose(MotionChoice.SYSTEM)
    assert told == [True]
