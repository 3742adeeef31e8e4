"""Search in the open group: a panel beside the chat, with hits that the chat is moved to."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.core.ports import Client
from chat_desktop.core.search_help import with_operator
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.clean import one_line
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton, label, line
from chat_desktop.windows.parts.heights import keep_header_height
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.coverage_line import CoverageLine
from chat_desktop.windows.search.hints import Hints
from chat_desktop.windows.search.result_list import ResultList
from chat_desktop.windows.search.result_model import Entry, Found, Suggestion
from chat_desktop.windows.search.search_line import SearchLine
from chat_desktop.windows.search.searching import Searching, State
from chat_desktop.windows.search.suggestions import found, suggest
from protocol.scalars import GroupId


class GroupSearch(QWidget):
    """Says which hit is to be shown in the chat, and when the user has done."""

    opened = Signal(object, object)
    """A `Hit`, and the words to highlight."""
    closed = Signal()
    """By Escape: the user wants to be back where they were."""
    dismissed = Signal()
    """By its button: the user has found what they wanted."""

    def __init__(self, client: Client, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("groupSearch")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._client = client
        self._group: GroupId | None = None
        self._told: tuple[State, int] = (State.EMPTY, 0)
        self.searching = Searching(client, tasks, self)
        self.field = SearchLine(theme, self.tr("Search in this group"))
        self.field.setObjectName("groupSearchField")
        self.list = ResultList(theme, self.tr("Messages found"))
        self.list.setObjectName("groupSearchList")
        self.coverage = CoverageLine(theme)
        self._close = IconButton(theme, "close", self.tr("Close search"), size=18, box=32)
        self._older = IconButton(
            theme, "chevron-up", self.tr("Older hit"), size=18, box=28, shortcut="F3"
        )
        self._newer = IconButton(
            theme, "chevron-down", self.tr("Newer hit"), size=18, box=28, shortcut="Shift+F3"
        )
        self._title = ElidedLabel(pixels=Size.TITLE, bold=True)
        self._count = label(pixels=Size.SMALL, tone="faint")
        self._count.setObjectName("groupSearchCount")
        self._hints = Hints(
            theme,
            self.tr(
                "Find messages by three or more letters in a row, or by how a word begins."
                " It works without a connection."
            ),
            leave_out=frozenset({"in:"}),
        )
        self._nothing = label(tone="faint", wrap=True)
        self._nothing.setObjectName("groupSearchNothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out(theme)
        self._connect()
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(margins(16, 0, 8, 0))
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        top = QWidget()
        keep_header_height(top, theme)
        top.setLayout(head)
        field = QHBoxLayout()
        field.setContentsMargins(16, 12, 16, 0)
        field.addWidget(self.field)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(margins(18, 0, 10, 2))
        bar.setSpacing(2)
        bar.addWidget(self._count, 1)
        bar.addWidget(self._older)
        bar.addWidget(self._newer)
        around = QWidget()
        inside = QVBoxLayout(around)
        inside.setContentsMargins(24, 32, 24, 0)
        inside.addWidget(self._nothing)
        inside.addStretch()
        self._pages = QStackedWidget()
        for page in (self._hints, self.list, around):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(line())
        column.addLayout(field)
        column.addSpacing(6)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.coverage)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._look)
        self.field.operator_changed.connect(self._show)
        self.field.stepped.connect(self._step)
        self.field.chosen.connect(self._choose)
        self.field.completed.connect(self._complete)
        self.field.escaped.connect(self.closed)
        self._close.clicked.connect(self.dismissed)
        self._older.clicked.connect(lambda: self.open_next(1))
        self._newer.clicked.connect(lambda: self.open_next(-1))
        self._hints.operator_wanted.connect(self._add_operator)
        self.list.chosen.connect(self._choose_entry)
        self.list.more_wanted.connect(self.searching.look_further)
        self.searching.changed.connect(self._show)
        self.searching.prepare = lambda hit: self.list.look.words_height(
            found(self._client, hit, datetime.now().astimezone(), everywhere=False)
        )

    def end(self) -> None:
        """Stop listening to the client."""
        self.searching.end()

    def begin(self, group: GroupId) -> None:
        """Search in this group; what was asked there before can be typed over."""
        row = self._client.group(group)
        name = one_line(row.name, 60) if row else ""
        self._title.setText(self.tr("Search"))
        self.field.setPlaceholderText(self.tr("Search in {group}").format(group=name))
        if group != self._group:
            self._group = group
            self.list.look.opened = None
            self.field.clear()
            self.searching.look_in(group)
        self.searching.look_for(self.field.text())
        self.field.setFocus()
        self.field.selectAll()

    # --- what is shown

    def _look(self, text: str) -> None:
        self.list.look.opened = None
        self.searching.look_for(text)

    def _show(self) -> None:
        now = datetime.now().astimezone()
        suggestions = suggest(self._client, self.field.operator(), now.date(), self._group)
        state = self.searching.state
        self.field.offers_completion = bool(suggestions)
        entries: list[Entry] = [*suggestions]
        if not suggestions:
            hits = self.searching.hits
            entries += [found(self._client, hit, now, everywhere=False) for hit in hits]
        self.list.show_entries(entries)
        page = 1 if entries else 0
        if not entries and state in (State.NOTHING, State.WRONG):
            page = 2
            nothing = self.tr("No message here has “{words}”.")
            words = nothing.format(words=one_line(self.field.text().strip(), 60))
            self._nothing.setText(self.searching.problem if state is State.WRONG else words)
        self._pages.setCurrentIndex(page)
        self.coverage.show_coverage(self.searching.coverage)
        self._count_hits()
        self._tell(state)

    def _tell(self, state: State) -> None:
        """Have a screen reader say what came of the search, once."""
        told = state, len(self.searching.hits)
        if told == self._told:
            return
        self._told = told
        if state is State.FOUND:
            say(self.field, self.tr("%n message(s) found", "", len(self.searching.hits)))
        elif state in (State.NOTHING, State.WRONG):
            say(self.field, self._nothing.text())

    def _count_hits(self) -> None:
        hits = self.searching.hits
        current = self.list.current
        shown = bool(hits) and isinstance(current, Found)
        self._bar.setVisible(shown)
        if not isinstance(current, Found):
            return
        many = f"{len(hits)}+" if self.searching.more else str(len(hits))
        words = self.tr("{place} of {many}").format(place=self._place(current) + 1, many=many)
        self._count.setText(words)
        self._older.setEnabled(len(hits) > 1)
        self._newer.setEnabled(len(hits) > 1)

    def _place(self, entry: Found) -> int:
        return self.searching.hits.index(entry.hit) if entry.hit in self.searching.hits else 0

    # --- what is done

    def _step(self, rows: int) -> None:
        self.list.step(rows)
        self._count_hits()
        say(self.field, self.list.sentence)

    def open_next(self, step: int) -> None:
        """Show the hit so many places further on, towards older ones; round at the ends."""
        hits = [entry for entry in self.list.entries if isinstance(entry, Found)]
        current = self.list.current
        if not hits or not isinstance(current, Found):
            return
        place = hits.index(current)
        if self.list.look.opened is not None:
            place = (place + step) % len(hits)
        self.list.go_to(hits[place])
        self._choose_entry(hits[place])

    def _choose(self) -> None:
        self.searching.look_now()
        current = self.list.current
        if isinstance(current, Found):
            opened = self.list.look.opened == (current.hit.group, current.hit.seq)
            self.open_next(1) if opened else self._choose_entry(current)
        elif current is not None:
            self._choose_entry(current)

    def _choose_entry(self, entry: Entry) -> None:
        if isinstance(entry, Suggestion):
            self._take(entry)
        elif isinstance(entry, Found):
            self.list.look.opened = (entry.hit.group, entry.hit.seq)
            self.list.go_to(entry)
            self.list.viewport().update()
            self._count_hits()
            self.opened.emit(entry.hit, self.searching.query.marks)

    def _complete(self) -> None:
        if isinstance(entry := self.list.current, Suggestion):
            self._take(entry)

    def _take(self, suggestion: Suggestion) -> None:
        self.field.complete_operator(suggestion.value)
        self._look(self.field.text())

    def _add_operator(self, operator: str) -> None:
        self.field.write(*with_operator(self.field.text(), operator))
        self._look(self.field.text())
