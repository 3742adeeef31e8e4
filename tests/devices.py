"""A device as the client's rules have it, on a line that a test holds in its hands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from model_server import Frame, ModelServer
from msgspec.structs import replace

from chat_desktop.client.pushes import apply_message
from chat_desktop.core.cache import Saved
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import newest_page, page_before
from chat_desktop.core.outbox import Outgoing
from chat_desktop.core.state import Account
from chat_desktop.core.timeline import Timeline
from chat_server.core.outcome import Actor
from protocol.commands import CatchUp, History, MarkRead, Send
from protocol.events import Event
from protocol.replies import Error, Messages, Sent
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import DEFAULT_LIMITS, Limits, User


class Disk:
    """What a device's cache would bring back after a restart: all but the timelines."""

    def __init__(self) -> None:
        self.epoch: str | None = None
        self.groups: dict[GroupId, GroupRecord] = {}
        self.outgoing: dict[Key, Outgoing] = {}

    def saved(self, me: User) -> Saved:
        outgoing = sorted(self.outgoing.values(), key=lambda entry: entry.order)
        return Saved(
            me,
            epoch=self.epoch,
            groups=tuple(self.groups.values()),
            outgoing=tuple(outgoing),
        )

    def put_account(self, me: User, epoch: str, limits: Limits) -> None:
        self.epoch = epoch

    def put_users(self, users: Iterable[Any]) -> None:
        pass

    def put_groups(self, records: Iterable[GroupRecord]) -> None:
        for record in records:
            old = self.groups.get(record.view.id)
            self.groups[record.view.id] = replace(record, have=old.have) if old else record

    def drop_group(self, group: GroupId) -> None:
        self.groups.pop(group, None)

    def advance(
        self, record: GroupRecord, me: UserId, events: Sequence[Event], landed: Sequence[Key]
    ) -> None:
        self.groups[record.view.id] = record
        self.drop_outgoing(record.view.id, landed)

    def put_page(self, group: GroupId, page: Any, landed: Sequence[Key]) -> None:
        self.drop_outgoing(group, landed)

    def restart_group(self, record: GroupRecord) -> None:
        self.groups[record.view.id] = record

    def restart(self, records: Iterable[GroupRecord]) -> None:
        self.groups = {record.view.id: record for record in records}

    def put_outgoing(self, entries: Iterable[Outgoing]) -> None:
        self.outgoing |= {entry.key: entry for entry in entries}

    def drop_outgoing(self, group: GroupId, keys: Iterable[Key]) -> None:
        for key in keys:
            self.outgoing.pop(key, None)


