"""The banner is there exactly while there is no connection."""

from __future__ import annotations

from fake_client import FakeClient
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from windows_world import click, part

from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.banner import OfflineBanner


def test_offline_is_said_with_a_way_to_retry(
    qtbot: QtBot, client: FakeClient, theme: Theme
) -> None:
    now = [10.0]
    banner = OfflineBanner(client, theme, lambda: now[0])
    qtbot.addWidget(banner)
    assert banner.isHidden()
    client.set_status(LinkState.OFFLINE, reason="The server does not answer.", retry_at=15.0)
    assert banner.isVisible()
    words = part(banner, QLabel, "offlineWords")
    assert words.text().startswith("Offline, retrying in 5 seconds. ")
    assert " The server does not answer. " in words.text()
    now[0] = 13.0
    qtbot.waitUntil(lambda: "2 seconds" in words.text())
    click(banner, "retryNow")
    assert client.asked("retry_now")
    client.set_status(LinkState.CONNECTING)
    assert words.text().startswith("Connecting…")
    assert banner.isVisible()
    client.set_status(LinkState.ONLINE)
    assert banner.isHidden()
    client.set_status(LinkState.CONNECTING)
    assert banner.isHidden()
    banner.end()
    client.set_status(LinkState.OFFLINE)
    assert banner.isHidden()


def test_what_waits_to_be_sent_is_counted(qtbot: QtBot, client: FakeClient, theme: Theme) -> None:
    banner = OfflineBanner(client, theme)
    qtbot.addWidget(banner)
    client.set_status(LinkState.OFFLINE)
    words = part(banner, QLabel, "offlineWords")
    assert "What you write is sent" in words.text()
    banner.set_waiting(3)
    assert "3 message" in words.text()
    banner.end()
