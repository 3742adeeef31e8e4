"""The style sheet is complete: no placeholder stays, and Qt can parse it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.look.style import palette, stylesheet
from chat_desktop.look.tokens import DARK, LIGHT, READABLE, Tokens, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_is_understood(
    tokens: Tokens, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    sheet = stylesheet(tokens)
    assert "$" not in sheet
    widget.setStyleSheet(sheet)
    widget.ensurePolished()
    assert "Could not parse" not in capfd.readouterr().err


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_placeholder_text_is_the_faint_one(tokens: Tokens) -> None:
    made = palette(tokens)
    assert made.color(QPalette.ColorRole.PlaceholderText).name() == tokens.text_faint


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_stands_in_an_empty_field_is_readable(qapp: QApplication, tokens: Tokens) -> None:
    """Left to itself, a style sheet makes it half transparent."""
    # A theme that another test put on would have its say as well.
    qapp.setStyleSheet("")
    window = QWidget()
    fields = QLineEdit(window), QPlainTextEdit(window)
    window.setStyleSheet(stylesheet(tokens))
    for field in fields:
        field.ensurePolished()
        ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert ink.alpha() == 255
        assert contrast(ink.name(), tokens.field) >= READABLE
