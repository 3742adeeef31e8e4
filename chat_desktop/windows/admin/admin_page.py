"""One table of the superuser's window: search, pages that load while scrolling, acts on a row."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.look.theme import Theme
from chat_desktop.windows.admin.admin_model import AdminModel, Column
from chat_desktop.windows.parts.controls import SearchField, button, label, menu_text
from chat_desktop.windows.parts.menus import popup
from chat_desktop.windows.parts.tasks import Tasks

Row = TypeVar("Row")
Load = Callable[[str, str | None], Awaitable[tuple[Sequence[Row], str | None]]]
"""Called with the search and where to go on; returns rows and where the next page begins."""

TYPING_PAUSE_MS = 250
ROW_HEIGHT = 40


@dataclass(frozen=True)
class Act(Generic[Row]):
    """Something that can be done with a row. `allowed` says with which."""

    words: str
    do: Callable[[Row], Awaitable[object]]
    allowed: Callable[[Row], bool]
    danger: bool = False


class AdminPage(QWidget, Generic[Row]):
    """A table with its search above and its acts below; after an act it loads anew."""

    def __init__(
        self,
        place: QWidget,
        theme: Theme,
        name: str,
        search: str,
        columns: Sequence[Column[Row]],
        load: Load[Row],
        acts: Sequence[Act[Row]],
        tasks: Tasks,
    ) -> None:
        super().__init__(place)
        if (around := place.layout()) is not None:
            around.addWidget(self)
        self._load_page, self._acts, self._tasks = load, acts, tasks
        self._next: str | None = None
        self._loading: asyncio.Task[None] | None = None
        self.model: AdminModel[Row] = AdminModel(columns, self)
        self.search = SearchField(theme, search)
        self.search.setObjectName(f"{name}Search")
        self.table = self._table(name, search)
        self._words = label(self.tr("Loading…"), tone="faint")
        self.buttons = [self._button(act, name) for act in acts]
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        self.top.addWidget(self.search, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._words, 1)
        for each in self.buttons:
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self.top)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.moved_down.connect(self.table.setFocus)
        self._offer()

    def _table(self, name: str, title: str) -> QTableView:
        table = QTableView(self)
        table.setObjectName(f"{name}Table")
        table.setAccessibleName(title)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumHeight(34)
        for place, column in enumerate(self.model.columns):
            if column.width:
                table.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._menu)
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._offer())
        table.verticalScrollBar().valueChanged.connect(lambda _value: self._more_if_near())
        return table

    def _button(self, act: Act[Row], name: str) -> QPushButton:
        made = button(act.words, kind="danger-quiet" if act.danger else "")
        made.setObjectName(name + act.words.title().replace(" ", "").rstrip("…"))
        made.clicked.connect(lambda: self._do(act))
        return made

    @property
    def current(self) -> Row | None:
        """The row that the acts are about."""
        return self.model.row(self.table.currentIndex())

    def load(self) -> None:
        """Load the first page for what is searched."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.spawn(self._load(None))

    async def _load(self, after: str | None) -> None:
        try:
            rows, self._next = await self._load_page(self.search.text().strip(), after)
        except asyncio.CancelledError:
            raise
        except Exception:
            self._loading = None
            self._words.setText(self.tr("This could not be loaded."))
            raise
        if after is None:
            self.model.begin(rows)
        else:
            self.model.add(rows)
        count = self.model.rowCount()
        more = self.tr("%n shown, more below", "", count)
        shown = self.tr("%n in all", "", count) if count else self.tr("None found.")
        self._words.setText(more if self._next is not None else shown)
        self._loading = None
        self._offer()
        self.table.doItemsLayout()
        self._more_if_near()

    def _more_if_near(self) -> None:
        bar = self.table.verticalScrollBar()
        near = bar.value() >= bar.maximum() - 4 * ROW_HEIGHT
        if near and self._next is not None and self._loading is None:
            after, self._next = self._next, None
            self._loading = self._tasks.spawn(self._load(after))

    def _offer(self) -> None:
        row = self.current
        for act, each in zip(self._acts, self.buttons, strict=True):
            each.setEnabled(row is not None and act.allowed(row))

    def _do(self, act: Act[Row]) -> None:
        if (row := self.current) is not None and act.allowed(row):
            self._tasks.spawn(self._act(act, row))

    async def _act(self, act: Act[Row], row: Row) -> None:
        await act.do(row)
        self.load()

    def _menu(self, where: QPoint) -> None:
        row = self.model.row(self.table.indexAt(where))
        if row is None:
            return
        menu = QMenu(self)
        for act in self._acts:
            if act.allowed(row):
                action = menu.addAction(menu_text(act.words))
                action.triggered.connect(lambda _checked=False, act=act: self._do(act))
        popup(menu, self.table.viewport().mapToGlobal(where))
