"""What the desktop says about movement: GNOME, KDE and others tell it by their portal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from chat_desktop.system.bus import Bus, NoAnswer, session_address

SERVICE: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
INTERFACE: Final = "org.freedesktop.portal.Settings"

ASKED: Final = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Namespace, key, and the value that means less movement; the newer way first."""


async def system_reduces_motion(
    address: Callable[[], str | None] = session_address,
) -> bool:
    """Return whether the desktop asks programs to move less; False where it says nothing."""
    try:
        bus = await Bus.connect(address())
    except NoAnswer:
        return False
    try:
        for namespace, key, reduced in ASKED:
            try:
                answer = await bus.call(
                    SERVICE, PATH, "ReadOne", "ss", (namespace, key), interface=INTERFACE
                )
            except NoAnswer:
                continue
            return bool(_value(answer) == reduced)
    finally:
        await bus.close()
    return False


def _value(answer: tuple[Any, ...]) -> object:
    """Return what is inside of a variant, which is a pair of signature and value."""
    return answer[0][1]
