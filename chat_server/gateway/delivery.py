"""Who is connected, in which groups, and what each hears of a committed batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from chat_server.core.jobs import LoggedIn, Result
from chat_server.core.model import TokenHash
from chat_server.core.outcome import (
    Actor,
    ConnectionId,
    Effect,
    EndSessions,
    Outcome,
    ProfileChanged,
    Publish,
    Subscribe,
    Tell,
    Unsubscribe,
)
from chat_server.core.ports import Snapshot
from chat_server.gateway.frames import frame
from chat_server.gateway.outbox import Cork, Outbox
from chat_server.gateway.presence import Presence
from protocol.errors import CloseCode
from protocol.events import Event, Joined, Left, Removed
from protocol.replies import Events, GroupGone, GroupView, UserChanged
from protocol.scalars import GroupId, UserId


class Listener(Protocol):
    """A connection, as delivery sees it."""

    @property
    def id(self) -> ConnectionId: ...

    @property
    def outbox(self) -> Outbox: ...

    def end(self, code: CloseCode, reason: str) -> None: ...


@dataclass(slots=True)
class _Group:
    """A group of which somebody is connected; `size` counts all its members."""

    size: int
    outboxes: dict[ConnectionId, Outbox] = field(default_factory=dict)


@dataclass(slots=True)
class _Online:
    """A user who is connected: by which sockets, with which sessions, in which groups."""

    groups: set[GroupId]
    listeners: dict[ConnectionId, Listener] = field(default_factory=dict)
    sessions: dict[ConnectionId, TokenHash] = field(default_factory=dict)


Done = Callable[[Result], None]
log = structlog.get_logger("delivery")


_SIZE_STEPS: Final[dict[type[Event], int]] = {Joined: 1, Left: -1, Removed: -1}
"""By how much an event changes the number of a group's members."""


