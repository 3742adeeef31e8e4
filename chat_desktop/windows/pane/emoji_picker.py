"""A small picker of reactions: the common ones, and all others by their English names."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from chat_desktop.look.fonts import font
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import SearchField

COMMON: Final = (
    *("👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "🔥"),
    *("👀", "✅", "❌", "👏", "🚀", "💯", "🤔", "😅"),
    *("😍", "😎", "🙌", "👋", "💡", "☕", "🍜", "🐛"),
)
COLUMNS: Final = 8
MOST: Final = 24


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Return (name, emoji) of every emoji without skin tone; read when first searched."""
    import emoji

    return tuple(
        (data["en"].strip(":").replace("_", " ").casefold(), char)
        for char, data in emoji.EMOJI_DATA.items()
        if data["status"] == emoji.STATUS["fully_qualified"] and "skin_tone" not in data["en"]
    )


def find(words: str) -> list[str]:
    """Return the emoji whose names have all these words, those that begin so first."""
    wanted = words.casefold().split()
    if not wanted:
        return list(COMMON)
    found = [
        (not name.startswith(wanted[0]), len(name), char)
        for name, char in _names()
        if all(word in name for word in wanted)
    ]
    return [char for _later, _length, char in sorted(found)[:MOST]]


class EmojiPicker(QFrame):
    """A popup that closes itself once something is picked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("emojiPicker")
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search = SearchField(theme, self.tr("Search emoji"))
        self._search.setObjectName("emojiSearch")
        self._grid = QGridLayout()
        self._grid.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._search)
        column.addLayout(self._grid)
        column.addStretch()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._fill)
        self._search.textChanged.connect(lambda _text: self._pause.start())
        self._search.escaped.connect(self.close)
        self._search.returnPressed.connect(self._pick_first)
        self._fill()
        self.setFixedSize(self.sizeHint())

    def open_at(self, where: QPoint) -> None:
        """Show the picker with its lower left corner near a global point, on the screen."""
        area = self.screen().availableGeometry()
        left = min(where.x(), area.right() - self.width())
        above = where.y() - self.height()
        self.move(max(area.left(), left), above if above > area.top() else where.y())
        self.show()
        self._search.setFocus()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._found = find(self._search.text())
        for place, char in enumerate(self._found):
            key = QToolButton()
            key.setText(char)
            key.setFont(font(20))
            key.setFixedSize(38, 38)
            key.setAccessibleName(char)
            key.clicked.connect(lambda _checked=False, char=char: self._pick(char))
            self._grid.addWidget(key, place // COLUMNS, place % COLUMNS)

    def _pick_first(self) -> None:
        self._pause.stop()
        self._fill()
        if self._found:
            self._pick(self._found[0])

    def _pick(self, char: str) -> None:
        self.picked.emit(char)
        self.close()