class Device:
    """One of a person's devices. Its frames wait in the server's line until `take` takes one."""

    def __init__(self, server: ModelServer, person: Actor, number: int) -> None:
        self.server, self.person, self.number = server, person, number
        self.online = False
        self.asked: dict[int, Any] = {}
        self.unsettled: set[tuple[GroupId, str]] = set()
        self._ids = count(2)
        self._keys = count(1)
        self._revs = count()
        self.disk = Disk()
        user = User(id=person.user, username=person.user, display_name="", active=True)
        self.account = Account(self.disk.saved(user), self.disk, _ignore, self._revs)

    # --- the connection

    def connect(self) -> None:
        """Log in with the token, take the snapshot, and catch up as the client does."""
        welcome = self.server.connect(self.person, self.number)
        self.online = True
        self.account.welcome(welcome, DEFAULT_LIMITS, 0)
        self._go_on()

    def disconnect(self) -> None:
        """Lose the connection: what was on its way, in both directions, is gone or was done."""
        self.server.disconnect(self.number)
        self._lost()

    def restart(self) -> None:
        """End the program and begin again with what is on disk."""
        if self.online:
            self.disconnect()
        me = self.account.me
        self.account = Account(self.disk.saved(me), self.disk, _ignore, self._revs)

    def _lost(self) -> None:
        self.online = False
        self.asked.clear()
        for group, _ in self.unsettled:
            self.account.end_page(group)
        self.unsettled.clear()
        for outbox in self.account.outboxes.values():
            outbox.close()

    # --- what a user does

    def open(self, group: GroupId) -> None:
        if (state := self.account.groups.get(group)) is not None:
            self.account.open_timeline(state)

    def older(self, group: GroupId, limit: int) -> None:
        """Ask for what comes before the window."""
        timeline = self.account.timelines.get(group)
        waits = (group, "older") in self.unsettled
        if timeline is None or timeline.at_start or waits or not self.online:
            return
        before = timeline.floor + 1
        self.account.begin_page(group)
        self.unsettled.add((group, "older"))
        command = History(id=next(self._ids), group=group, before=before, limit=limit, all=True)
        self._ask(command, (timeline, timeline.restarts, before))

    def send(self, group: GroupId, text: str) -> None:
        if group not in self.account.groups:
            return
        key = f"device-{self.number:03}-{next(self._keys):012}"
        entry = Outgoing(key, group, text, 0, self.account.next_order())
        self.disk.put_outgoing([entry])
        self.account.add_outgoing(entry)
        self._go_on()

    def read(self, group: GroupId, seq: Seq) -> None:
        self.account.mark_read(group, seq)

    def tell_marks(self) -> None:
        """Tell the server how far this device has read."""
        for group, seq in self.account.untold_marks().items():
            told = any(c == (group, seq) for _, c in self.asked.values())
            if self.online and not told:
                self._ask(MarkRead(id=next(self._ids), group=group, seq=seq), (group, seq))

    # --- what comes

    @property
    def waiting(self) -> int:
        """How many frames wait for this device."""
        line = self.server.lines.get(self.number)
        return len(line.pushes) + len(line.replies) if line else 0

    def take(self, pick: int = 0) -> None:
        """Take one frame: the next push, or any reply."""
        line = self.server.lines[self.number]
        place = pick % self.waiting
        if place < len(line.replies):
            self._answered(line.replies.pop(place))
        else:
            self._apply(line.pushes.popleft())
        self._go_on()

    def _answered(self, reply: Frame) -> None:
        command, context = self.asked.pop(reply.id)  # type: ignore[attr-defined]
        self._apply(reply)
        match command:
            case History(group=group):
                self._page(group, reply, context)
            case MarkRead():
                self.account.told_mark(*context)
            case Send(group=group, key=key):
                if isinstance(reply, Sent):
                    self.account.sent(group, key, reply.seq, reply.at)
                elif isinstance(reply, Error):
                    outbox = self.account.outbox(group)
                    outbox.refused(key, reply.code, reply.message, reply.retry_after, 0)
                    self.account.put_outgoing(group, key)
            case CatchUp(group=group) if isinstance(reply, Error):
                self.account.behind.pop(group, None)

    def _page(self, group: GroupId, reply: Frame, context: tuple[Timeline, int, int]) -> None:
        timeline, restarts, before = context
        self.unsettled.discard((group, "older"))
        if isinstance(reply, Messages):
            page = page_before(reply, before) if before else newest_page(reply)
            if page is not None:
                self.account.save_page(group, page)
                same = self.account.timelines.get(group) is timeline
                if same and timeline.restarts == restarts and timeline.floor + 1 == before:
                    self.account.take_page(group, page)
        self.account.end_page(group)

    def _apply(self, frame: Frame) -> None:
        apply_message(self.account, frame, 0, 0.0)  # type: ignore[arg-type]

    def _go_on(self) -> None:
        """Ask for what is missing, and send what waits."""
        if not self.online:
            return
        account = self.account
        for group in list(account.behind):
            state = account.groups.get(group)
            if state is None or state.log.have >= account.behind[group]:
                account.behind.pop(group, None)
            elif not any(c == "catch up" and a.group == group for a, c in self.asked.values()):
                have = state.log.have
                self._ask(CatchUp(id=next(self._ids), group=group, after=have, limit=3), "catch up")
        for group in account.groups.keys() | account.outboxes.keys():
            outbox = account.outbox(group)
            if group not in account.behind:
                outbox.open()
            for entry in outbox.due(0):
                send = Send(id=next(self._ids), group=group, key=entry.key, text=entry.text)
                self._ask(send, None)

    def _ask(self, command: Any, context: Any) -> None:
        self.asked[command.id] = (command, context)
        self.server.ask(self.number, command)


def _ignore(_change: object) -> None:
    pass
