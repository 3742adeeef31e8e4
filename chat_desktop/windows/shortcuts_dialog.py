"""All keys of the program on one sheet, made from the table that makes the actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from chat_desktop.look.fonts import font
from chat_desktop.look.mirror import Mirror, leading
from chat_desktop.look.slices import Slices
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.actions import TABLE, Act, Section
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.parts.sheet import Sheet

MARGIN: Final = 24
PADDING: Final = 7
GAP: Final = 4
APART: Final = 16
BETWEEN: Final = "…"
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
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        inside = self._inside = QWidget()
        inside.setObjectName("page")
        # What is filled before it has its place is styled again for each place that it gets.
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(title)
        self.body.addWidget(self._scroll)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(32)
        self._columns = [QVBoxLayout() for _ in COLUMNS]
        for column in self._columns:
            column.setSpacing(20)
            columns.addLayout(column, 1)

    def build(self) -> Iterator[None]:
        """Make the sections one by one; the sheet is opened when it has all of them."""
        for column, sections in zip(self._columns, COLUMNS, strict=True):
            for section in sections:
                acts = [act for act in TABLE if act.section is section]
                column.addLayout(_section(self._theme, section, acts))
                yield
            column.addStretch()
        # All keys at once where the screen has room for them; else the rest is scrolled to.
        wanted = self._inside.sizeHint()
        room = self.screen().availableGeometry().size()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(min(wanted.width() + 2 * MARGIN + bar, room.width()))
        self._scroll.setFixedHeight(min(wanted.height(), room.height() - AROUND))

    def first_focus(self) -> QWidget:
        """Return what the arrow keys scroll."""
        return self._scroll


def open_shortcuts(parent: QWidget, theme: Theme) -> None:
    """Make the sheet in several turns of the loop and open it over a window."""
    sheet = ShortcutsDialog(parent, theme)
    slices = Slices(sheet)
    slices.ended.connect(sheet.open)
    slices.begin_soon(sheet.build())


def in_lines(acts: Sequence[Act]) -> list[tuple[str, tuple[str, ...]]]:
    """Return words and keys by line; acts in a row with the same words share one, first to last."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    for words, same in groupby(acts, lambda act: act.words):
        series = list(same)
        keys = series[0].spelled
        if len(series) > 1:
            keys = (keys[0], BETWEEN, series[-1].spelled[0])
        lines.append((words, keys))
    return lines


class KeyLine(QLabel):
    """What some keys do, and the keys as on a keyboard; painted, and read out as one line.

    A sheet of a label for each of them would take longer than a frame to open.
    """

    def __init__(self, theme: Theme, words: str, keys: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self.words, self.keys = words, tuple(keys)
        self.setAccessibleName(f"{words}: {' '.join(keys)}")
        self._font, self._small = font(Size.BODY), font(Size.SMALL)
        metrics = QFontMetrics(self._small)
        self._widths = [
            metrics.horizontalAdvance(key) + (0 if key == BETWEEN else 2 * PADDING) for key in keys
        ]
        self._caps = sum(self._widths) + GAP * (len(keys) - 1)
        self._high = metrics.height() + 6
        wide = QFontMetrics(self._font).horizontalAdvance(words) + APART + self._caps
        self.setMinimumSize(wide, self._high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words where lines begin, and one cap beside the other where they end."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, (self.height() - self._high) / 2, self.width(), self._high)
        mirror = Mirror(line, self.layoutDirection())
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(line, int(leading()), self.words)
        painter.setFont(self._small)
        # The keys of one line keep their order, also where lines run the other way.
        caps = mirror.box(QRectF(line.right() - self._caps, line.top(), self._caps, self._high))
        left = caps.left()
        for key, wide in zip(self.keys, self._widths, strict=True):
            cap = QRectF(left + 0.5, caps.top() + 0.5, wide - 1, self._high - 1)
            if key != BETWEEN:
                painter.setPen(QColor(tokens.border_strong))
                painter.setBrush(QColor(tokens.sidebar))
                painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(QColor(tokens.text_soft))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            left += wide + GAP


def _section(theme: Theme, section: Section, acts: Sequence[Act]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(label(section.words, pixels=Size.SMALL, bold=True, tone="faint"))
    for words, spelled in in_lines(acts):
        column.addWidget(KeyLine(theme, words, spelled))
    return column
