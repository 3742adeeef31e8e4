"""Sleeping that notices when this process, or the whole machine, did not run for a while."""

from __future__ import annotations

import asyncio
import time
from typing import Final

STEP_SECONDS: Final = 1.0
"""How often it is looked whether time was lost."""

LOST_SECONDS: Final = 3.0
"""So much more than a step means that nothing ran: a lid was closed, or the process stopped.

Less may be a busy machine. The wall clock is asked, since the loop's may stand still meanwhile; one
that is set forward looks the same, which costs a needless ping.
"""


async def sleep(seconds: float, step_seconds: float | None = None) -> bool:
    """Sleep so long, or until time was lost; return whether it was.

    It is looked every `step_seconds`: each look wakes the processor up.
    """
    most = STEP_SECONDS if step_seconds is None else step_seconds
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while (left := end - loop.time()) > 0:
        step, began = min(most, left), time.time()
        await asyncio.sleep(step)
        if time.time() - began > step + LOST_SECONDS:
            return True
    return False
