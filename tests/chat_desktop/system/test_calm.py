"""What the desktop says about movement, played on a bus of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from notification_daemon import DAEMON, message_bus, settings_portal

from chat_desktop.system.calm import system_reduces_motion

APPEARANCE = ("org.freedesktop.appearance", "reduced-motion")
ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")


async def test_without_a_bus_nothing_is_reduced() -> None:
    assert not await system_reduces_motion(lambda: None)


@pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")
@pytest.mark.parametrize(
    ("says", "reduced"),
    [
        ({}, False),
        ({APPEARANCE: ("u", 1)}, True),
        ({APPEARANCE: ("u", 0), ANIMATIONS: ("b", False)}, False),
        ({ANIMATIONS: ("b", False)}, True),
        ({ANIMATIONS: ("b", True)}, False),
    ],
)
async def test_the_portal_is_asked(
    tmp_path: Path, says: dict[tuple[str, str], tuple[str, object]], reduced: bool
) -> None:
    async with message_bus(tmp_path) as address, settings_portal(address, says):
        assert await system_reduces_motion(lambda: address) is reduced
