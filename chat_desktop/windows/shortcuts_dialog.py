"""All keys of the program on one sheet, made from the table that makes the actions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.actions import TABLE, Act, Section
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.parts.sheet import Sheet

MARGIN: Final = 24
AROUND: Final = 140
"""Pixels of the screen for the sheet's own title and its frame."""

COLUMNS: Final = (
    (Section.GROUPS, Section.WRITING),
    (Section.READING,),
    (Section.WINDOW,),
)


class ShortcutsDialog(Sheet):
    """What each key does, by section, in columns."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        title = QCoreApplication.translate("ShortcutsDialog", "Keyboard shortcuts")
        super().__init__(parent, theme, title)
        self.setObjectName("shortcutsDialog")
        inside = QWidget()
        inside.setObjectName("page")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(32)
        for sections in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(20)
            for section in sections:
                column.addLayout(_section(section, [a for a in TABLE if a.section is section]))
            column.addStretch()
            columns.addLayout(column, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self.body.addWidget(self._scroll)
        # All keys at once where the screen has room for them; else the rest is scrolled to.
        wanted = inside.sizeHint()
        room = self.screen().availableGeometry().size()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(min(wanted.width() + 2 * MARGIN + bar, room.width()))
        self._scroll.setFixedHeight(min(wanted.height(), room.height() - AROUND))

    def first_focus(self) -> QWidget:
        """Return what the arrow keys scroll."""
        return self._scroll


def in_lines(acts: Sequence[Act]) -> list[tuple[str, tuple[str, ...]]]:
    """Return words and keys by line; acts in a row with the same words share one, first to last."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    for words, same in groupby(acts, lambda act: act.words):
        series = list(same)
        keys = series[0].spelled
        if len(series) > 1:
            keys = (keys[0], "…", series[-1].spelled[0])
        lines.append((words, keys))
    return lines


def _section(section: Section, acts: Sequence[Act]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    heading = label(section.words, pixels=Size.SMALL, bold=True, tone="faint")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (words, spelled) in enumerate(in_lines(acts), start=1):
        grid.addWidget(label(words), row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(4)
        keys.addStretch()
        for each in spelled:
            cap = label(each, pixels=Size.SMALL, tone="soft")
            if each != "…":
                cap.setProperty("kind", "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            keys.addWidget(cap)
        grid.addLayout(keys, row, 1)
    return grid
