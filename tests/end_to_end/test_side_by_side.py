"""Several accounts in one window: two people of one server and one of another, all connected."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from real_clients import signed_up
from real_windows import create_group, desktop, join_group, online, say, sees, sign_up
from server_process import ServerProcess
from windows_world import click, dialog, login_screen, part, until, write

from chat_desktop.core.rows import LinkState
from chat_desktop.desktop import Desktop
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.workspace import Workspace

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


async def sign_up_too(one: Desktop, server: str, username: str) -> None:
    """Make one more account in the same window."""
    one.window.acts["addAccount"].trigger()
    form = await login_screen(one.window)
    write(form, "loginServer", server)
    await sign_up(one, username)


def unread(one: Desktop) -> list[int]:
    return [tile.row.unread for tile in one.window.strip.tiles]


def states(one: Desktop) -> list[LinkState]:
    return [client.status.state for client in one.accounts.clients]


async def test_three_accounts_on_two_servers(
    qloop: Loop, server: ServerProcess, tmp_path: Path, folder: Path, theme: Theme
) -> None:
    with ServerProcess(tmp_path / "second") as second:
        async with desktop(folder, "all", theme, server.url) as one:
            await sign_up(one, "anna")
            group = await create_group(one, "Anna's")
            await sign_up_too(one, server.url, "berta")
            await join_group(one, "Anna's")
            await sign_up_too(one, second.url, "anna")
            await create_group(one, "Elsewhere")
            assert states(one) == [LinkState.ONLINE] * 3
            assert one.window.strip.isVisible()
            # Each has its own client: what one says counts as unread for the other.
            anna, berta, _ = one.accounts.clients
            anna.send(group, "to whoever is here")
            await until(lambda: unread(one) == [0, 1, 0])
            one.window.activateWindow()
            one.window.acts["account2"].trigger()
            assert one.client is berta
            await sees(one, "to whoever is here")
            await until(lambda: unread(one) == [0, 0, 0])
        async with desktop(folder, "all", theme) as again:
            # The one used last comes first; the others connect, and nothing is built for them.
            assert again.client.saved is not None
            assert again.client.saved.user.username == "berta"
            await until(lambda: states(again) == [LinkState.ONLINE] * 3)
            assert len(again.window.findChildren(Workspace)) == 1
            assert again.login is None
            # Logging out of one leaves the others alone.
            again.window.workspace.people.log_out()
            click(await dialog(again.window, "confirm"), "confirmAccept")
            await until(lambda: len(again.accounts.clients) == 2)
            await online(again)
            assert states(again) == [LinkState.ONLINE] * 2
            say_to = again.accounts.clients[0]
            assert say_to.saved is not None
            assert say_to.saved.user.username == "anna"
        async with desktop(folder, "all", theme) as last:
            await until(lambda: states(last) == [LinkState.ONLINE] * 2)


async def test_a_link_goes_to_the_account_on_its_server(
    qloop: Loop, server: ServerProcess, tmp_path: Path, folder: Path, theme: Theme
) -> None:
    with ServerProcess(tmp_path / "second") as second:
        address = second.url.removeprefix("ws://").removesuffix("/ws")
        async with signed_up(tmp_path / "hosts", second.url, "host") as host:
            public = await host.create_group("Open house", visibility="public")
            link = f"parlance://join/{address}/{public}"
            async with desktop(folder, "guest", theme, server.url) as one:
                await sign_up(one, "visitor")
                here = one.client
                # Nobody is known there: logging in is asked for, and then the link is followed.
                one.open_link(link)
                form = await login_screen(one.window)
                assert part(form, QLineEdit, "loginServer").text() == address
                assert address in part(form, QLabel, "loginWords").text()
                await sign_up(one, "visitor")
                click(await dialog(one.window, "joinDialog"), "joinSubmit")
                await until(lambda: one.window.workspace.group == public)
                # Later the account on that server is brought up by itself.
                one.look_at(here)
                assert one.window.workspace.client is here
                one.window.workspace.open_link(link)
                await until(lambda: one.window.workspace.group == public)
                assert one.client is not here


async def test_a_session_that_is_ended_elsewhere(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with desktop(folder, "two", theme, server.url) as one:
        await sign_up(one, "carla")
        await create_group(one, "Carla's")
        say(one, "kept")
        await sees(one, "kept")
        await sign_up_too(one, server.url, "dora")
        carla, dora = one.accounts.clients
        async with signed_up(folder, server.url, "elsewhere") as elsewhere:
            await elsewhere.log_out()
            await elsewhere.log_in("carla", "correct horse")
            await elsewhere.change_password("correct horse", "battery staple")
        await until(lambda: carla.status.state is LinkState.SIGNED_OUT)
        assert one.client is dora
        assert one.login is None
        assert "not logged in" in one.window.strip.tiles[0].accessibleName()
        one.window.acts["account1"].trigger()
        form = await login_screen(one.window)
        assert "ended" in part(form, QLabel, "loginWords").text()
        assert part(form, QLineEdit, "loginName").text() == "carla"
        write(form, "loginPassword", "battery staple")
        click(form, "loginSubmit")
        await online(one)
        assert [each.saved and each.saved.user.username for each in one.accounts.clients] == [
            "carla",
            "dora",
        ]
        await sees(one, "kept")
