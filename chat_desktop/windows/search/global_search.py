"""Search everywhere: groups, people and messages in sections, in the place of the group list."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.core.fuzzy import rank
from chat_desktop.core.ports import Client
from chat_desktop.core.search import Hit
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.clean import one_line
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.coverage_line import CoverageLine
from chat_desktop.windows.search.result_list import ResultList
from chat_desktop.windows.search.result_model import Entry, Found, Heading, Invitation, Suggestion
from chat_desktop.windows.search.search_line import SearchLine
from chat_desktop.windows.search.searching import Searching, State
from chat_desktop.windows.search.suggestions import found, operators, suggest

FIRST: Final = 5
"""Groups and people shown before the messages."""


class GlobalSearch(QWidget):
    """The results for what stands in `field`, which stands elsewhere and keeps the keyboard."""

    group_wanted = Signal(str)
    person_wanted = Signal(str)
    public_wanted = Signal(str)
    """Look for this among the server's public groups."""
    hit_wanted = Signal(object, object)
    """A `Hit`, and the words to highlight."""
    active_changed = Signal(bool)
    """Whether something is searched for, and so there is something to show."""
    left = Signal()
    """The user has done: back to where they were."""

    def __init__(self, client: Client, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("globalSearch")
        self._client, self._theme = client, theme
        self._told: State = State.EMPTY
        self.field = SearchLine(theme, self.tr("Search people, groups, messages"))
        self.field.setObjectName("groupSearch")
        self.searching = Searching(client, tasks, self)
        self.field.textChanged.connect(self._look)
        self.field.operator_changed.connect(self._show)
        self.field.stepped.connect(self._step)
        self.field.chosen.connect(self._choose)
        self.field.completed.connect(self._choose)
        self.field.escaped.connect(self.leave)
        self.searching.changed.connect(self._show)
        self.searching.prepare = lambda hit: self.results.look.words_height(self._found(hit))

    @functools.cached_property
    def results(self) -> ResultList:
        """What was found. It is made, with what stands around it, when somebody searches."""
        found = ResultList(self._theme, self.tr("What was found"))
        found.setObjectName("globalSearchList")
        self.coverage = CoverageLine(self._theme)
        known = "  ".join(operator for operator, _meaning in operators())
        self._help = label(known, pixels=Size.TINY, tone="faint", wrap=True)
        self._help.setAccessibleName(self.tr("The search understands {words}").format(words=known))
        self._help.setContentsMargins(margins(18, 0, 16, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._help)
        column.addWidget(found, 1)
        column.addWidget(self.coverage)
        found.chosen.connect(self._choose_entry)
        found.more_wanted.connect(self.searching.look_further)
        return found

    def end(self) -> None:
        """Stop listening to the client."""
        self.searching.end()

    @property
    def active(self) -> bool:
        """Whether something is searched for."""
        return bool(self.field.text().strip())

    def leave(self) -> None:
        """Ask for nothing any more."""
        self.field.clear()
        self.left.emit()

    # --- what is shown

    def _look(self, text: str) -> None:
        self.results.look.opened = None
        self.searching.look_for(text)
        self.active_changed.emit(self.active)

    def _show(self) -> None:
        if not self.active:
            if "results" in vars(self):
                self.results.show_entries([])
            return
        today = datetime.now().astimezone().date()
        suggestions = suggest(self._client, self.field.operator(), today)
        self.field.offers_completion = bool(suggestions)
        entries: list[Entry] = [*suggestions]
        if not suggestions:
            entries = [*self._names(), *self._messages()]
        self.results.show_entries(entries)
        self.coverage.show_coverage(self.searching.coverage)
        self._tell(self.searching.state)

    def _tell(self, state: State) -> None:
        """Have a screen reader say what stands first, once an answer has come."""
        if state is not self._told and state is not State.SEARCHING:
            say(self.field, self.results.sentence)
        self._told = state

    def _names(self) -> list[Entry]:
        """Return the groups and people that are called so; none where an operator is used."""
        query = self.searching.query
        text = " ".join(query.words + query.phrases)
        if not text or query.senders or query.groups or query.before or query.after:
            return []
        rows = list(self._client.groups)
        groups = [
            Offer(row.id, one_line(row.name, 80), self._about(row.members), unread=row.unread,
                  places=fit.places)
            for index, fit in rank(text, [row.name for row in rows], scattered=False)[:FIRST]
            for row in (rows[index],)
        ]  # fmt: skip
        public = Invitation(self.tr("Look among public groups"), "globe", text)
        all_groups: list[Entry] = [Heading(self.tr("Groups")), *groups, public]
        people = self._people(text)
        all_people: list[Entry] = [Heading(self.tr("People")), *people] if people else []
        # What is found comes before what leads on.
        return [*all_groups, *all_people] if groups else [*all_people, *all_groups]

    def _about(self, members: int) -> str:
        return self.tr("%n member(s)", "", members)

    def _people(self, text: str) -> list[Offer]:
        users = list(self._client.known_people())
        users.sort(key=lambda user: (user.display_name or user.username).casefold())
        names = [one_line(user.display_name or user.username, 80) for user in users]
        return [
            Offer(users[at].id, names[at], f"@{users[at].username}", person=True, places=fit.places)
            for at, fit in rank(text, names, scattered=False)[:FIRST]
        ]

    def _messages(self) -> list[Entry]:
        state = self.searching.state
        if state is State.EMPTY:
            return []
        now = datetime.now().astimezone()
        heading = self.tr("Messages")
        if state is State.WRONG:
            heading = self.searching.problem
        elif state is State.NOTHING:
            heading = self.tr("No message has these words")
        elif state is State.SEARCHING and not self.searching.hits:
            heading = self.tr("Searching messages…")
        return [Heading(heading), *(self._found(hit, now) for hit in self.searching.hits)]

    def _found(self, hit: Hit, now: datetime | None = None) -> Found:
        return found(self._client, hit, now or datetime.now().astimezone(), everywhere=True)

    # --- what is done

    def _step(self, rows: int) -> None:
        if self.active:
            self.results.step(rows)
            say(self.field, self.results.sentence)

    def _choose(self) -> None:
        self.searching.look_now()
        if self.active and (current := self.results.current) is not None:
            self._choose_entry(current)

    def _choose_entry(self, entry: Entry) -> None:
        match entry:
            case Offer() if entry.person:
                self.person_wanted.emit(entry.id)
            case Offer():
                self.field.clear()
                self.group_wanted.emit(entry.id)
            case Found():
                self.results.look.opened = (entry.hit.group, entry.hit.seq)
                self.results.go_to(entry)
                self.results.viewport().update()
                self.hit_wanted.emit(entry.hit, self.searching.query.marks)
            case Invitation():
                self.public_wanted.emit(entry.act)
            case Suggestion():
                self.field.complete_operator(entry.value)
