"""Somebody's profile: names as plain text, presence and role where known."""

from __future__ import annotations

import msgspec
from fake_data import USERS
from PySide6.QtWidgets import QLabel, QWidget
from windows_world import click, clipboard

from chat_desktop.look.theme import Theme
from chat_desktop.windows.people.profile_dialog import ProfileDialog


def texts(dialog: ProfileDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_what_is_known_is_shown(window: QWidget, theme: Theme) -> None:
    dialog = ProfileDialog(window, theme, USERS["u2"], True, "Admin")
    dialog.open()
    assert {"Grace Hopper", "@grace", "Admin · Online", "Compilers and moths"} <= set(texts(dialog))
    click(dialog, "copyUsername")
    assert clipboard() == "grace"


def test_unknown_presence_is_not_invented(window: QWidget, theme: Theme) -> None:
    user = msgspec.structs.replace(USERS["u4"], display_name="<b>x</b>", active=False)
    dialog = ProfileDialog(window, theme, user, None, "")
    shown = texts(dialog)
    assert "<b>x</b>" in shown
    assert "This account is deactivated." in shown
    assert not any("nline" in text for text in shown)
