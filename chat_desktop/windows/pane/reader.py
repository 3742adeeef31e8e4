"""Reading in the pane: pages as they are needed, read marks, jumps and hits of a search."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import Client, Offline
from chat_desktop.core.rows import LinkState, MessageRow
from chat_desktop.windows.parts.tasks import Tasks
from protocol.scalars import MAX_INTEGER, GroupId, Seq


class Reader(QObject):
    """Joins one chat view to the client, for one group at a time."""

    said = Signal(str)
    shown = Signal()
    """The rows of the group were put into the view."""

    def __init__(self, client: Client, view: ChatView, tasks: Tasks) -> None:
        super().__init__()
        self._client, self._view, self._tasks = client, view, tasks
        self.group: GroupId | None = None
        """The group whose rows are read; `open` shows them."""
        self._opening: asyncio.Task[None] | None = None
        self._going: asyncio.Task[None] | None = None
        self._to_hit = False
        self._highlights: tuple[str, ...] = ()
        view.olderNeeded.connect(lambda: self._load(client.load_older))
        view.newerNeeded.connect(lambda: self._load(client.load_newer))
        view.newestNeeded.connect(lambda: self.jump(None))
        view.jumpRequested.connect(self._lead)
        view.firstUnreadNeeded.connect(self.show_first_unread)
        view.readUpTo.connect(self._read)

    def open(self, group: GroupId) -> None:
        """Show a group: at once what is known of it, the rest as it comes."""
        self._go_nowhere()
        self.group = group
        self.highlight(())
        self.show()
        self._opening = self._tasks.spawn(self._open(group))

    def close(self) -> None:
        """Show no group."""
        self._go_nowhere()
        self.group = None
        self._opening = None
        self._tasks.spawn(self._client.open_group(None))

    def show(self) -> None:
        """Put the rows of the group into the view."""
        if self.group is None:
            return
        row = self._client.group(self.group)
        timeline = self._client.timeline(self.group)
        self._view.show_timeline(
            timeline.rows if timeline else (),
            timeline.opened_read if timeline else 0,
            bool(timeline and timeline.at_start),
            bool(timeline and timeline.at_end),
            group=self.group,
            title=row.name if row else "",
        )
        self.shown.emit()

    def message(self, seq: Seq) -> MessageRow | None:
        """Return a message of the loaded window."""
        for row in reversed(self.rows()):
            if row.seq == seq:
                return row
        return None

    def rows(self) -> list[MessageRow]:
        """Return the messages of the loaded window."""
        timeline = self._client.timeline(self.group) if self.group else None
        return [row for row in (timeline.rows if timeline else ()) if isinstance(row, MessageRow)]

    def ask_again(self) -> None:
        """Let the view ask once more for what could not be loaded while offline."""
        timeline = self._client.timeline(self.group) if self.group else None
        if timeline is not None and self._client.status.state is LinkState.ONLINE:
            self._view.apply((), timeline.at_start, timeline.at_end)

    def jump(self, seq: Seq | None) -> None:
        """Go to a message of the group, or to its newest."""
        if self.group is not None:
            self._go(self._go_to(self.group, seq))

    def bring(self, seq: Seq) -> None:
        """Bring a message into view, wherever it is."""
        if not self._view.jump_to(seq):
            self.jump(seq)

    def show_hit(self, seq: Seq, words: Sequence[str]) -> None:
        """Go to a message that was searched for, with what is around it, its words marked."""
        self.highlight(words)
        if self.group is not None:
            self._go(self._go_to_hit(self.group, seq))
            self._to_hit = True

    def show_first_unread(self) -> None:
        """Go to the message that makes the group unread."""
        if self.group is not None:
            self._go(self._go_to_unread(self.group))

    def unread(self) -> int:
        """Return how many messages of the group are unread."""
        row = self._client.group(self.group) if self.group else None
        return row.unread if row else 0

    def highlight(self, words: Sequence[str]) -> None:
        """Mark these words wherever they stand in view; none ends that."""
        if tuple(words) != self._highlights:
            self._highlights = tuple(words)
            self._view.set_highlights(self._highlights)

    def mark_read(self) -> None:
        """Mark all of the group as read."""
        if self.group is not None:
            self._client.mark_read(self.group, MAX_INTEGER)
            self._view.clear_unread_line()

    # --- inside

    async def _open(self, group: GroupId) -> None:
        await self._client.open_group(group)
        if self.group == group:
            self.show()

    def _go(self, way: Coroutine[Any, Any, None]) -> None:
        """Go somewhere, and no longer to where was asked for before: its answer may come later."""
        self._go_nowhere()
        self._going = self._tasks.spawn(way)

    def _go_nowhere(self) -> None:
        if self._going is not None:
            self._going.cancel()
            self._going = None
        self._to_hit = False

    def _lead(self, seq: Seq) -> None:
        """The view wants a message: one clicked, or where it was left. A hit comes before that."""
        if self._going is None or self._going.done() or not self._to_hit:
            self.jump(seq)

    def _load(self, load: Callable[[GroupId], Awaitable[None]]) -> None:
        if self.group is not None:
            self._tasks.spawn(_unless_offline(load, self.group))

    async def _go_to_hit(self, group: GroupId, seq: Seq) -> None:
        opening = self._opening
        if opening is not None and not opening.done():
            # A window that is still being opened would take the place of the one jumped to.
            await asyncio.wait([opening])
        if group == self.group:
            await self._go_to(group, seq)

    async def _go_to_unread(self, group: GroupId) -> None:
        seq = await self._client.first_unread(group)
        if seq is None:
            self.said.emit(self.tr("Everything here has been read."))
        elif group == self.group and not self._view.jump_to(seq):
            await self._go_to(group, seq)

    async def _go_to(self, group: GroupId, seq: Seq | None) -> None:
        found = await self._client.jump_to(group, seq)
        if group != self.group:
            return
        if not found:
            self.said.emit(self.tr("This message is no longer there."))
            return
        self.show()
        if seq is None:
            self._view.jump_to_newest()
        else:
            self._view.jump_to(seq)

    def _read(self, seq: Seq) -> None:
        if self.group is not None:
            self._client.mark_read(self.group, seq)


async def _unless_offline(load: Callable[[GroupId], Awaitable[None]], group: GroupId) -> None:
    """Load; where there is no connection the banner says so, and it is asked for again."""
    with contextlib.suppress(Offline):
        await load(group)
