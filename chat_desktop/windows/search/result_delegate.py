"""Paints the rows of a search; messages are as high as their words need, two lines at most."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import fixed_font, font, scaled
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size, Tokens
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.search.excerpt import Excerpt
from chat_desktop.windows.search.marked_text import MarkedText, spans_of
from chat_desktop.windows.search.result_model import (
    Entry,
    Found,
    Heading,
    Invitation,
    ResultModel,
    Suggestion,
)

MARGIN: Final = 8
PADDING: Final = 10
HEADING: Final = 32
ONE_LINE: Final = 36
TWO_LINES: Final = 48
LINES: Final = 2


class ResultDelegate(QStyledItemDelegate):
    """Draws with the theme's colours. `opened` is the message that the chat shows now."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.opened: tuple[str, int] | None = None

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; the view gives it its own width."""
        entry: Entry = index.data(ResultModel.EntryRole)
        match entry:
            case Heading():
                return QSize(0, scaled(HEADING) + self._more_lines(entry))
            case Offer():
                return QSize(0, scaled(TWO_LINES))
            case Found():
                lines = scaled(18) + (scaled(16) if entry.where else 0)
                return QSize(0, max(self.words_height(entry) + lines + 20, scaled(TWO_LINES)))
            case _:
                return QSize(0, scaled(ONE_LINE))

    def words_height(self, entry: Found) -> int:
        """Return how high the words of a message are; a few thousand answers are kept.

        The list asks for the height of all its rows whenever it lays them out.
        """
        return _height(entry.excerpt, self._text_width(), scaled(Size.SMALL))

    def _more_lines(self, entry: Heading) -> int:
        """Return how much higher than one line a heading is: what is wrong may be a sentence."""
        metrics = QFontMetrics(font(Size.TINY, QFont.Weight.DemiBold))
        room = QRect(0, 0, self._view.viewport().width() - 2 * (MARGIN + PADDING), 1000)
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, entry.text).height()
        return max(0, high - metrics.height())

    def _text_width(self) -> float:
        edges = 2 * MARGIN + 2 * PADDING + Size.AVATAR_SMALL + 10
        return float(self._view.viewport().width() - edges)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        tokens = self._theme.tokens
        entry: Entry = index.data(ResultModel.EntryRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            _heading(painter, option, entry, tokens)
            painter.restore()
            return
        box = QRectF(option.rect).adjusted(MARGIN, 1, -MARGIN, -1)
        state = option.state
        open_now = isinstance(entry, Found) and self.opened == (entry.hit.group, entry.hit.seq)
        ground = tokens.accent_soft if open_now else ""
        if state & QStyle.StateFlag.State_Selected:
            ground = tokens.selected
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = ground or tokens.hover
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        inside = box.adjusted(PADDING, 0, -PADDING, 0)
        mirror = Mirror(inside, option.direction)
        match entry:
            case Offer():
                _offer(painter, mirror, inside, entry, tokens)
            case Found():
                _message(painter, mirror, inside, entry, tokens)
            case Suggestion():
                _one_line(painter, mirror, inside, entry.icon, entry.title, entry.about, tokens)
            case Invitation():
                _one_line(painter, mirror, inside, entry.icon, entry.text, "", tokens)
        painter.restore()


@lru_cache(maxsize=4_000)
def _height(words: Excerpt, width: float, pixels: int) -> int:
    return round(_laid_out(words, width, pixels).height)


@lru_cache(maxsize=256)
def _laid_out(words: Excerpt, width: float, pixels: int) -> MarkedText:
    """Return the words of a message in letters of this size."""
    return MarkedText(words.text, words.spans, fixed_font(pixels), width, lines=LINES)


def _heading(
    painter: QPainter, option: QStyleOptionViewItem, entry: Heading, tokens: Tokens
) -> None:
    painter.setFont(font(Size.TINY, QFont.Weight.DemiBold))
    painter.setPen(QColor(tokens.text_faint))
    area = QRectF(option.rect).adjusted(MARGIN + PADDING, 0, -MARGIN - PADDING, -6)
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, int(flags) | int(Qt.TextFlag.TextWordWrap), entry.text)


def _avatar(
    painter: QPainter, mirror: Mirror, left: QPointF, id: str, name: str, *, square: bool
) -> float:
    side = float(Size.AVATAR_SMALL)
    box = mirror.box(QRectF(left.x(), left.y(), side, side))
    paint_avatar(painter, box, id, name, square=square)
    return left.x() + side + 10


def _offer(painter: QPainter, mirror: Mirror, area: QRectF, entry: Offer, tokens: Tokens) -> None:
    top = area.center().y() - Size.AVATAR_SMALL / 2
    corner = QPointF(area.left(), top)
    left = _avatar(painter, mirror, corner, entry.id, entry.name, square=not entry.person)
    width = area.right() - left
    name = MarkedText(
        entry.name, spans_of(entry.places), font(Size.BODY, QFont.Weight.Medium), width
    )
    about = MarkedText(entry.detail, (), font(Size.SMALL), width)
    top = area.center().y() - (name.height + about.height + 1) / 2
    name.paint(
        painter, mirror.corner(QPointF(left, top), name.width), tokens.text, tokens.accent_text
    )
    about.paint(
        painter,
        mirror.corner(QPointF(left, top + name.height + 1), about.width),
        tokens.text_soft,
        tokens.text_soft,
    )


def _message(painter: QPainter, mirror: Mirror, area: QRectF, entry: Found, tokens: Tokens) -> None:
    corner = QPointF(area.left(), area.top() + 8)
    left = _avatar(painter, mirror, corner, entry.hit.by, entry.name, square=False)
    small = font(Size.TINY)
    wide = QFontMetricsF(small).horizontalAdvance(entry.when)
    name = MarkedText(
        entry.author, (), font(Size.SMALL, QFont.Weight.DemiBold), area.right() - left - wide - 8
    )
    top = area.top() + 7
    name.paint(painter, mirror.corner(QPointF(left, top), name.width), tokens.text, tokens.text)
    painter.setFont(small)
    painter.setPen(QColor(tokens.text_faint))
    baseline = top + QFontMetricsF(font(Size.SMALL)).ascent()
    mirror.words(painter, QPointF(area.right() - wide, baseline), entry.when)
    top += scaled(18)
    if entry.where:
        where = MarkedText(entry.where, (), small, area.right() - left)
        where.paint(
            painter,
            mirror.corner(QPointF(left, top), where.width),
            tokens.text_faint,
            tokens.text_faint,
        )
        top += scaled(16)
    words = _laid_out(entry.excerpt, area.right() - left, scaled(Size.SMALL))
    words.paint(
        painter,
        mirror.corner(QPointF(left, top), words.width),
        tokens.text_soft,
        tokens.on_mark,
        tokens.mark,
    )


def _one_line(
    painter: QPainter,
    mirror: Mirror,
    area: QRectF,
    icon: str,
    title: str,
    about: str,
    tokens: Tokens,
) -> None:
    side = 16.0
    where = QRectF(area.left() + 8, area.center().y() - side / 2, side, side)
    paint_icon(painter, mirror.box(where), icon, tokens.text_faint)
    left = area.left() + Size.AVATAR_SMALL + 10
    small, body = font(Size.SMALL), font(Size.BODY, QFont.Weight.Medium)
    wide = QFontMetricsF(small).horizontalAdvance(about) if about else 0.0
    wide = min(wide, (area.right() - left) / 2)
    words = MarkedText(title, (), body, area.right() - left - wide - 8)
    middle = area.center().y()
    words.paint(
        painter,
        mirror.corner(QPointF(left, middle - words.height / 2), words.width),
        tokens.text,
        tokens.text,
    )
    if about:
        aside = MarkedText(about, (), small, wide + 8)
        at = QPointF(area.right() - wide, middle - aside.height / 2)
        aside.paint(painter, mirror.corner(at, aside.width), tokens.text_faint, tokens.text_faint)
