"""The main job with real windows and a real server: sign up, find each other, talk, carry on."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from real_windows import (
    create_group,
    desktop,
    join_group,
    log_in,
    online,
    say,
    sees,
    shown,
    sign_up,
)
from server_process import ServerProcess
from windows_world import click, dialog, login_screen, part, until, write

from chat_desktop.core.rows import Delivery, LinkState, MessageRow
from chat_desktop.desktop import Desktop
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.pane.purpose import Editing

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


async def test_two_windows_talk(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with (
        desktop(folder, "ada", theme, server.url) as ada,
        desktop(folder, "grace", theme, server.url) as grace,
    ):
        await sign_up(ada, "ada")
        await sign_up(grace, "grace")
        await create_group(ada, "Engine room")
        await join_group(grace, "Engine room")
        say(ada, "Hello Grace")
        await sees(grace, "Hello Grace")
        say(grace, "Hello Ada")
        await sees(ada, "Hello Grace", "Hello Ada")
        await until(lambda: grace.window.workspace.members.model.rowCount() == 3)
        words = part(ada.window, QLabel, "paneAbout")
        await until(lambda: words.text() == "2 members, 2 online")


async def test_what_was_said_before_one_joined_is_not_new(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "ida", theme, server.url) as ida:
        await sign_up(ida, "ida")
        await create_group(ida, "Tea room")
        say(ida, "The kettle is on")
        await sees(ida, "The kettle is on")
        async with desktop(folder, "jon", theme, server.url) as jon:
            await sign_up(jon, "jon")
            await join_group(jon, "Tea room")
            ida.window.activateWindow()
            await sees(jon, "The kettle is on")
            assert jon.window.workspace.pane.view.leads.unread_index is None


async def test_the_server_restarts_under_a_window(
    qloop: Loop, tmp_path: Path, folder: Path, theme: Theme
) -> None:
    with ServerProcess(tmp_path / "server", port=free_port()) as server:
        async with (
            desktop(folder, "ada", theme, server.url) as ada,
            desktop(folder, "grace", theme, server.url) as grace,
        ):
            await sign_up(ada, "ada")
            await sign_up(grace, "grace")
            await create_group(ada, "Tea")
            await join_group(grace, "Tea")
            say(ada, "before")
            await sees(grace, "before")
            await asyncio.to_thread(server.stop)
            await until(lambda: ada.client.status.state is LinkState.OFFLINE)
            banner = ada.window.workspace.pane.banner
            await until(banner.isVisible)
            state = part(ada.window, QLabel, "connectionState")
            assert state.text().startswith("Offline")
            say(ada, "meanwhile")
            await until(lambda: shown(ada) == ["before", "meanwhile"])
            await asyncio.to_thread(server.start)
            click(ada.window, "retryNow")
            await online(ada)
            grace.client.retry_now()
            await sees(grace, "before", "meanwhile")
            assert banner.isHidden()
            await until(lambda: all(row.delivery is Delivery.SENT for row in messages(ada)))
            say(grace, "after")
            await sees(ada, "before", "meanwhile", "after")


async def test_refusals_stand_at_their_fields(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "first", theme, server.url) as first:
        await sign_up(first, "taken")
    async with desktop(folder, "second", theme, server.url) as second:
        form = await login_screen(second.window)
        await log_in(second, "taken", "wrong password")
        await until(lambda: "wrong" in part(form, QLabel, "loginPasswordNote").text())
        click(form, "toSignUp")
        write(form, "signupUsername", "Taken")
        write(form, "signupPassword", "battery staple")
        click(form, "signupSubmit")
        await until(lambda: "taken" in part(form, QLabel, "signupUsernameNote").text())
        write(form, "signupServer", f"localhost:{free_port()}")
        write(form, "signupUsername", "fresh")
        click(form, "signupSubmit")
        await until(lambda: part(form, QLabel, "signupServerNote").text())
        write(form, "signupServer", server.url)
        click(form, "signupSubmit")
        await online(second)


async def test_the_window_opens_from_the_cache_without_a_server(
    qloop: Loop, tmp_path: Path, folder: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_sight: list[tuple[str | None, int, bool]] = []
    show = MainWindow.show

    def look(window: MainWindow) -> None:
        if window.has_client:
            pane = window.workspace.pane
            first_sight.append((window.workspace.group, len(pane.view.rows), theme.tokens.dark))
        show(window)

    with ServerProcess(tmp_path / "server", port=free_port()) as server:
        async with desktop(folder, "ada", theme, server.url) as ada:
            await sign_up(ada, "ada")
            await create_group(ada, "Diary")
            say(ada, "kept")
            await sees(ada, "kept")
            await until(lambda: all(row.delivery is Delivery.SENT for row in messages(ada)))
            ada.window.choose_theme(ThemeChoice.DARK)
            group = ada.window.workspace.group
        url = server.url
    theme.choose(ThemeChoice.LIGHT)
    monkeypatch.setattr(MainWindow, "show", look)
    async with desktop(folder, "ada", theme, url) as again:
        # Nothing changes after it is there: theme, group and messages come with it.
        assert first_sight == [(group, len(again.window.workspace.pane.view.rows), True)]
        await sees(again, "kept")
        assert again.client.status.state is not LinkState.ONLINE
        assert again.login is None


async def test_what_is_said_while_closing_is_sent_by_the_next_start(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "hasty", theme, server.url) as one:
        await sign_up(one, "hasty")
        await create_group(one, "Doorway")
        say(one, "one more thing")
    async with desktop(folder, "hasty", theme, server.url) as again:
        await online(again)
        await sees(again, "one more thing")
        await until(lambda: all(row.delivery is Delivery.SENT for row in messages(again)))


async def test_logging_out_and_in_again(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "leaver", theme, server.url) as one:
        await sign_up(one, "leaver")
        group = await create_group(one, "Corridor")
        say(one, "still here")
        await sees(one, "still here")
        await until(lambda: all(row.delivery is Delivery.SENT for row in messages(one)))
        one.window.admin_wanted.emit()
        await until(lambda: one.window.findChild(QMainWindow, "adminWindow"))
        one.window.workspace.people.log_out()
        click(await dialog(one.window, "confirm"), "confirmAccept")
        await until(lambda: one.window.findChild(QMainWindow, "adminWindow") is None)
        await log_in(one, "leaver")
        await online(one)
        one.window.workspace.open_group(group)
        await sees(one, "still here")


async def test_an_invite_link_opens_from_outside(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "host", theme, server.url) as host:
        await sign_up(host, "host")
        secret = await host.client.create_group("Secret garden")
        invite = await host.client.create_invite(secret)
        address = server.url.removeprefix("ws://").removesuffix("/ws")
        link = f"parlance://join/{address}/{secret}#{invite.token}"
        async with desktop(folder, "guest", theme, link=link) as guest:
            await sign_up(guest, "guest")
            click(await dialog(guest.window, "joinDialog"), "joinSubmit")
            await until(lambda: guest.window.workspace.group == secret)


def messages(one: Desktop) -> list[MessageRow]:
    """Return the message rows that a desktop's view shows."""
    rows = one.window.workspace.pane.view.rows
    return [row for row in rows if isinstance(row, MessageRow)]


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def drafts_on_disk(
    folder: Path, columns: str = "draft, draft_reply"
) -> Iterator[tuple[object, ...]]:
    """Yield the drafts, with what they answer, that another process would find there now."""
    for file in folder.rglob("*.sqlite*"):
        if file.suffix == ".sqlite":
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as base:
                yield from base.execute(f"SELECT {columns} FROM groups")


