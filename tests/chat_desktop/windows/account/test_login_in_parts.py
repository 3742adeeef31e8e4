"""The screen to log in on is made in parts, and nobody sees it half made."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from windows_world import part, until

from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.entry import Beginning, LogInForm, SignUpForm
from chat_desktop.windows.account.login_screen import LoginScreen

Loop = asyncio.AbstractEventLoop


class Door:
    """Nobody goes through it here."""

    def needs_consent(self, _server: str) -> bool:
        return False

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        raise AssertionError


@pytest.fixture
def door() -> Door:
    return Door()


async def test_it_is_made_in_parts_behind_a_picture_that_stays(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    window.resize(1000, 800)
    window.show()
    made = LoginScreen(theme, door, Beginning(server="chat.example.org"), whole=False)
    window.addWidget(made)
    window.setCurrentWidget(made)
    assert not made.built
    assert not window.updatesEnabled()
    await until(lambda: made.built and window.updatesEnabled())
    assert part(made, QLineEdit, "loginServer").text() == "chat.example.org"
    assert part(made, QLineEdit, "loginName").isVisible()


def test_one_that_is_left_before_it_is_made_holds_no_picture(
    qtbot: QtBot, theme: Theme, door: Door
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = LoginScreen(theme, door, whole=False)
    assert not window.updatesEnabled()
    made.end()
    assert window.updatesEnabled()
    again = LoginScreen(theme, door)
    again.go_on_from(made)
    assert again.page is again.log_in


def test_in_a_window_that_comes_it_is_there_at_once(qtbot: QtBot, theme: Theme, door: Door) -> None:
    made = LoginScreen(theme, door, whole=False)
    qtbot.addWidget(made)
    made.show()
    assert made.built
    assert part(made, QLineEdit, "loginServer").isVisible()
