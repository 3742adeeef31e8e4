"""The small bar beside the message under the mouse: react, reply, more."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from chat_desktop.chat.labels import translate
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import LIGHT, Tokens

CELL: Final = 28
PAD: Final = 2


class Act(Enum):
    """What the bar offers."""

    REACT = "react"
    REPLY = "reply"
    MORE = "more"


class HoverBar(QWidget):
    """Takes the mouse only; the keyboard has the focused message and its menu."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._acts: tuple[Act, ...] = tuple(Act)
        self._over: Act | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def offer(self, *acts: Act) -> None:
        """Offer these, in this order."""
        self._acts = acts
        self._over = None
        self.resize(self.sizeHint())

    @property
    def acts(self) -> tuple[Act, ...]:
        return self._acts

    def sizeHint(self) -> QSize:
        return QSize(CELL * len(self._acts) + 2 * PAD, CELL + 2 * PAD)

    def cell(self, act: Act) -> QRectF:
        """Return where an act has its button."""
        return QRectF(PAD + CELL * self._acts.index(act), PAD, CELL, CELL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._tokens
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.popup))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 10, 10)
        for act in self._acts:
            cell = self.cell(act)
            if act is self._over:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.hover))
                painter.drawRoundedRect(cell, 8, 8)
            ink = tokens.accent_text if act is self._over else tokens.text_soft
            if act is Act.REACT:
                _smile(painter, cell, ink)
            else:
                paint_icon(painter, cell.adjusted(6, 6, -6, -6), act.value, ink)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position())
        if over is not self._over:
            self._over = over
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        act = self._at(event.position())
        if act is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(act)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._over = None
            self.update()
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            act = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), _name(act) if act else "", self)
            return True
        return super().event(event)

    def _at(self, point: QPointF) -> Act | None:
        return next((act for act in self._acts if self.cell(act).contains(point)), None)


def place_beside(bubble: QRect, bar: QSize, area: QSize, *, left: bool) -> QPoint:
    """Return where the bar goes: beside the bubble, over its corner where there is no room."""
    gap = 6
    x = bubble.left() - gap - bar.width() if left else bubble.right() + gap
    x = max(gap, min(x, area.width() - gap - bar.width()))
    y = max(0, min(bubble.top() + 2, area.height() - bar.height()))
    if bubble.left() < x + bar.width() and x < bubble.right():
        y = max(0, y - bar.height() // 2)
    return QPoint(x, y)


def _name(act: Act) -> str:
    match act:
        case Act.REACT:
            return translate("Chat", "React")
        case Act.REPLY:
            return translate("Chat", "Reply")
        case Act.MORE:
            return translate("Chat", "More")


def _smile(painter: QPainter, cell: QRectF, ink: str) -> None:
    pen = QPen(QColor(ink), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    centre = cell.center()
    painter.drawEllipse(centre, 6.7, 6.7)
    painter.drawArc(QRectF(centre.x() - 3.2, centre.y() - 2.4, 6.4, 5.8), 200 * 16, 140 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    for side in (-2.2, 2.2):
        painter.drawEllipse(centre + QPointF(side, -1.8), 0.95, 0.95)
