"""Scenes of the frame: the switcher, the keys, the menu of the gear, administration, mirroring."""

from __future__ import annotations

import msgspec
from fake_client import FakeClient
from fake_data import MINUTE, NOW, TEAM
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.scenes_chat import said, with_rows
from shots.scenes_entry import Door
from shots.stage import Stage
from windows_world import dialog, write

from chat_desktop.core.rows import Row
from chat_desktop.windows.account.entry import Beginning
from chat_desktop.windows.account.login_screen import LoginScreen
from chat_desktop.windows.admin.admin_window import AdminWindow
from chat_desktop.windows.main_window import Face
from protocol.views import AdminGroup


@scene("switcher", "Going to a group by a few letters", "Finding")
async def switcher(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.switch()
    write(await dialog(window, "switcher"), "switcherSearch", "re")
    return window


@scene("switcher-none", "Letters that no group has", "Finding")
async def switcher_none(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.switch()
    write(await dialog(window, "switcher"), "switcherSearch", "xyz")
    return window


@scene("shortcuts", "Every key on one sheet", "Settings")
async def shortcuts(stage: Stage) -> QWidget:
    window = stage.window()
    window.show_shortcuts()
    await dialog(window, "shortcutsDialog")
    return window


@scene("settings-menu", "The menu of the gear", "Settings")
async def settings_menu(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    window.workspace.footer.menu_wanted.emit()
    return window


@scene("right-to-left", "Read from right to left", "Everyone")
async def right_to_left(stage: Stage) -> QWidget:
    stage.mirror()
    rows: list[Row] = [
        said(1, "u2", 30, "שלום לכולם, מה שלומכם היום?"),
        said(2, "u3", 28, "مرحبا! الأرقام الجديدة جاهزة: p99 هو **11 ms**"),
        said(3, "u1", 20, "Mixed: שלום and hello, in one line"),
        said(4, "u2", 4, "נהדר, תודה רבה 🎉", reply_to=2),
    ]
    client = with_rows(rows)
    client.change_group(TEAM, name="צוות השרת", topic="עומס ותורנות", last_line="נהדר, תודה רבה")
    return stage.window(client)


@scene("many-scripts", "Names and messages of many scripts", "Everyone")
async def many_scripts(stage: Stage) -> QWidget:
    texts = (
        "Ångström, Łódź, Θεσσαλονίκη, Владивосток, Việt Nam",
        "שלום, مرحبا, नमस्ते, สวัสดี, 你好, こんにちは, 안녕하세요",
        "Flags 🇳🇴🇪🇸🇬🇧, families 👩‍👩‍👧, hands 👋🏽, numbers 1️⃣2️⃣",
    )
    rows: list[Row] = [said(at, f"u{at + 1}", 9 - at, text) for at, text in enumerate(texts, 1)]
    return stage.window(with_rows(rows))


@scene("long-names", "Names, topics and words without an end", "Everyone")
async def long_names(stage: Stage) -> QWidget:
    name = "The working group for the naming of working groups and other bodies, second section"
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    client: FakeClient = with_rows([said(1, "u2", 9, word * 3), said(2, "u1", 8, word)])
    client.change_group(TEAM, name=name, topic=f"{name}, {name}", last_line=word)
    client.rows = [
        msgspec.structs.replace(row, last_at=NOW - MINUTE) if row.id == TEAM else row
        for row in client.rows
    ]
    return stage.window(client)


def _administration(stage: Stage) -> AdminWindow:
    window = stage.window()
    made = AdminWindow(window, stage.theme, window.workspace.client)
    made.show()
    return made


@scene("admin-users", "Administration: users", "Administration")
async def admin_users(stage: Stage) -> QWidget:
    return _administration(stage)


@scene("admin-groups", "Administration: groups", "Administration")
async def admin_groups(stage: Stage) -> QWidget:
    made = _administration(stage)
    made.tabs.setCurrentIndex(1)
    await stage.until(lambda: made.groups.model.rowCount())
    return made


@scene("admin-messages", "Administration: messages of a group", "Administration")
async def admin_messages(stage: Stage) -> QWidget:
    made = _administration(stage)
    group = AdminGroup(
        id=TEAM, name="Server team", topic="", visibility="private", head=8, n=7, members=8,
        created=NOW, closed=False, owner="ada",
    )  # fmt: skip
    await stage.settle(made)
    await made._show_messages(group)
    return made


def somebody_else() -> FakeClient:
    """Return Grace on another server, with a few groups of her own."""
    other = FakeClient()
    other.server_url = "wss://chat.navy.example/ws"
    other.me = other.users["u2"]
    other.rows = other.rows[1:3]
    return other


@scene("accounts", "Three accounts on three servers", "Groups and people")
async def accounts(stage: Stage) -> QWidget:
    window = stage.window()
    window.add(somebody_else())
    third = FakeClient(signed_in=False, lively=False)
    third.server_url = "ws://localhost:8420/ws"
    window.add(third, Face("u5", "Ken Thomas"))
    return window


@scene("add-account", "One account more", "First run")
async def add_account(stage: Stage) -> QWidget:
    window = stage.window()
    window.add(somebody_else())
    beginning = Beginning(title="Add an account", leavable=True)
    window.show_login(LoginScreen(stage.theme, Door(), beginning))
    return window


@scene("narrow-list", "A narrow window: the groups", "Reading")
async def narrow_list(stage: Stage) -> QWidget:
    return stage.window(group=None, size=(420, 760))


@scene("narrow-chat", "A narrow window: the chat, with a way back", "Reading")
async def narrow_chat(stage: Stage) -> QWidget:
    return stage.window(size=(420, 760))


@scene("narrow-members", "A narrow window: the members", "Reading")
async def narrow_members(stage: Stage) -> QWidget:
    window = stage.window(size=(420, 760))
    window.workspace.pane.header.people.click()
    return window
