"""Menus open where they are asked to, and delete themselves."""

from __future__ import annotations

import asyncio

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget
from windows_world import until

from chat_desktop.windows.parts.menus import popup


async def test_a_menu_goes_when_it_closes(
    qloop: asyncio.AbstractEventLoop, window: QWidget
) -> None:
    menu = QMenu(window)
    menu.addAction("One")
    popup(menu, QPoint(30, 40))
    assert menu.isVisible()
    menu.close()
    await until(lambda: not shiboken6.isValid(menu))
