"""A theme and a lively client for every test of windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.look.theme import Theme, ThemeChoice


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    """A window for dialogs to stand over; it goes with all of them."""
    made = QWidget()
    made.resize(1000, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()
