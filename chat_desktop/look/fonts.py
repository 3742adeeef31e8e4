"""Inter in the four weights that the windows use, in the text size that the user chose."""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.look.tokens import Size

FAMILY: Final = "Inter"
FALLBACKS: Final = (FAMILY, "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")
FOLDER: Final = Path(__file__).parent.parent / "assets" / "fonts"

_WORN: Final = "worn"
"""The dynamic property by which a widget knows its designed size and weight."""

_log = logging.getLogger(__name__)


class _TextSize:
    """The text size of the whole program, as an application has one font."""

    percent = 100


def load_fonts() -> None:
    """Make Inter known to Qt; needs a QGuiApplication. A font that will not load is logged."""
    for file in sorted(FOLDER.glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            _log.warning("the font %s could not be loaded", file.name)


@functools.cache
def _font(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(list(FALLBACKS))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font(pixels: int = Size.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Inter in this size (device-independent pixels at 100 %); the copy is the caller's."""
    return QFont(_font(scaled(pixels), weight))


def fixed_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Inter in a size that the text size does not change, for pictures such as avatars."""
    return QFont(_font(pixels, weight))


def text_size() -> int:
    """Return the text size in percent of the designed one."""
    return _TextSize.percent


def scaled(pixels: int) -> int:
    """Return the height of something that is all text, at the text size chosen."""
    return round(pixels * _TextSize.percent / 100)


def grown(pixels: int, text: int) -> int:
    """Return the height of something of which only `text` pixels are text."""
    return pixels + scaled(text) - text


def wear(
    widget: QWidget, pixels: int = Size.BODY, weight: QFont.Weight = QFont.Weight.Normal
) -> None:
    """Give a widget a font of its own that follows the text size from now on."""
    widget.setProperty(_WORN, [pixels, weight.value])
    widget.setFont(font(pixels, weight))


def set_text_size(app: QApplication, percent: int) -> None:
    """Change the text size; `renew_fonts` shows it, after the style sheet was set."""
    _TextSize.percent = percent
    app.setFont(font())


def renew_fonts(app: QApplication) -> None:
    """Give every widget that wears a font the present one.

    A style sheet that is set puts back the font that a widget had when it first saw one.
    """
    for widget in app.allWidgets():
        renew_font(widget)


def renew_font(widget: QWidget) -> None:
    """Give a widget that wears a font the present one."""
    worn = widget.property(_WORN)
    if worn is not None:
        widget.setFont(font(worn[0], QFont.Weight(worn[1])))
