"""A search as it goes on: typed, waited for, found page by page; only the newest one counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from enum import Enum, auto
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from chat_desktop.core.ports import Change, Client, CoverageChanged, Offline
from chat_desktop.core.search import Coverage, Hit, Query, parse_query
from chat_desktop.translations.said import plain_words
from chat_desktop.windows.parts.tasks import Tasks, next_turn
from protocol.errors import Refusal
from protocol.scalars import GroupId

PAUSE_MS: Final = 120
"""After the last key, before it is searched."""
PAGE: Final = 40
TURN_SECONDS: Final = 0.004


class State(Enum):
    """How far a search is."""

    EMPTY = auto()
    """Nothing is asked for."""
    SEARCHING = auto()
    """Not answered yet; the hits are those of the question before."""
    FOUND = auto()
    NOTHING = auto()
    WRONG = auto()
    """There is no answer; `problem` says why."""


class Searching(QObject):
    """Asks a client for messages with what is typed, in one group or in all."""

    changed = Signal()
    """State, hits, or how far the search covers."""

    def __init__(self, client: Client, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._client, self._tasks = client, tasks
        self._group: GroupId | None = None
        self._text = ""
        self._task: asyncio.Task[None] | None = None
        self._more = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.state = State.EMPTY
        self.hits: tuple[Hit, ...] = ()
        self.problem = ""
        self.coverage = Coverage(0, 0)
        self.prepare: Callable[[Hit], object] = lambda _hit: None
        """Called with each hit before it is among `hits`, a few in a turn of the loop: what is
        worked out for it then need not be when all of them are shown."""
        self._end: Callable[[], None] = client.listen(self._told)

    def end(self) -> None:
        """Stop everything."""
        self._stop()
        self._end()

    @property
    def query(self) -> Query:
        """What the last question asks for; nothing where it cannot be understood."""
        try:
            return parse_query(self._text)
        except Refusal:
            return Query()

    @property
    def more(self) -> bool:
        """Whether there may be older hits than those shown."""
        return self._more

    def look_in(self, group: GroupId | None) -> None:
        """Search in this group from now on, None for all of them."""
        if group != self._group:
            self._group = group
            self.look_for("")

    def look_for(self, text: str) -> None:
        """Search for this, once no more keys come."""
        self._stop()
        self._text = text.strip()
        self.coverage = self._client.search_coverage(self._group)
        if self._text and not self._asks_for_nothing():
            self.state = State.SEARCHING
            self._pause.start()
        else:
            self.state, self.hits, self._more = State.EMPTY, (), False
        self.changed.emit()

    def look_now(self) -> None:
        """Search at once if it waits for more keys."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def look_further(self) -> None:
        """Fetch the next page of older hits, if there may be one."""
        if self._more and not self._busy:
            self._task = self._tasks.spawn(self._search(self._text, self.hits[-1]))

    @property
    def _busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def _asks_for_nothing(self) -> bool:
        try:
            return parse_query(self._text).empty
        except Refusal:
            return False

    def _stop(self) -> None:
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ask(self) -> None:
        self._task = self._tasks.spawn(self._search(self._text, None))

    async def _search(self, text: str, before: Hit | None) -> None:
        """Ask and take the answer; whoever asks anew cancels this first."""
        try:
            page = await self._client.search(text, group=self._group, before=before, limit=PAGE)
        except (Refusal, Offline) as trouble:
            if before is not None:
                # What was found is still so.
                raise
            self._give_up(plain_words(trouble))
            return
        await self._prepare(page.hits)
        self.hits = (self.hits if before else ()) + page.hits
        self._more = page.more and bool(page.hits)
        if page.partial and not self.hits:
            self._give_up(self.tr("This takes too long to find. Add a word, or from: or in:."))
            return
        self.state = State.FOUND if self.hits else State.NOTHING
        self.changed.emit()

    async def _prepare(self, hits: Sequence[Hit]) -> None:
        begun = perf_counter()
        for hit in hits:
            self.prepare(hit)
            if perf_counter() - begun > TURN_SECONDS:
                await next_turn()
                begun = perf_counter()

    def _give_up(self, problem: str) -> None:
        self.state, self.hits, self._more = State.WRONG, (), False
        self.problem = problem
        self.changed.emit()

    def _told(self, change: Change) -> None:
        if not isinstance(change, CoverageChanged):
            return
        before, self.coverage = self.coverage, self._client.search_coverage(self._group)
        if self.coverage == before:
            return
        more = self.state is State.FOUND and self.coverage.complete and not self._more
        if (self.state is State.NOTHING or more) and not self._busy:
            # What was not there a moment ago may be now.
            self._ask()
        self.changed.emit()
