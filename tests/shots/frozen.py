"""One moment, one zone and one language for every picture, whenever and wherever it is made.

`freeze` must run before anything of chat_desktop is imported.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from typing import Any, Final

NOW_MS: Final = 1_781_274_720_000
"""Friday, 12 June 2026, 14:32 UTC: the moment of `fake_data`."""

_REAL = datetime.datetime


class _Kind(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, _REAL)


class _StandingStill(_REAL, metaclass=_Kind):
    """A datetime whose present does not pass; as large as the real one, which extensions check."""

    __slots__ = ()

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> _StandingStill:
        return cls.fromtimestamp(NOW_MS / 1000, tz)


ENVIRONMENT: Final = {
    "QT_QPA_PLATFORM": "offscreen",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    # The platform's own settings must not show in a picture.
    "QT_QPA_PLATFORMTHEME": "",
    "PYTHONHASHSEED": "1",
}


def freeze() -> None:
    """Let it be that moment from now on, for all that asks Python."""
    if any(name.startswith("chat_desktop") for name in sys.modules):
        raise RuntimeError("chat_desktop is imported already: its clock goes on")
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    time.tzset()
    time.time = lambda: NOW_MS / 1000
    datetime.datetime = _StandingStill  # type: ignore[misc]
