"""Pages of settings: a title, cards, and in them rows of words with a control at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.look.fonts import wear
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import label, line
from chat_desktop.windows.settings.switch import AROUND, Switch


class Row(QWidget):
    """Words, a quieter hint below them, and a control at the end of the line."""

    def __init__(self, words: str, hint: str = "", control: QWidget | None = None) -> None:
        super().__init__()
        self.words = label(words, wrap=True)
        wear(self.words, Size.BODY, QFont.Weight.Medium)
        self.hint = label(hint, pixels=Size.SMALL, tone="soft", wrap=True)
        self.hint.setVisible(bool(hint))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.hint)
        row = QHBoxLayout(self)
        # A switch has its end inside the ring that shows the keyboard's place.
        end = 16 - AROUND if isinstance(control, Switch) else 16
        row.setContentsMargins(margins(16, 10, end, 10))
        row.setSpacing(16)
        row.addLayout(column, 1)
        if control is not None:
            control.setAccessibleDescription(hint)
            self.words.setBuddy(control)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_hint(self, hint: str) -> None:
        """Say something else below the words."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


class Card(QFrame):
    """Rows that belong together, with lines between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 2, 1, 2)
        self._column.setSpacing(0)
        self._parts: list[tuple[QWidget, ...]] = []

    def add(self, widget: QWidget) -> None:
        """Add a row below the others."""
        parts: tuple[QWidget, ...] = (widget,)
        if self._parts:
            between = line()
            between.setContentsMargins(16, 0, 16, 0)
            parts = (between, widget)
        for part in parts:
            self._column.addWidget(part)
        self._parts.append(parts)

    def show_row(self, place: int, *, shown: bool) -> None:
        """Show a row, or hide it with the line above it."""
        for part in self._parts[place]:
            part.setVisible(shown)

    def add_switch(
        self,
        theme: Theme,
        words: str,
        hint: str,
        *,
        on: bool,
        name: str,
        do: Callable[[bool], None],
    ) -> Switch:
        """Add a row with a switch that does something at once."""
        made = Switch(theme, words, on=on)
        made.setObjectName(name)
        made.toggled.connect(do)
        self.add(Row(words, hint, made))
        return made


class Page(QScrollArea):
    """One section; longer ones scroll."""

    password_wanted = Signal(object)
    """The user wants to change the password of this client's account."""
    log_out_wanted = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("settingsPage")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(12)
        self._column.addWidget(label(title, pixels=Size.TITLE + 2, bold=True))
        self._column.addStretch()
        self.setWidget(inside)

    def lay_out(self, size: QSize) -> None:
        """Give everything the place that it will have in this size, while it is not shown yet."""
        self.resize(size)
        self.resizeEvent(QResizeEvent(size, size))
        self._column.activate()

    def build(self) -> Iterator[None]:
        """Make what would take too long at once, part by part; it is shown when it is whole."""
        yield from ()

    def end(self) -> None:
        """Stop whatever still runs: the page goes away."""

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_heading(self, words: str) -> QLabel:
        """Add a small heading above the next card."""
        made = label(words, pixels=Size.SMALL, bold=True, tone="soft")
        made.setContentsMargins(4, 8, 4, 0)
        self.add(made)
        return made

    def add_note(self, words: str) -> QLabel:
        """Add a sentence between the cards."""
        made = label(words, pixels=Size.SMALL, tone="soft", wrap=True)
        made.setContentsMargins(4, 0, 4, 0)
        self.add(made)
        return made

    def add_card(self) -> Card:
        """Add an empty card."""
        made = Card()
        self.add(made)
        return made


def choice(name: str, words: str, options: list[tuple[str, object]], chosen: object) -> QComboBox:
    """Return a list to choose from; `options` are what is read and what it stands for."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    for text, value in options:
        made.addItem(text, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
