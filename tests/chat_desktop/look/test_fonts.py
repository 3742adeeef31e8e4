"""The bundled fonts: every weight is there, with the licence beside it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from chat_desktop.look.fonts import FAMILY, FOLDER, font, load_fonts


def test_the_weights_and_the_licence_are_bundled(qapp: QApplication) -> None:
    load_fonts()
    assert {"Regular", "Medium", "Semi Bold", "Bold"} <= {
        style.replace("SemiBold", "Semi Bold") for style in QFontDatabase.styles(FAMILY)
    }
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text()


def test_a_font_given_away_is_the_callers_own(qapp: QApplication) -> None:
    mine = font(13)
    mine.setItalic(True)
    assert not font(13).italic()
    assert font(11, QFont.Weight.Bold).pixelSize() == 11