class Delivery:
    """Carries a batch out to the connections, in the journal's order.

    Events of one group are joined into one frame, encoded once, and the same bytes go to every
    listener; a segment ends where somebody comes or leaves, so that each hears exactly what
    happened while he was in. What one connection gets of a batch is one write (`Cork`).
    """

    def __init__(self, cork: Cork, presence: Presence) -> None:
        self._cork = cork
        self._presence = presence
        self._users: dict[UserId, _Online] = {}
        self._groups: dict[GroupId, _Group] = {}
        self._pending: dict[GroupId, list[Event]] = {}
        self._joined: list[tuple[UserId, GroupId]] = []
        self._sizes: dict[GroupId, int] = {}

    # --- who is here

    def register(self, listener: Listener, actor: Actor, snapshot: Snapshot) -> None:
        """Put a connection among the listeners of the groups that its snapshot shows."""
        online = self._users.get(actor.user)
        first = online is None
        if online is None:
            online = self._users[actor.user] = _Online({group.id for group in snapshot.groups})
        online.listeners[listener.id] = listener
        online.sessions[listener.id] = actor.token_hash
        for view in snapshot.groups:
            group = self._groups.setdefault(view.id, _Group(view.members))
            group.size = view.members
            group.outboxes[listener.id] = listener.outbox
        if first:
            self._presence.came(actor.user, self._shown_groups(online.groups))

    def unregister(self, listener: Listener, user: UserId, now: int) -> bool:
        """Take a connection away; say whether it was the user's last. `now` in milliseconds."""
        online = self._users.get(user)
        if online is None or online.listeners.pop(listener.id, None) is None:
            return False
        del online.sessions[listener.id]
        self._presence.look(listener, None)
        for id in online.groups:
            self._silence(id, listener)
        if online.listeners:
            return False
        del self._users[user]
        self._presence.went(user, self._shown_groups(online.groups), now)
        return True

    def is_online(self, user: UserId) -> bool:
        return user in self._users

    def connections_of(self, user: UserId) -> int:
        online = self._users.get(user)
        return len(online.listeners) if online else 0

    def is_in(self, user: UserId, group: GroupId) -> bool:
        """Say whether a connected user is in the group."""
        online = self._users.get(user)
        return online is not None and group in online.groups

    def types(self, user: UserId, group: GroupId) -> None:
        """Tell who looks at the group that the user is writing; nothing if he is not in it."""
        online = self._users.get(user)
        if online is not None and group in online.groups and self.is_shown(group):
            self._presence.types(user, group, online.listeners)

    def focus(self, listener: Listener, user: UserId, group: GroupId | None) -> None:
        """Turn a connection's look to a group; to one the user is not in it changes nothing."""
        if group is None or self.is_in(user, group):
            self._presence.look(listener, group)

    def is_shown(self, group: GroupId) -> bool:
        """Say whether the group is small enough for presence and typing."""
        known = self._groups.get(group)
        return known is not None and self._presence.is_shown(known.size)

    # --- a batch

    def deliver(self, told: Sequence[Done], results: Sequence[Result]) -> None:
        """Carry out the effects of a committed batch and tell of each result who waits for it.

        Log-ins come last: their snapshots were taken after every job of the batch.
        """
        with self._cork:
            entering: list[tuple[Done, Result]] = []
            self._joined = []
            pending = self._pending
            for done, result in zip(told, results, strict=True):
                try:
                    if type(result) is Outcome:
                        for effect in result.effects:
                            # First, since nearly all are: a message.
                            if type(effect) is Publish:
                                pending.setdefault(effect.group, []).append(effect.event)
                            else:
                                self._carry_out(effect)
                        if type(result.reply) is GroupView:
                            self._note_size(result.reply)
                    elif isinstance(result, LoggedIn):
                        entering.append((done, result))
                        continue
                    done(result)
                except Exception as error:
                    _log_failure(error)
            self._publish_all()
            self._settle_sizes()
            for user, group in self._joined:
                if self.is_in(user, group) and self.is_shown(group):
                    self._presence.came(user, [group])
            for done, result in entering:
                try:
                    done(result)
                except Exception as error:
                    _log_failure(error)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Subscribe(user, group):
                self._subscribe(user, group)
            case Unsubscribe(user, group):
                self._unsubscribe(user, group)
            case Tell(user, message, but):
                self._note_size(message)
                self._tell(user, frame(message), but)
            case ProfileChanged():
                self._tell_profile(effect)
            case EndSessions():
                self._end_sessions(effect)

    def _publish_all(self) -> None:
        groups = list(self._pending)
        for group in groups:
            self._publish(group, last=len(groups) == 1)

    def _publish(self, id: GroupId, *, last: bool = False) -> None:
        """Send what has gathered of one group to everybody who listens now.

        What comes `last` is written on the way: nobody hears it later for what others are told.
        """
        events = self._pending.pop(id, None)
        group = self._groups.get(id)
        if not events or group is None:
            return
        for event in events:
            group.size += _SIZE_STEPS.get(type(event), 0)
        head = events[-1].seq
        data = frame(Events(group=id, events=events, head=head))
        if last:
            # Listed first: a write may show that a connection is gone.
            for outbox in list(group.outboxes.values()):
                outbox.live_at_once(data, id, head)
        else:
            for outbox in group.outboxes.values():
                outbox.live(data, id, head)

    def _subscribe(self, user: UserId, id: GroupId) -> None:
        self._publish(id)
        online = self._users.get(user)
        if online is None:
            return
        online.groups.add(id)
        group = self._groups.setdefault(id, _Group(0))
        group.outboxes.update((id, other.outbox) for id, other in online.listeners.items())
        self._joined.append((user, id))

    def _unsubscribe(self, user: UserId, id: GroupId) -> None:
        self._publish(id)
        online = self._users.get(user)
        if online is None or id not in online.groups:
            return
        online.groups.discard(id)
        gone = frame(GroupGone(group=id))
        # Listed first: who overflows by what is said hangs up, and is a listener no more.
        for listener in list(online.listeners.values()):
            self._presence.look_away(listener, id)
            self._silence(id, listener)
            listener.outbox.forget(id)
            listener.outbox.say(gone)

    def _tell(self, user: UserId, data: bytes, but: ConnectionId) -> None:
        online = self._users.get(user)
        for id, listener in list(online.listeners.items()) if online else ():
            if id != but:
                listener.outbox.say(data)

    def _tell_profile(self, effect: ProfileChanged) -> None:
        data = frame(UserChanged(user=effect.user))
        own = self._users.get(effect.user.id)
        told: set[ConnectionId] = set(own.listeners) if own else set()
        for id in effect.groups:
            group = self._groups.get(id)
            for connection, outbox in group.outboxes.items() if group else ():
                if connection not in told:
                    told.add(connection)
                    outbox.hint(data)

    def _end_sessions(self, effect: EndSessions) -> None:
        online = self._users.get(effect.user)
        if online is None:
            return
        for id, listener in list(online.listeners.items()):
            token = online.sessions[id]
            chosen = effect.token_hash is None or token == effect.token_hash
            spared = token == effect.but_token or id == effect.but
            if chosen and not spared:
                listener.end(CloseCode.SESSION_ENDED, "session ended")

    # --- groups with listeners

    def _note_size(self, message: object) -> None:
        """Learn a group's size from a view of it, which a first joiner's group needs."""
        if isinstance(message, GroupView):
            self._sizes[message.group.id] = message.group.members

    def _settle_sizes(self) -> None:
        """Take over the sizes of views: these show the end of the batch, counted by now."""
        for id, size in self._sizes.items():
            if id in self._groups:
                self._groups[id].size = size
        self._sizes.clear()

    def _silence(self, id: GroupId, listener: Listener) -> None:
        group = self._groups.get(id)
        if group is not None:
            group.outboxes.pop(listener.id, None)
            if not group.outboxes:
                del self._groups[id]

    def _shown_groups(self, ids: Iterable[GroupId]) -> list[GroupId]:
        return [id for id in ids if self.is_shown(id)]


def _log_failure(error: Exception) -> None:
    """A bug in what concerns one job must not keep the others from their answers."""
    log.error("delivery_failed", exc_info=error)
