"""Tests are dealt to the workers: what waits first, the others in their order."""

from __future__ import annotations

import pytest
from dealing import dealt

pytest_plugins = ["pytester"]

TESTS = """
import pytest
from dealing import dealt
both = pytest.mark.waits(60)
@both
def test_a(): pass
def test_b(): pass
@both
def test_c(): pass
@pytest.mark.waits(70)
def test_d(): pass
@pytest.mark.waits(9)
def test_e(): pass
def test_f(): pass
def test_g(): pass
"""


@pytest.mark.parametrize(
    ("workers", "order"),
    [(1, "dacebfg"), (2, "dbfaceg"), (3, "dbacefg")],
)
def test_each_worker_begins_with_what_waits(
    pytester: pytest.Pytester, workers: int, order: str
) -> None:
    items = pytester.getitems(TESTS)
    assert "".join(item.name[-1] for item in dealt(items, workers)) == order
