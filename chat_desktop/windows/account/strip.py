"""The accounts at the far left of the window, one tile each; shown where there is more than one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from chat_desktop.core.rows import LinkState
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import fixed_font
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import IconButton, tooltip

WIDTH = 60
TILE = 52
AVATAR = 36
KEYS = 9
"""Ctrl+1 to Ctrl+9 choose the first nine."""


class AccountRow(Struct, frozen=True):
    """One account: whose it is, where, and what waits there.

    `unread` counts messages of groups that are told about, `others` whether there is more in the
    rest.
    """

    user: str
    name: str
    server: str
    state: LinkState
    unread: int = 0
    others: bool = False


class AccountTile(QAbstractButton):
    """The avatar of one account, with what is unread and whether it is connected."""

    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = AccountRow("", "", "", LinkState.OFFLINE)
        self.setFixedSize(WIDTH, TILE)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def row(self) -> AccountRow:
        """What is shown."""
        return self._row

    def show_row(self, row: AccountRow, place: int) -> None:
        """Show an account, the `place`-th from 1."""
        self._row = row
        words = [self.tr("{name} on {server}").format(name=row.name, server=row.server)]
        if row.unread:
            words.append(self.tr("%n unread", "", row.unread))
        if row.state is LinkState.SIGNED_OUT:
            words.append(self.tr("not logged in"))
        elif row.state is not LinkState.ONLINE:
            words.append(self.tr("not connected"))
        said = ", ".join(words)
        self.setAccessibleName(said)
        self.setToolTip(tooltip(f"{said} (Ctrl+{place})" if place <= KEYS else said))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of every tile."""
        return QSize(WIDTH, TILE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the account's menu."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(
            self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the avatar, the bar of the open account, and the badge."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().toRectF().center()
        box = QRectF(middle.x() - AVATAR / 2, middle.y() - AVATAR / 2, AVATAR, AVATAR)
        around = box.adjusted(-4, -4, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(tokens.selected if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(around, Size.RADIUS_BUBBLE, Size.RADIUS_BUBBLE)
        if self.isChecked():
            painter.setBrush(QColor(tokens.accent))
            bar = QRectF(-3, middle.y() - 10, 6, 20)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(self.width() + 3)
            painter.drawRoundedRect(bar, 3, 3)
        online = self._row.state is LinkState.ONLINE
        painter.setOpacity(1.0 if online else 0.5)
        paint_avatar(painter, box, self._row.user, self._row.name, square=True)
        painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(around, Size.RADIUS_BUBBLE, Size.RADIUS_BUBBLE)
        self._paint_mark(painter, box)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """Paint what is unread, or what else needs attention, at the upper corner."""
        tokens, row = self._theme.tokens, self._row
        ground = QPen(QColor(tokens.strip), 2)
        if row.state is LinkState.SIGNED_OUT:
            place = QRectF(box.right() - 11, box.top() - 5, 16, 16)
            painter.setPen(ground)
            painter.setBrush(QColor(tokens.strip))
            painter.drawEllipse(place)
            paint_icon(painter, place, "alert", tokens.danger_text)
        elif row.unread:
            words = "99+" if row.unread > 99 else str(row.unread)
            small = fixed_font(Size.TINY - 1, QFont.Weight.Bold)
            wide = max(16.0, QFontMetricsF(small).horizontalAdvance(words) + 8)
            place = QRectF(min(box.right() + 8, self.width() - 2) - wide, box.top() - 7, wide, 16)
            painter.setPen(ground)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(place, 8, 8)
            painter.setPen(QColor(tokens.on_accent))
            painter.setFont(small)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        elif row.others:
            painter.setPen(ground)
            painter.setBrush(QColor(tokens.badge_muted))
            painter.drawEllipse(QRectF(box.right() - 7, box.top() - 4, 11, 11))


class AccountStrip(QWidget):
    """The tiles, and a button for one more account. Says which place was chosen."""

    chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("accountStrip")
        self.setAccessibleName(self.tr("Accounts"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self.tiles: list[AccountTile] = []
        self._add = IconButton(theme, "plus", self.tr("Add an account"))
        self._add.setObjectName("addAccountTile")
        self._add.clicked.connect(self.add_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 12)
        self._column.setSpacing(0)
        self._column.addStretch()
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_rows(self, rows: Sequence[AccountRow], current: int | None) -> None:
        """Show these accounts; `current` is the place of the one that is looked at."""
        while len(self.tiles) > len(rows):
            tile = self.tiles.pop()
            self._column.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        while len(self.tiles) < len(rows):
            self._add_tile(len(self.tiles))
        for place, (tile, row) in enumerate(zip(self.tiles, rows, strict=True)):
            tile.show_row(row, place + 1)
            tile.setChecked(place == current)
        self.setVisible(len(rows) > 1)

    def _add_tile(self, place: int) -> None:
        tile = AccountTile(self._theme)
        tile.setObjectName(f"account{place + 1}")
        tile.clicked.connect(lambda _on=False: self._choose(place))
        tile.menu_wanted.connect(lambda where: self.menu_wanted.emit(place, where))
        self._column.insertWidget(place, tile, 0, Qt.AlignmentFlag.AlignHCenter)
        self.tiles.append(tile)

    def _choose(self, place: int) -> None:
        # What is chosen is shown as such when the window shows it.
        self.tiles[place].setChecked(not self.tiles[place].isChecked())
        self.chosen.emit(place)