async def test_what_is_typed_is_on_disk_whatever_ends_the_program(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "ada", theme, server.url) as ada:
        await sign_up(ada, "draftada")
        await create_group(ada, "Drafts")
        field = ada.window.workspace.pane.composer.input
        field.setFocus()
        QTest.keyClicks(field, "half a thou")
        await until(lambda: ("half a thou", None) in drafts_on_disk(folder))
        QTest.keyClicks(field, "ght")
        await until(lambda: ("half a thought", None) in drafts_on_disk(folder))
        QTest.keyClick(field, Qt.Key.Key_Return)
        pane = ada.window.workspace.pane
        await until(lambda: any(row.seq for row in pane.reader.rows()))
        seq = pane.reader.rows()[-1].seq or 0
        pane.view.replyRequested.emit(seq)
        QTest.keyClicks(field, "more")
        await until(lambda: ("more", seq) in drafts_on_disk(folder))
        pane.view.editRequested.emit(seq)
        QTest.keyClicks(field, ", whole")
        change = (seq, "half a thought, whole")
        await until(lambda: change in drafts_on_disk(folder, "edit_seq, edit_text"))
        assert ("more", seq) in drafts_on_disk(folder)
    async with desktop(folder, "ada", theme, server.url) as ada:
        composer = ada.window.workspace.pane.composer
        await until(lambda: composer.purpose == Editing(seq, "half a thought"))
        assert composer.input.text == "half a thought, whole"
        QTest.keyClick(composer.input, Qt.Key.Key_Return)
        await sees(ada, "half a thought, whole")
        assert composer.input.text == "more"
