"""Privacy says how the session is kept, and leads to what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_client import FakeClient
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import click

from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.privacy import PrivacyPage


@pytest.mark.parametrize(
    ("in_file", "words"), [(True, "in a file"), (False, "in the keyring"), (None, "Not kept")]
)
def test_how_a_session_is_kept(
    theme: Theme,
    client: FakeClient,
    tmp_path: Path,
    qtbot: QtBot,
    in_file: bool | None,
    words: str,
) -> None:
    page = PrivacyPage(surroundings(theme, tmp_path, [client], in_file=lambda _client: in_file))
    qtbot.addWidget(page)
    assert any(words in label.text() for label in page.findChildren(QLabel))


def test_what_can_be_done(
    theme: Theme,
    client: FakeClient,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, wanted = PrivacyPage(surroundings(theme, tmp_path, [client])), list[object]()
    qtbot.addWidget(page)
    page.log_out_wanted.connect(lambda who: wanted.append(("log out", who)))
    page.password_wanted.connect(lambda who: wanted.append(("password", who)))
    monkeypatch.setattr(QDesktopServices, "openUrl", wanted.append)
    click(page, "privacyLogOut")
    click(page, "privacyPassword")
    click(page, "showFolder")
    assert wanted == [
        ("log out", client), ("password", client), QUrl.fromLocalFile(str(tmp_path))
    ]  # fmt: skip


def test_who_is_not_signed_in_has_no_session_here(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    page = PrivacyPage(surroundings(theme, tmp_path, [FakeClient(signed_in=False)]))
    qtbot.addWidget(page)
    assert not any("session" in label.text() for label in page.findChildren(QLabel))
