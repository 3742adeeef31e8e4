"""Empty states: what could be here, in calm words, and one clear thing to do."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import IconLabel, button, label

WIDTH = 360
LEAST = 160
STEP = 8


class EmptyState(QWidget):
    """An icon, a title, a sentence, at most one clear action and one quiet one."""

    chosen = Signal()
    chosen_quietly = Signal()

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        title: str,
        words: str,
        action: str = "",
        quiet_action: str = "",
    ) -> None:
        super().__init__()
        self._title = label(title, pixels=Size.HERO, bold=True, wrap=True)
        self._words = label(words, pixels=Size.TEXT, tone="soft", wrap=True)
        for words_label in (self._title, self._words):
            words_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.action: QPushButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        self._icon = IconLabel(theme, icon_name, 44)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        if action:
            self.action = button(action, kind="primary")
            self.action.clicked.connect(self.chosen)
            row.addWidget(self.action)
        if quiet_action:
            quiet = button(quiet_action)
            quiet.clicked.connect(self.chosen_quietly)
            row.addWidget(quiet)
        row.addStretch()
        if action or quiet_action:
            column.addSpacing(16)
            column.addLayout(row)
        column.addStretch(3)
        self._give_room()
        for words_label in (self._title, self._words):
            words_label.installEventFilter(self)

    def set_words(self, title: str, words: str, icon_name: str = "") -> None:
        """Say something else, perhaps with another icon."""
        if icon_name:
            self._icon.set_icon(icon_name)
        self._title.setText(title)
        self._words.setText(words)
        self._give_room()

    def _give_room(self) -> None:
        # A centred label is not asked for its height by the layout.
        for each in (self._title, self._words):
            each.setMinimumWidth(0)
            each.setFixedSize(_room(each))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the words the room that another text size takes."""
        if event.type() == QEvent.Type.FontChange:
            self._give_room()
        return super().eventFilter(watched, event)


def _room(words: QLabel) -> QSize:
    """Return the room for the lines that words have in `WIDTH`.

    As narrow as the lines allow, it leaves no last word alone.
    """
    high = words.heightForWidth(WIDTH)
    longest = max(map(words.fontMetrics().horizontalAdvance, words.text().split()), default=0)
    # Halving what is left: every start makes some of these, and asking takes long.
    widths = range(longest + STEP, WIDTH, STEP)
    found = bisect_left(widths, True, key=lambda wide: words.heightForWidth(wide) <= high)
    return QSize(max(longest + STEP * (found + 1), LEAST), high)
