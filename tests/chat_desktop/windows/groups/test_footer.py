"""The foot of the sidebar always says how the connection is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.footer import Footer


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def footer(qtbot: QtBot, client: FakeClient, theme: Theme, now: list[float]) -> Iterator[Footer]:
    made = Footer(client, theme, lambda: now[0])
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()


def state(footer: Footer) -> str:
    return part(footer, QLabel, "connectionState").text()


def test_each_state_is_said(footer: Footer, client: FakeClient) -> None:
    assert state(footer) == "Connected"
    client.set_status(LinkState.CONNECTING)
    assert state(footer) == "Connecting…"
    client.set_status(LinkState.LOGGING_IN)
    assert state(footer) == "Logging in…"


def test_the_wait_counts_down(
    footer: Footer, client: FakeClient, now: list[float], qtbot: QtBot
) -> None:
    client.set_status(LinkState.OFFLINE, retry_at=105.0)
    assert state(footer) == "Offline, retrying in 5 seconds"
    now[0] = 104.2
    qtbot.waitUntil(lambda: state(footer) == "Offline, retrying in 1 second")
    client.set_status(LinkState.ONLINE)
    assert state(footer) == "Connected"


def test_a_click_asks_for_the_profile(footer: Footer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(footer.profile_wanted):
        QTest.mouseClick(footer, Qt.MouseButton.LeftButton)


def test_signed_out_shows_nobody(footer: Footer, client: FakeClient) -> None:
    client.me = None
    client.set_status(LinkState.SIGNED_OUT)
    assert part(footer, QLabel, "myName").text() == "Parlance"
    assert state(footer) == "Not logged in"
    assert not footer._portrait.isVisible()
