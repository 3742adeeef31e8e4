"""Inter in the four weights that the windows use, loaded from the program's own files."""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from chat_desktop.look.tokens import Size

FAMILY: Final = "Inter"
FALLBACKS: Final = (FAMILY, "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")
FOLDER: Final = Path(__file__).parent.parent / "assets" / "fonts"

_log = logging.getLogger(__name__)


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
    """Return Inter in this size (device-independent pixels); the copy is the caller's."""
    return QFont(_font(pixels, weight))
