"""The list of completions above the composer: a picture, a name, a second name on each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import fixed_font, font, grown
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.completion import Choice
from chat_desktop.windows.pane.floating import SHADOW, Floating
from chat_desktop.windows.parts.aloud import read_current

ROW: Final = 36
WIDTH: Final = 320
PICTURE: Final = 24
PAD: Final = 6

Index = QModelIndex | QPersistentModelIndex


class ChoiceModel(QAbstractListModel):
    """The choices as a Qt list; the whole line is what a screen reader reads."""

    ChoiceRole: Final = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many choices there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a choice, or its words."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == self.ChoiceRole:
            return choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            picture = "" if choice.person else f"{choice.insert} "
            return f"{picture}{choice.title}, {choice.detail}"
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice with the theme's colours."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a line."""
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the picture and both names."""
        choice = index.data(ChoiceModel.ChoiceRole)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if index.row() == self._view.currentIndex().row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(area, 6, 6)
        middle, mirror = area.center().y(), Mirror(area, option.direction)
        picture = QRectF(area.left() + 8, middle - PICTURE / 2, PICTURE, PICTURE)
        if choice.person is not None:
            paint_avatar(painter, mirror.box(picture), choice.person, choice.title)
        else:
            painter.setFont(fixed_font(20))
            painter.setPen(QColor(tokens.text))
            wide = mirror.box(picture.adjusted(-6, -6, 6, 6))
            painter.drawText(wide, int(Qt.AlignmentFlag.AlignCenter), choice.insert)
        self._words(painter, mirror, picture.right() + 10, area.right() - 8, middle, choice)
        painter.restore()

    def _words(
        self,
        painter: QPainter,
        mirror: Mirror,
        left: float,
        right: float,
        middle: float,
        choice: Choice,
    ) -> None:
        tokens = self._theme.tokens
        elide = Qt.TextElideMode.ElideRight
        face, small = font(Size.BODY, QFont.Weight.Medium), font(Size.SMALL)
        metrics, fine = QFontMetricsF(face), QFontMetricsF(small)
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        title = metrics.elidedText(choice.title, elide, (right - left) * 0.7)
        painter.setFont(face)
        painter.setPen(QColor(tokens.text))
        mirror.words(painter, QPointF(left, baseline), title)
        left += metrics.horizontalAdvance(title) + 8
        painter.setFont(small)
        painter.setPen(QColor(tokens.text_soft))
        detail = fine.elidedText(choice.detail, elide, right - left)
        mirror.words(painter, QPointF(left, baseline), detail)


def row_height() -> int:
    """Return the height of a line at the text size chosen."""
    return grown(ROW, Size.BODY)


class CompletionList(Floating):
    """Floats over the composer without ever taking the keyboard from it."""

    taken = Signal(object)
    """A choice was clicked."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        super().__init__(owner, theme)
        self.setObjectName("completions")
        self.setAccessibleName(self.tr("Suggestions"))
        self.model = ChoiceModel()
        self.view = QListView()
        self.view.setObjectName("completionList")
        self.view.setAccessibleName(self.tr("Suggestions"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setModel(self.model)
        read_current(self.view)
        self.view.setItemDelegate(ChoiceDelegate(theme, self.view))
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(lambda index: self.taken.emit(self.model.choices[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.addWidget(self.view)

    @property
    def current(self) -> Choice | None:
        """The choice that Enter takes."""
        row = self.view.currentIndex().row()
        return self.model.choices[row] if 0 <= row < len(self.model.choices) else None

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices, the first one being the present one."""
        self.model.show_choices(choices)
        self.view.setCurrentIndex(self.model.index(0))
        around = 2 * (SHADOW + PAD)
        self.setFixedSize(WIDTH + 2 * SHADOW, len(choices) * row_height() + around)

    def step(self, rows: int) -> None:
        """Move down so many rows, from the last to the first."""
        count = max(1, len(self.model.choices))
        row = (self.view.currentIndex().row() + rows) % count
        self.view.setCurrentIndex(self.model.index(row))
