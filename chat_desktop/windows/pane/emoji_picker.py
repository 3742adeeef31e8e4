"""The emoji picker: search, categories, those used last, skin tones, all of it by keyboard too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from chat_desktop.chat.speech import say
from chat_desktop.look.fonts import fixed_font
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.emoji_grid import CELL, EmojiGrid, Section
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.emoji_table import TONES, Emoji, emoji_table
from chat_desktop.windows.pane.emoji_tabs import EmojiTabs
from chat_desktop.windows.pane.floating import EDGE, SHADOW, Floating
from chat_desktop.windows.parts.controls import (
    ElidedLabel,
    SearchField,
    label,
    line,
    tooltip,
)

MOST_FOUND: Final = 90
LEAST_GRID: Final = 2 * CELL
CATEGORY_ICONS: Final = {
    "": "clock",
    "Smileys & Emotion": "smile",
    "People & Body": "hand",
    "Animals & Nature": "leaf",
    "Food & Drink": "cup",
    "Travel & Places": "car",
    "Activities": "ball",
    "Objects": "bulb",
    "Symbols": "heart",
    "Flags": "flag",
}
"""Unicode's names of the groups; the first is what was used last."""

_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class EmojiPicker(Floating):
    """The keyboard stays in the search box; arrows move in the grid, Enter picks, Escape closes.

    It closes once something is picked, unless Shift is held.
    """

    picked = Signal(str)

    def __init__(self, owner: QWidget, theme: Theme, shelf: EmojiShelf | None = None) -> None:
        super().__init__(owner, theme)
        self.setObjectName("emojiPicker")
        self.setAccessibleName(self.tr("Emoji"))
        self._shelf = shelf or EmojiShelf()
        self._before: QWidget | None = None
        self._search = SearchField(theme, self.tr("Search emoji"))
        self._search.setObjectName("emojiSearch")
        self._grid = EmojiGrid(theme, self._shelf)
        self._grid.setObjectName("emojiGrid")
        self._none = label(self.tr("No emoji has this name."), tone="soft")
        self._none.setObjectName("noEmoji")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        categories = [(icon_name, self._title(name)) for name, icon_name in CATEGORY_ICONS.items()]
        self._tabs = EmojiTabs(theme, categories)
        self._tabs.wanted.connect(self._go_to)
        self._build_footer()
        self._lay_out()
        self._search.textChanged.connect(lambda _text: self._fill())
        self._search.installEventFilter(self)
        self._grid.picked.connect(self._pick)
        self._grid.moved.connect(self._show_current)
        self._grid.scrolled.connect(self._mark_tab)

    def _build_footer(self) -> None:
        self._glyph = label()
        self._glyph.setFont(fixed_font(26))
        self._glyph.setFixedSize(36, 36)
        self._name = ElidedLabel(pixels=Size.BODY, bold=True)
        self._name.setObjectName("emojiName")
        self._code = ElidedLabel(pixels=Size.SMALL, tone="soft")
        self._code.setObjectName("emojiCode")
        self._tone = QToolButton()
        self._tone.setObjectName("emojiTone")
        self._tone.setFont(fixed_font(20))
        self._tone.setFixedSize(36, 36)
        self._tone.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tone.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tone.clicked.connect(self._next_tone)
        self._show_tone()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._code)
        footer = QHBoxLayout()
        footer.setContentsMargins(margins(12, 6, 10, 8))
        footer.setSpacing(8)
        footer.addWidget(self._glyph)
        footer.addLayout(words, 1)
        footer.addWidget(self._tone)
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 4)
        head.setSpacing(6)
        head.addWidget(self._search)
        head.addWidget(self._tabs)
        body = QHBoxLayout()
        body.setContentsMargins(margins(8, 0, 2, 0))
        body.addWidget(self._grid)
        body.addWidget(self._none)
        self._grid.setFixedHeight(self._grid.sizeHint().height())
        self._none.setFixedSize(self._grid.width(), self._grid.height())
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addLayout(body)
        column.addWidget(line())
        column.addLayout(footer)

    def open_at(self, where: QPoint, *, from_right: bool = False) -> None:
        """Show the picker with its lower left (or right) corner near a global point."""
        if self._search.text():
            self._search.clear()
        else:
            self._fill()
        self._fit(self._over.mapFromGlobal(where).y())
        self.place(where - QPoint(self.card.width() if from_right else 0, 0))
        self.appear()
        self._before = self._over.focusWidget()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self, height: int) -> None:
        """Give the grid fewer rows where there is little room above and below this height."""
        whole = self._grid.sizeHint().height()
        self._grid.setFixedHeight(whole)
        self._column.invalidate()
        rest = self._column.totalSizeHint().height() - 2 * SHADOW - whole
        room = max(height, self._over.height() - height) - rest - EDGE
        self._grid.setFixedHeight(min(whole, max(LEAST_GRID, room)))
        self._none.setFixedHeight(self._grid.height())
        width = self._column.totalSizeHint().width()
        self.setFixedSize(width, rest + self._grid.height() + 2 * SHADOW)

    def dismiss(self) -> None:
        """Hide the picker, and give the keyboard back to where it was."""
        if self.isVisible():
            before, self._before = self._before, None
            if before is not None and isValid(before):
                before.setFocus()
            self.hide()

    # --- inside

    def _title(self, group: str) -> str:
        return {
            "": self.tr("Recently used"),
            "Smileys & Emotion": self.tr("Smileys and feelings"),
            "People & Body": self.tr("People"),
            "Animals & Nature": self.tr("Animals and nature"),
            "Food & Drink": self.tr("Food and drink"),
            "Travel & Places": self.tr("Travel and places"),
            "Activities": self.tr("Activities"),
            "Objects": self.tr("Objects"),
            "Symbols": self.tr("Symbols"),
            "Flags": self.tr("Flags"),
        }[group]

    def _fill(self) -> None:
        table = emoji_table()
        if query := self._search.text().strip():
            found = table.find(query, MOST_FOUND)
            self._grid.show_sections([Section("", tuple(found))])
            self._none.setVisible(not found)
            self._grid.setVisible(bool(found))
        else:
            recent = [table.by_char[char] for char in self._shelf.recent if char in table.by_char]
            groups = [Section(self._title(name), found) for name, found in table.groups if found]
            self._grid.show_sections([Section(self._title(""), tuple(recent)), *groups])
            self._none.hide()
            self._grid.show()
        self._mark_tab(-1 if query else 0)

    def _go_to(self, section: int) -> None:
        self._search.clear()
        self._grid.scroll_to(section)
        self._search.setFocus()

    def _mark_tab(self, section: int) -> None:
        self._tabs.mark(-1 if self._search.text().strip() else section)

    def _show_current(self) -> None:
        emoji = self._grid.current
        self._glyph.setText(self._shelf.dressed(emoji.char) if emoji else "")
        self._name.setText(emoji.name if emoji else "")
        self._code.setText(emoji.code if emoji else "")
        if emoji and self.isVisible():
            say(self, emoji.name)
        if emoji is not None and self.isVisible():
            say(self._search, emoji.name)

    def _next_tone(self) -> None:
        place = TONES.index(self._shelf.tone)
        self._shelf.choose_tone(TONES[(place + 1) % len(TONES)])
        self._show_tone()
        self._show_current()
        self._grid.viewport().update()

    def _show_tone(self) -> None:
        tone = self._shelf.tone
        names = (
            self.tr("none"),
            self.tr("light"),
            self.tr("medium light"),
            self.tr("medium"),
            self.tr("medium dark"),
            self.tr("dark"),
        )
        self._tone.setText(emoji_table().in_tone("✋", tone))
        words = self.tr("Skin tone: {tone}").format(tone=names[TONES.index(tone)])
        self._tone.setAccessibleName(words)
        self._tone.setToolTip(tooltip(words))

    def _pick(self, emoji: Emoji, *, stay: bool = False) -> None:
        self._shelf.use(emoji.char)
        self.picked.emit(self._shelf.dressed(emoji.char))
        if not stay:
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and pick by the keys that the search box gets."""
        if watched is not self._search:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if key in _STEPS and not shift and not modifiers & strong:
            self._grid.move_by(*_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            rows = self._grid.rows_in_view() - 1
            self._grid.move_by(0, rows if key == Qt.Key.Key_PageDown else -rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._grid.isVisible() and (emoji := self._grid.current) is not None:
                self._pick(emoji, stay=shift)
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True
