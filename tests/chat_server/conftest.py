"""Logs are kept, not printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """What the code under test logs."""
    with capture_logs() as entries:
        yield entries
