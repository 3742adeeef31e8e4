"""The directory: find a public group of the server and join it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chat_desktop.core.ports import Client, Offline
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import font, grown, scaled
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import plain_words
from chat_desktop.windows.groups.directory_model import DirectoryModel
from chat_desktop.windows.parts.controls import SearchField, button, label
from chat_desktop.windows.parts.sheet import Sheet
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal
from protocol.scalars import GroupId
from protocol.views import Group

translate = QCoreApplication.translate

TYPING_PAUSE_MS = 200
ROW = 60
LINES = 32
"""How much of a row's height is text."""


class DirectoryDelegate(QStyledItemDelegate):
    """Paints a group of the directory: avatar, name, topic, members, and whether it is joined."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(0, grown(ROW, LINES))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one group."""
        tokens = self._theme.tokens
        group: Group = index.data(DirectoryModel.GroupRole)
        model = index.model()
        if not isinstance(model, DirectoryModel):
            return
        area = QRectF(option.rect)
        box = area.adjusted(0, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        state = option.state
        chosen = state & QStyle.StateFlag.State_Selected
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        mirror = Mirror(area, option.direction)
        side = float(Size.AVATAR)
        avatar = QRectF(box.left() + 10, area.center().y() - side / 2, side, side)
        paint_avatar(painter, mirror.box(avatar), group.id, group.name, square=True)
        right = box.right() - 12
        small = font(Size.SMALL, QFont.Weight.Medium)
        side_words = self.tr("Joined") if group.role else model.members(group)
        wide = QFontMetricsF(small).horizontalAdvance(side_words)
        painter.setFont(small)
        painter.setPen(QColor(tokens.accent_text if group.role else tokens.text_faint))
        two = bool(group.topic)
        first = area.center().y() + (-scaled(4) if two else scaled(5))
        mirror.words(painter, QPointF(right - wide, first), side_words)
        left = avatar.right() + 12
        bold = font(Size.BODY, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        name = QFontMetricsF(bold).elidedText(
            group.name, Qt.TextElideMode.ElideRight, right - wide - 12 - left
        )
        mirror.words(painter, QPointF(left, first), name)
        if two:
            soft = font(Size.SMALL)
            painter.setFont(soft)
            painter.setPen(QColor(tokens.text_soft))
            topic = QFontMetricsF(soft).elidedText(
                " ".join(group.topic.split()), Qt.TextElideMode.ElideRight, right - left
            )
            mirror.words(painter, QPointF(left, first + scaled(19)), topic)
        painter.restore()


class DirectoryDialog(Sheet):
    """Accepted with `group` set to the group that is to be opened."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(parent, theme, translate("DirectoryDialog", "Find a group"), width=520)
        self.setObjectName("directoryDialog")
        self._client = client
        self.group: GroupId | None = None
        self._next: str | None = None
        self._loading: asyncio.Task[None] | None = None
        self._tasks = Tasks(self._say)
        self._model = DirectoryModel(self)
        self.search = SearchField(theme, self.tr("Search public groups"))
        self.search.setObjectName("directorySearch")
        self.list = QListView()
        self.list.setObjectName("directoryList")
        self.list.setAccessibleName(self.tr("Public groups"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(DirectoryDelegate(theme, self))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(grown(ROW, LINES) * 6)
        self._nothing = label(self.tr("Loading…"), tone="faint", wrap=True)
        self._nothing.setObjectName("directoryNothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._found = QStackedWidget()
        self._found.addWidget(self.list)
        self._found.addWidget(self._nothing)
        self._found.setCurrentWidget(self._nothing)
        self._words = label(tone="error", wrap=True)
        self._words.setObjectName("directoryWords")
        self.join = button(self.tr("Join"), kind="primary")
        self.join.setObjectName("directoryJoin")
        self.join.setEnabled(False)
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        foot.addWidget(self.join)
        self.body.addWidget(self.search)
        self.body.addWidget(self._found, 1)
        self.body.addLayout(foot)

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.moved_down.connect(self._enter_list)
        self.search.escaped.connect(self.reject)
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._offer())
        self.list.activated.connect(lambda _index: self._choose())
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._more_if_near())
        self.join.clicked.connect(self._choose)
        self._search()

    def first_focus(self) -> QWidget:
        """Return the search."""
        return self.search

    @property
    def model(self) -> DirectoryModel:
        """The groups found."""
        return self._model

    def _say(self, words: str) -> None:
        self._words.setText(words)

    def _search(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.spawn(self._load(self.search.text().strip(), None))

    async def _load(self, query: str, after: str | None) -> None:
        page = await self._client.directory(query, after)
        self._next = page.next
        if after is None:
            self._model.begin(page.groups)
            self.list.scrollToTop()
        else:
            self._model.add(page.groups)
        nothing = self.tr("No public group has this in its name.") if query else ""
        self._nothing.setText(nothing or self.tr("This server has no public groups yet."))
        self._found.setCurrentWidget(self.list if self._model.rowCount() else self._nothing)
        self._say("")
        self._loading = None
        self._offer()
        self.list.doItemsLayout()
        self._more_if_near()

    def _more_if_near(self) -> None:
        bar = self.list.verticalScrollBar()
        near = bar.value() >= bar.maximum() - 2 * ROW
        if near and self._next is not None and self._loading is None:
            after, self._next = self._next, None
            work = self._load(self.search.text().strip(), after)
            self._loading = self._tasks.spawn(work)

    def _enter_list(self) -> None:
        if self._model.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._model.index(0))

    def _offer(self) -> None:
        group = self._model.group(self.list.currentIndex())
        self.join.setEnabled(group is not None)
        mine = group is not None and self._client.group(group.id) is not None
        self.join.setText(self.tr("Open") if mine else self.tr("Join"))

    def _choose(self) -> None:
        group = self._model.group(self.list.currentIndex())
        if group is not None and self.join.isEnabled():
            self._tasks.spawn(self._enter(group.id))

    async def _enter(self, group: GroupId) -> None:
        self.join.setEnabled(False)
        try:
            if self._client.group(group) is None:
                await self._client.join_group(group)
        except (Refusal, Offline) as problem:
            self._say(plain_words(problem))
            self.join.setEnabled(True)
        else:
            self.group = group
            self.accept()

    def done(self, result: int) -> None:
        """Ask for nothing more once closed."""
        self._pause.stop()
        self._tasks.cancel()
        super().done(result)
