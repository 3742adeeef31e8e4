"""Menus that open without a nested event loop."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu


def popup(menu: QMenu, where: QPoint) -> None:
    """Show a menu at a global point; it is deleted when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(where)
