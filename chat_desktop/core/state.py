"""One account as this device knows it: what the server says changes it, and it tells the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from chat_desktop.core.arrivals import arrivals
from chat_desktop.core.attention import Level
from chat_desktop.core.cache import CacheWrites, Saved
from chat_desktop.core.groups import GroupRecord, GroupState
from chat_desktop.core.messages import Page
from chat_desktop.core.outbox import Outbox, Outgoing
from chat_desktop.core.people import People
from chat_desktop.core.ports import (
    Change,
    GroupGone,
    GroupsChanged,
    MembersChanged,
    ReadMoved,
    TimelineSpliced,
    UsersChanged,
)
from chat_desktop.core.rows import GroupRow, Splice
from chat_desktop.core.timeline import Timeline
from protocol.events import Event, Message
from protocol.replies import Welcome
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Group, Limits, MessageView, User

FARTHEST: Final = 5_000
"""Further behind than this a group begins again at its newest page instead of catching up."""

EARLY_EVENTS: Final = 1_000
"""How many events of a group are kept that come before the group itself is known."""


class Account:
    """Groups, people, timelines and outboxes of one user on one server.

    `behind` are the groups that are to catch up, with the event to reach.

    It has no clock and does no I/O: times are passed in, writes go to `cache`, changes to `tell`.
    """

    def __init__(
        self,
        saved: Saved,
        cache: CacheWrites,
        tell: Callable[[Change], None],
        revs: Iterator[int],
    ) -> None:
        self._cache = cache
        self._listener = tell
        self._rows: list[GroupRow] | None = None
        self._revs = revs
        self._epoch = saved.epoch
        self._early: dict[GroupId, list[Event]] = {}
        self._hidden: set[GroupId] = set()
        self._reading: dict[GroupId, int] = {}
        self.people = People(saved.me, saved.users, cache, self._tell)
        self.limits = saved.limits
        self.groups = {r.view.id: GroupState(r, self.me.id) for r in saved.groups}
        self.timelines: dict[GroupId, Timeline] = {}
        self.outboxes: dict[GroupId, Outbox] = {}
        self.behind: dict[GroupId, Seq] = {}
        self._order = max((entry.order for entry in saved.outgoing), default=0)
        for entry in saved.outgoing:
            self.outbox(entry.group).load([entry])

    # --- what is known

    @property
    def me(self) -> User:
        return self.people.me

    def rows(self) -> list[GroupRow]:
        """Return the groups, newest message first; the same list until one of them changes."""
        if self._rows is None:
            groups = sorted(self.groups.values(), key=lambda g: (-g.latest, g.view.name.casefold()))
            self._rows = [self.row(group) for group in groups]
        return self._rows

    def row(self, group: GroupState) -> GroupRow:
        return group.row(self.people.who_types(group.id))

    def outbox(self, group: GroupId) -> Outbox:
        """Return the group's outbox, which may be empty."""
        return self.outboxes.setdefault(group, Outbox())

    def next_order(self) -> int:
        """Return a number greater than every outgoing message's."""
        self._order += 1
        return self._order

    # --- the snapshot

    def welcome(self, welcome: Welcome, limits: Limits, now: int) -> None:
        """Take the server's snapshot; `behind` says afterwards which groups are to catch up."""
        self.limits = limits
        self._early.clear()
        self._hidden = {view.id for view in welcome.groups if view.kind is not None}
        views = {view.id: view for view in welcome.groups if view.kind is None}
        again = self._epoch is not None and self._epoch != welcome.epoch
        again = again or any(
            self.groups[id].log.have > view.head for id, view in views.items() if id in self.groups
        )
        self._epoch = welcome.epoch
        self._cache.put_account(welcome.user, welcome.epoch, limits)
        self.people.learn([welcome.user, *welcome.users], now)
        for id in self.groups.keys() - views.keys():
            self.group_gone(id)
        self.behind.clear()
        if again:
            self._begin_again(views)
        else:
            for view in views.values():
                self._refresh(view)
        self._tell(GroupsChanged())

    def _begin_again(self, views: dict[GroupId, Group]) -> None:
        before = {id: group.record() for id, group in self.groups.items()}
        self.groups = {
            id: GroupState(_new_record(view, before.get(id)), self.me.id)
            for id, view in views.items()
        }
        self._cache.restart([group.record() for group in self.groups.values()])
        for outbox in self.outboxes.values():
            self._cache.put_outgoing(outbox.doubt())
        for id, group in self.groups.items():
            if id in self.timelines:
                self._spliced(id, self.timelines[id].restart(group.head))
                self.show_outgoing(id)
                self._move_mark(id)

    def _refresh(self, view: Group) -> None:
        group = self.groups.get(view.id)
        if group is None:
            self.groups[view.id] = group = GroupState(_new_record(view), self.me.id)
        else:
            group.refresh(view)
        if group.head - group.log.have > FARTHEST:
            self.restart_group(group)
        else:
            self._want(group, group.head)
        self._cache.put_groups([group.record()])
        if timeline := self.timelines.get(view.id):
            self._spliced(view.id, timeline.expect(group.head))
            self._move_mark(view.id)

    def _want(self, group: GroupState, head: Seq) -> None:
        if head > group.log.have:
            self.behind[group.id] = max(head, self.behind.get(group.id, 0))

    def restart_group(self, group: GroupState) -> None:
        """Leave out what lies between what is here and the group's head."""
        group.restart(group.head)
        self._cache.restart_group(group.record())
        self._cache.drop_outgoing(group.id, self._land(group.id, []))
        if timeline := self.timelines.get(group.id):
            self._spliced(group.id, timeline.restart(group.head))

    # --- pushes

    def take_events(self, id: GroupId, events: Sequence[Event]) -> None:
        """Take events of a group, live or caught up; a hole puts the group among `behind`."""
        group = self.groups.get(id)
        if group is None:
            early = self._early.setdefault(id, [])
            if id not in self._hidden and len(early) < EARLY_EVENTS:
                early.extend(events)
            return
        ready = group.log.take(events)
        before = group.read
        group.count(events)
        if timeline := self.timelines.get(id):
            self._spliced(id, timeline.apply([*events, *ready]))
            timeline.settle(group.log.have, reading=id in self._reading)
        own = [e.key for e in ready if isinstance(e, Message) and e.by == self.me.id]
        landed = self._land(id, own)
        self._cache.advance(group.record(), self.me.id, ready, landed)
        self._want(group, group.log.farthest)
        self.people.follow(id, events, ready)
        if group.read != before:
            self._move_mark(id)
        self._tell(GroupsChanged())
        for arrived in arrivals(id, ready, read=group.read, me=self.me):
            self._tell(arrived)

    def group_view(self, view: Group, now: int) -> None:
        """Take the reader's own view of a group: a new one, or one that changed."""
        if view.kind is not None:
            self._hidden.add(view.id)
            return
        group = self.groups.get(view.id)
        if group is None:
            record = GroupRecord(view, view.head, view.read or 0, touched=now)
            self.groups[view.id] = group = GroupState(record, self.me.id)
        else:
            group.refresh(view)
        self._cache.put_groups([group.record()])
        self._move_mark(view.id)
        self._tell(GroupsChanged())
        if early := self._early.pop(view.id, None):
            self.take_events(view.id, early)

    def group_gone(self, id: GroupId) -> None:
        """Forget a group that the user is no longer in; what waits in its outbox stays."""
        self._early.pop(id, None)
        if self.groups.pop(id, None) is None:
            return
        self.timelines.pop(id, None)
        self.people.leave(id)
        self.behind.pop(id, None)
        self._cache.drop_group(id)
        self._tell(GroupGone(id))
        self._tell(GroupsChanged())

    def lagged(self, heads: dict[GroupId, int]) -> None:
        """Learn how far the groups have gone on while this reader was too slow."""
        for id, head in heads.items():
            group = self.groups.get(id)
            if group is not None and group.log.have < head:
                self._want(group, head)
                if timeline := self.timelines.get(id):
                    self._spliced(id, timeline.expect(head))

    def someone_types(self, id: GroupId, user: UserId, now: float) -> None:
        """Somebody writes in a group; `now` is in seconds of a monotonic clock."""
        if id in self.groups:
            self.people.start_typing(id, user, now)

    # --- timelines

    def open_timeline(self, group: GroupState) -> Timeline:
        """Return the group's timeline, a new one being empty after what is in the cache."""
        timeline = self.timelines.get(group.id)
        if timeline is None:
            timeline = Timeline(self.me.id, group.log.have, self._revs)
            timeline.expect(group.head)
            timeline.set_outgoing(self.outbox(group.id).entries)
            self.timelines[group.id] = timeline
        timeline.read = timeline.opened_read = group.read
        return timeline

    def begin_page(self, id: GroupId) -> None:
        """A page of the group is on its way."""
        self._reading[id] = self._reading.get(id, 0) + 1

    def end_page(self, id: GroupId) -> None:
        """It is here, or will not come."""
        left = self._reading.pop(id) - 1
        if left:
            self._reading[id] = left

    def take_page(self, id: GroupId, page: Page, *, instead: bool = False) -> None:
        """Show a page in the group's timeline, `instead` of what is shown or beside it."""
        if timeline := self.timelines.get(id):
            self._spliced(id, timeline.replace(page) if instead else timeline.add_page(page))

    def save_page(self, id: GroupId, page: Page) -> None:
        """Keep a page that the server sent, unless events that it lacks have been applied."""
        group = self.groups.get(id)
        if group is None or any(stamped.as_of < group.log.have for stamped in page.items):
            return
        items = [s.item for s in page.items if isinstance(s.item, MessageView)]
        landed = self._land(id, [item.key for item in items if item.by == self.me.id])
        self._cache.put_page(id, page, landed)

    def mark_read(self, id: GroupId, seq: Seq) -> None:
        """Move the read mark forward; `untold_marks` says what the server is to be told."""
        group, timeline = self.groups.get(id), self.timelines.get(id)
        if group is None:
            return
        if group.mark_read(seq, timeline.mark_at(min(seq, group.head)) if timeline else None):
            self._cache.put_groups([group.record()])
            self._move_mark(id)
            self._tell(GroupsChanged())

    def untold_marks(self) -> dict[GroupId, Seq]:
        """Return the read marks that the server does not know yet."""
        return {id: mark for id, group in self.groups.items() if (mark := group.untold_read)}

    def told_mark(self, id: GroupId, seq: Seq) -> None:
        """The server knows of a read mark."""
        if group := self.groups.get(id):
            group.told(seq)
            self._cache.put_groups([group.record()])

    def set_draft(
        self,
        id: GroupId,
        text: str,
        reply_to: Seq | None = None,
        edit: tuple[Seq, str] | None = None,
    ) -> None:
        """Keep what is being written in a group, what it answers, and which message is changed."""
        group, written = self.groups.get(id), (text, reply_to, edit)
        if group is not None and (group.draft, group.draft_reply, group.draft_edit) != written:
            group.draft, group.draft_reply, group.draft_edit = written
            self._cache.put_groups([group.record()])
            self._tell(GroupsChanged())

    def set_level(self, id: GroupId, level: Level) -> None:
        """Choose which messages of a group are told to the user."""
        group = self.groups.get(id)
        if group is not None and group.level is not level:
            group.level = level
            self._cache.put_groups([group.record()])
            self._tell(GroupsChanged())

    # --- the outbox

    def add_outgoing(self, entry: Outgoing) -> None:
        """Show a message that is on disk now, and let it be sent."""
        self.outbox(entry.group).add(entry)
        self.show_outgoing(entry.group)

    def sent(self, id: GroupId, key: Key, seq: Seq, at: int) -> None:
        """The server has a message of one's own; it leaves the outbox with its event."""
        outbox = self.outbox(id)
        if not outbox.sent(key, seq, at):
            return
        if id not in self.groups:
            outbox.landed(key)
            landed = [key]
        else:
            landed = self._land(id, [])
        if landed:
            self._cache.drop_outgoing(id, landed)
        else:
            self.put_outgoing(id, key)
        self.show_outgoing(id)

    def put_outgoing(self, id: GroupId, key: Key) -> None:
        """Write one outgoing message down as it is now, and show it so."""
        if entry := self.outbox(id).get(key):
            self._cache.put_outgoing([entry])
            self.show_outgoing(id)

    def keep_outgoing(self) -> None:
        """Write down all that waits, for a cache that may have lost it."""
        entries = [entry for outbox in self.outboxes.values() for entry in outbox.entries]
        self._cache.put_outgoing(entries)

    def discard(self, id: GroupId, key: Key) -> None:
        """Drop a message that failed."""
        if self.outbox(id).discard(key):
            self._cache.drop_outgoing(id, [key])
            self.show_outgoing(id)

    def show_outgoing(self, id: GroupId) -> None:
        """Show the outbox as it is now."""
        if timeline := self.timelines.get(id):
            self._spliced(id, timeline.set_outgoing(self.outbox(id).entries))

    def _land(self, id: GroupId, keys: Iterable[Key]) -> list[Key]:
        """Take out of the outbox what is in the log; return the keys of it."""
        group, outbox = self.groups.get(id), self.outboxes.get(id)
        if group is None or outbox is None:
            return []
        landed = [key for key in keys if outbox.landed(key)] + outbox.settle(group.log.have)
        if landed:
            self.show_outgoing(id)
        return landed

    def _tell(self, change: Change) -> None:
        if not isinstance(change, TimelineSpliced | MembersChanged | UsersChanged):
            self._rows = None
        self._listener(change)

    def _move_mark(self, id: GroupId) -> None:
        if timeline := self.timelines.get(id):
            timeline.read = self.groups[id].read
        self._tell(ReadMoved(id))

    def _spliced(self, id: GroupId, splices: tuple[Splice, ...]) -> None:
        if splices:
            self._tell(TimelineSpliced(id, splices))


def _new_record(view: Group, before: GroupRecord | None = None) -> GroupRecord:
    """Return a group as the server shows it, with what only this device knew of it `before`."""
    record = GroupRecord(view, view.head, view.read or 0)
    if before is not None:
        # A server that went back in time may have lost the message that is answered or changed.
        reply, edit = before.draft_reply, before.draft_edit
        record = replace(
            record,
            level=before.level,
            draft=before.draft,
            draft_reply=reply if (reply or 0) <= view.head else None,
            draft_edit=edit if edit and edit[0] <= view.head else None,
        )
    return record
