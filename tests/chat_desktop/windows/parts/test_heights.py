"""Heights follow the text size as long as their widget lives."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.heights import FixedHeight, keep_header_height


def test_a_height_grows_by_its_text(theme: Theme, qtbot: QtBot) -> None:
    one, header, gone = QWidget(), QWidget(), QWidget()
    for each in (one, header):
        qtbot.addWidget(each)
    FixedHeight(one, theme, 24, 20)
    FixedHeight(gone, theme, 24, 20)
    keep_header_height(header, theme)
    assert (one.height(), header.height()) == (24, Size.HEADER)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    try:
        theme.resize_text(150)
        theme.settle()
        assert one.height() == 34
        assert header.height() > Size.HEADER
    finally:
        theme.resize_text(100)
        theme.settle()
    assert one.height() == 24
