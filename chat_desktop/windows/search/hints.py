"""What a search understands, shown while nothing is asked for; a click writes it into the field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import IconLabel, button, label
from chat_desktop.windows.search.suggestions import operators


class Hints(QWidget):
    """A calm page: what to do, then each operator with what it means."""

    operator_wanted = Signal(str)
    """The operator without its colon."""

    def __init__(self, theme: Theme, words: str, *, leave_out: frozenset[str]) -> None:
        super().__init__()
        self.words = label(words, tone="soft", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        chip_height = 26
        shown = [each for each in operators() if each[0] not in leave_out]
        for row, (operator, meaning) in enumerate(shown):
            about = label(meaning, pixels=Size.SMALL, tone="faint")
            grid.addWidget(about, row, 1)
            if operator.endswith(":"):
                chip = button(operator, kind="link")
                chip.setAccessibleName(f"{operator} {meaning}")
                chip.clicked.connect(partial(self._choose, operator[:-1]))
                grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                quoted = label(operator, bold=True, tone="accent")
                quoted.setMinimumHeight(chip_height)
                quoted.setIndent(5)
                grid.addWidget(quoted, row, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 16)
        column.setSpacing(12)
        column.addWidget(IconLabel(theme, "search", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addStretch()

    def _choose(self, operator: str, _checked: bool = False) -> None:
        self.operator_wanted.emit(operator)
