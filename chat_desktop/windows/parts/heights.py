"""Heights that follow the text size."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from chat_desktop.look.fonts import grown
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size

HEADER_TEXT = 30


class FixedHeight(QObject):
    """Keeps a widget at a height of which `text` pixels are text; it goes with the widget."""

    def __init__(self, widget: QWidget, theme: Theme, pixels: int, text: int) -> None:
        super().__init__(widget)
        self._widget, self._pixels, self._text = widget, pixels, text
        theme.text_resized.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._widget.setFixedHeight(grown(self._pixels, self._text))


def keep_header_height(widget: QWidget, theme: Theme) -> None:
    """Keep a header as high as those beside it."""
    FixedHeight(widget, theme, Size.HEADER, HEADER_TEXT)
