"""The desktop joined together: what it begins with, what it remembers, what it refuses."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from real_windows import desktop
from windows_world import click, login_screen, part, turns, until, write

from chat_desktop.accounts import Accounts
from chat_desktop.app import run
from chat_desktop.client import ProfileInUse, ServerClient, open_profile
from chat_desktop.config import DATA_ENV, Settings
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import LinkState
from chat_desktop.desktop import Desktop
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.storage.profile import SavedAccount
from chat_desktop.windows.handover import Handover, hand_over
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.workspace import Workspace
from protocol.views import User

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.mark.parametrize(
    ("server", "link", "shown"),
    [
        ("chat.example.org", "", "chat.example.org"),
        ("", "parlance://join/a.org:9000/g#i", "a.org:9000"),
        ("", "", ""),
    ],
)
async def test_the_login_begins_with_the_server_that_is_meant(
    qloop: Loop, tmp_path: Path, theme: Theme, server: str, link: str, shown: str
) -> None:
    async with desktop(tmp_path, "one", theme, server, link) as one:
        form = await login_screen(one.window)
        assert part(form, QLineEdit, "loginServer").text() == shown
        assert one.accounts.current is None


async def test_a_server_that_is_not_there_is_said_at_its_field(
    qloop: Loop, tmp_path: Path, theme: Theme
) -> None:
    async with desktop(tmp_path, "one", theme, "localhost:1") as one:
        form = await login_screen(one.window)
        write(form, "loginName", "ada")
        write(form, "loginPassword", "correct horse")
        click(form, "loginSubmit")
        await until(lambda: part(form, QLabel, "loginServerNote").text())
        assert form.isVisible()


async def test_consent_is_asked_once_for_a_server(
    qloop: Loop, tmp_path: Path, theme: Theme
) -> None:
    async with desktop(tmp_path, "one", theme) as one:
        form = await login_screen(one.window)
        write(form, "loginServer", "ws://unreachable.invalid")
        write(form, "loginName", "ada")
        write(form, "loginPassword", "correct horse")
        click(form, "loginSubmit")
        part(form, QCheckBox, "loginConsent").setChecked(True)
        click(form, "loginSubmit")
        await until(lambda: part(form, QLabel, "loginServerNote").text())
        assert "ws://unreachable.invalid/ws" in one._profile.settings.plain


async def test_a_server_named_in_nonsense_does_not_stop_the_start(
    qloop: Loop, tmp_path: Path, theme: Theme, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with desktop(tmp_path, "one", theme, "://") as one:
            form = await login_screen(one.window)
            form.page.look_at_server()
            assert form.page.server.problem is not None
    assert caplog.text == ""


async def test_ending_with_the_login_open_is_no_error(
    qloop: Loop, tmp_path: Path, theme: Theme, caplog: pytest.LogCaptureFixture
) -> None:
    async with desktop(tmp_path, "one", theme, "localhost:1") as one:
        form = await login_screen(one.window)
        write(form, "loginName", "ada")
        write(form, "loginPassword", "correct horse")
        click(form, "loginSubmit")
        await one.stop()
        one.window.close()
        await turns()
    assert caplog.text == ""


async def test_an_account_that_is_still_to_start_asks_for_no_password(
    qloop: Loop, tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_yet(_accounts: Accounts) -> None:
        pass

    monkeypatch.setattr(Accounts, "start_others", not_yet)
    profile = open_profile(tmp_path / "one")
    for name in ("ada", "bob"):
        user = User(id=name, username=name, display_name=name, active=True)
        profile.keep_account(SavedAccount("localhost:1", "ws://localhost:1/ws", user))
    profile.close()
    async with desktop(tmp_path, "one", theme) as one:
        first, second = one.accounts.clients
        one.look_at(second)
        assert one.login is None
        assert one.window.workspace.client is second
        # There is no token for the first.
        await until(lambda: first.saved is not None and first.saved.ended)
        await until(lambda: first.status.state is LinkState.SIGNED_OUT)
        one.look_at(first)
        assert one.login is not None


async def test_the_window_is_shown_before_its_messages_are_known(
    qloop: Loop, tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[bool] = []
    shown: list[bool] = []
    use, show = MainWindow.use, MainWindow.show

    def look_at(window: MainWindow, client: Client) -> None:
        use(window, client)
        qloop.call_soon(later.append, True)

    def appear(window: MainWindow) -> None:
        shown.append(not later)
        show(window)

    monkeypatch.setattr(MainWindow, "use", look_at)
    monkeypatch.setattr(MainWindow, "show", appear)
    monkeypatch.setattr(Workspace, "group", "g")
    monkeypatch.setattr(ServerClient, "timeline", lambda *_: None)
    profile = open_profile(tmp_path / "one")
    user = User(id="ada", username="ada", display_name="Ada", active=True)
    profile.keep_account(SavedAccount("localhost:1", "ws://localhost:1/ws", user))
    profile.close()
    async with desktop(tmp_path, "one", theme):
        assert shown[-1]


async def test_a_profile_has_one_window(qloop: Loop, tmp_path: Path, theme: Theme) -> None:
    async with desktop(tmp_path, "one", theme):
        with pytest.raises(ProfileInUse):
            open_profile(tmp_path / "one")


async def test_a_second_start_comes_to_the_first(
    qloop: Loop, tmp_path: Path, theme: Theme, qapp: QApplication
) -> None:
    link = "parlance://join/a.org/g"
    async with desktop(tmp_path, "one", theme) as one:
        received: list[str] = []

        def receive(text: str) -> None:
            received.append(text)
            one.open_link(text)

        handover = Handover(tmp_path / "one", receive, qapp)
        second = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "chat_desktop",
            "--profile",
            "one",
            link,
            env={**os.environ, DATA_ENV: str(tmp_path)},
        )
        assert await second.wait() == 0
        await until(lambda: received == [link])
        handover.close()


async def test_a_second_start_says_why_where_nobody_answers(
    qloop: Loop,
    tmp_path: Path,
    theme: Theme,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hand_over, "__defaults__", (50,))
    async with desktop(tmp_path, "one", theme):
        assert run(Settings("one", tmp_path / "one", "", "")) == 1
    assert "open in another window" in capsys.readouterr().err


async def test_the_theme_is_the_profiles(qloop: Loop, tmp_path: Path, theme: Theme) -> None:
    async with desktop(tmp_path, "dark", theme) as one:
        one.window.choose_theme(ThemeChoice.DARK)
    theme.choose(ThemeChoice.LIGHT)
    async with desktop(tmp_path, "dark", theme) as again:
        assert isinstance(again, Desktop)
        assert theme.tokens.dark
    theme.choose(ThemeChoice.LIGHT)


def test_a_folder_that_cannot_be_made_is_said(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "default"
    assert run(Settings("default", folder, "", "")) == 1
    assert f"The folder {folder} cannot be used: Not a directory." in capsys.readouterr().err
