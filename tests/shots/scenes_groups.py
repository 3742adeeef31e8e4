"""Scenes of groups and people: finding, making, joining, settings, members, profiles."""

from __future__ import annotations

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shots.scene import scene
from shots.stage import Stage
from windows_world import click, dialog, part, write

from chat_desktop.windows.parts.menus import popup


@scene("directory", "Finding a public group", "Groups and people")
async def directory(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.groups.find()
    await dialog(window, "directoryDialog")
    return window


@scene("directory-none", "A search in the directory that finds nothing", "Groups and people")
async def directory_none(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    window.workspace.groups.find()
    write(await dialog(window, "directoryDialog"), "directorySearch", "knitting")
    await stage.until(lambda: ("knitting", None) in client.asked("directory"))
    return window


@scene("create-group", "Making a group", "Groups and people")
async def create_group(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.groups.create()
    write(await dialog(window, "createDialog"), "createName", "Tea at four")
    return window


@scene("join-group", "Joining by a link", "Groups and people")
async def join_group(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.groups.join("parlance://join/chat.example.org/018f3b5a-0000#x7Gh2")
    form = await dialog(window, "joinDialog")
    part(form, QLineEdit, "joinLink").deselect()
    return window


@scene("group-settings", "The settings of one's own group, with an invite", "Groups and people")
async def group_settings(stage: Stage) -> QWidget:
    window = stage.window(size=(1280, 900))
    window.workspace.groups.settings(TEAM)
    form = await dialog(window, "groupSettingsDialog")
    click(form, "createInvite")
    return window


@scene("group-details", "The details of a group where one is a member", "Groups and people")
async def group_details(stage: Stage) -> QWidget:
    window = stage.window(group="g-random")
    window.workspace.groups.settings("g-random")
    await dialog(window, "groupSettingsDialog")
    return window


@scene("group-menu", "What can be done with a group", "Groups and people")
async def group_menu(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    menu = window.workspace.groups.menu("g-design", is_open=False)
    assert menu is not None
    popup(menu, window.mapToGlobal(QPoint(120, 230)))
    return window


@scene("add-menu", "The plus button", "Groups and people")
async def add_menu(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    popup(window.workspace.groups.add_menu(), window.mapToGlobal(QPoint(200, 50)))
    return window


@scene("leave-question", "Leaving a group", "Groups and people")
async def leave_question(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.groups.leave(TEAM)
    await dialog(window, "confirm")
    return window


@scene("member-menu", "What the owner can do with a member", "Groups and people")
async def member_menu(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    menu = window.workspace.people.menu(TEAM, "u4")
    assert menu is not None
    popup(menu, window.mapToGlobal(QPoint(1000, 250)))
    return window


@scene("add-member", "Adding somebody", "Groups and people")
async def add_member(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.people.add(TEAM)
    await stage.until(lambda: _opened(window))
    return window


@scene("profile", "Somebody's profile", "Groups and people")
async def profile(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.people.profile("u2", TEAM)
    await stage.until(lambda: _opened(window))
    return window


@scene("my-profile", "One's own profile", "Groups and people")
async def my_profile(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.people.my_profile()
    await stage.until(lambda: _opened(window))
    return window


@scene("password", "Changing the password", "Groups and people")
async def password(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.people.change_password()
    await stage.until(lambda: _opened(window))
    return window


@scene("sidebar-chosen", "The sidebar by keyboard", "Groups and people")
async def sidebar_chosen(stage: Stage) -> QWidget:
    window = stage.window()
    groups = window.workspace.sidebar.list
    groups.setFocus()
    groups.setCurrentIndex(groups.model().index(2, 0, QModelIndex()))
    return window


@scene("many-unread", "Nothing open, much to read", "Groups and people")
async def many_unread(stage: Stage) -> QWidget:
    client = FakeClient()
    for place, row in enumerate(list(client.rows)):
        client.change_group(row.id, unread=(place * 37) % 150)
    return stage.window(client, group=None)


def _opened(window: QWidget) -> bool:
    return any(
        isinstance(each, QDialog) and each.isVisible() for each in window.findChildren(QDialog)
    )
