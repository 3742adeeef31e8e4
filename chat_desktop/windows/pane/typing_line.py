"""The line above the composer that says who is writing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chat_desktop.look.mirror import margins
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import ElidedLabel


class TypingLine(QWidget):
    """Keeps its height while nobody writes, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel(pixels=Size.SMALL, tone="soft")
        self._words.setObjectName("typingWords")
        self.setFixedHeight(24)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(26, 0, 24, 2))
        row.addWidget(self._words)

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_names(self, names: Sequence[str]) -> None:
        """Say that these people are writing."""
        if not names:
            self._words.setText("")
        elif len(names) == 1:
            self._words.setText(self.tr("{name} is typing…").format(name=names[0]))
        elif len(names) == 2:
            both = self.tr("{one} and {other} are typing…")
            self._words.setText(both.format(one=names[0], other=names[1]))
        else:
            self._words.setText(self.tr("Several people are typing…"))
