"""Every store alike: a test that takes `stored` runs on the real one and on the one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import ENGINES, KINDS, Author, Stored, opened


@pytest.fixture(params=KINDS)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stored]:
    """A new store of each kind, with its reader."""
    with opened(request.param, tmp_path) as stored:
        yield stored


@pytest.fixture
def author(stored: Stored) -> Author:
    """Who writes to that store."""
    return Author(stored.store)


@pytest.fixture(params=ENGINES)
def on_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stored]:
    """The real store alone, on either engine."""
    with opened(request.param, tmp_path) as stored:
        yield stored


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Stored]:
    """The real store on SQLite."""
    with opened("peewee", tmp_path) as stored:
        yield stored
