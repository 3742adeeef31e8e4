"""The unit of work: what one batch has read, what it changes, and the one writing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Sized
from dataclasses import replace

from chat_server.core.cache import GroupCache
from chat_server.core.model import (
    Amendment,
    Changes,
    GroupState,
    InviteRecord,
    Member,
    MessageState,
    SessionRecord,
    TokenHash,
    UserRecord,
)
from chat_server.core.outcome import Actor, Publish
from chat_server.core.ports import Store
from protocol.events import Event, Message
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Limits

MessageKey = tuple[GroupId, UserId, Key]
"""What makes sending again safe: unique among all messages."""


class UnitOfWork:
    """One batch inside one transaction of the store.

    Whatever most commands need is fetched for the whole batch at once (`prefetch`); then they
    touch memory only. Changes gather in `changes` and are written together; a read of something
    that the batch itself has changed writes them first ("read your writes").

    After a rollback the caller must `discard` the unit: the groups it touched are no longer what
    the database holds.
    """

    def __init__(self, store: Store, cache: GroupCache, now: int, limits: Limits) -> None:
        self.store = store
        self.now = now
        self.limits = limits
        self.changes = Changes()
        self.keys: dict[MessageKey, tuple[Seq, int]] = {}
        """Seq and time of the messages that keys have made, as far as that is known."""
        self.revoked: set[TokenHash] = set()
        self._cache = cache
        self._ended = cache.ended
        self._groups: dict[GroupId, GroupState | None] = {}
        self._users: dict[UserId, UserRecord | None] = {}
        self._active: dict[UserId, bool] = {}
        self._known_active = cache.active
        self._unsought: Sequence[MessageKey] = ()
        self._touched: set[GroupId] = set()
        self._written_heads: dict[GroupId, Seq] = {}

    # --- the batch as a whole

    def prefetch(
        self,
        groups: Iterable[GroupId],
        users: Iterable[UserId],
        senders: Collection[UserId],
        keys: Sequence[MessageKey],
    ) -> None:
        """Read whatever the batch's commands name: one query for each kind of thing.

        Of `senders` nothing is read but whether they may act, and `keys` are taken for new.
        """
        wanted = []
        for id in groups:
            group = self._groups[id] = self._cache.take(id)
            if group is None:
                wanted.append(id)
        if wanted:
            loaded = self.store.load_groups(wanted)
            self._groups.update(loaded)
            self._cache.keep(loaded.values())
        ids = list(users)
        if ids:
            found = self.store.users(ids)
            self._users.update({id: found.get(id) for id in ids})
        unknown = [id for id in senders if id not in self._cache.active]
        if unknown:
            inactive = self.store.inactive(unknown)
            self._active = dict.fromkeys(inactive, False)
            self._cache.keep_active(id for id in unknown if id not in inactive)
        self._unsought = keys
        if self._cache.doubted:
            self._cache.doubted -= 1
            self._seek_keys()

    def flush(self) -> None:
        """Write what has gathered, so that the store's reads see it."""
        if self.changes:
            self.store.write(self.changes)
            self.changes = Changes()
            self._written_heads.clear()

    def commit_to_memory(self) -> None:
        """Let the cache shrink to its size again; to be called once the batch is on disk."""
        for id, active in self._active.items():
            if not active:
                self._cache.active.discard(id)
        self._cache.trim(self._groups)
        self._cache.end_sessions(self.revoked)

    def discard(self) -> None:
        """Forget every group that this batch changed, since the database did not keep it."""
        self._cache.discard(self._touched)

    # --- groups and their logs

    def group(self, id: GroupId) -> GroupState | None:
        """Return the group as this batch sees it, closed ones too; None if there is none."""
        if id not in self._groups:
            group = self._cache.take(id)
            if group is None:
                group = self.store.load_groups([id]).get(id)
                if group is not None:
                    self._cache.keep([group])
            self._groups[id] = group
        return self._groups[id]

    def add_group(self, group: GroupState) -> None:
        """Take in a group that was made just now."""
        self._groups[group.id] = group
        self._cache.keep([group])
        self.touch(group)

    def touch(self, group: GroupState) -> None:
        """Note that the group's row changes; to be called before its head does."""
        if group.id not in self.changes.groups:
            self.changes.groups[group.id] = group
            self._written_heads[group.id] = group.head
            self._touched.add(group.id)

    def append(self, group: GroupState, event: Event) -> Publish:
        """Put the event at the end of the group's log; return the effect that tells of it."""
        self.touch(group)
        group.head = event.seq
        self.changes.events.append((group.id, event))
        return Publish(group.id, event)

    def append_message(
        self, group: GroupState, message: Message, user: UserId, member: Member
    ) -> Publish:
        """Put the member's message at the end of the log, read by its author.

        What `append` and `move_mark` do, in one step, since nearly all that happens is this.
        """
        id = group.id
        changes = self.changes
        if id not in changes.groups:
            self.touch(group)
        group.head = member.read = message.seq
        group.n = member.read_n = message.n
        changes.events.append((id, message))
        changes.marks[id, user] = member
        return Publish(id, message)

    def move_mark(self, group: GroupState, user: UserId, member: Member) -> None:
        """Note that the member has read more."""
        self._touched.add(group.id)
        self.changes.marks[group.id, user] = member

    def put_member(self, group: GroupState, user: UserId, member: Member) -> None:
        """Bring a member in, or change their row."""
        group.members[user] = member
        self._put(group.id, user, member)

    def drop_member(self, group: GroupState, user: UserId) -> None:
        """Take a member out."""
        del group.members[user]
        self._put(group.id, user, None)

    def _put(self, id: GroupId, user: UserId, member: Member | None) -> None:
        self._touched.add(id)
        self.changes.members[id, user] = member
        # The row says it all, and a mark of who was a member before must not come after it.
        self.changes.marks.pop((id, user), None)

    def set_removed(self, group: GroupState, user: UserId, removed: bool) -> None:
        """Note that the user may come back only by invite, or lift that."""
        if removed != (user in group.removed):
            (group.removed.add if removed else group.removed.discard)(user)
            self._touched.add(group.id)
            self.changes.removals[group.id, user] = removed

    def groups_of(self, user: UserId) -> list[GroupId]:
        """Return the groups that the user is a member of."""
        self._flush_if(self.changes.members)
        return self.store.groups_of(user)

    # --- messages

    def message(self, group: GroupState, seq: Seq) -> MessageState | None:
        """Return the message at `seq` as it stands, None if no message is there."""
        if seq > group.head:
            return None
        if seq > self._written_heads.get(group.id, group.head):
            self.flush()
        message = self.store.message(group.id, seq)
        amendment = self.changes.amendments.get((group.id, seq))
        if message is None or amendment is None:
            return message
        return replace(
            message,
            text=amendment.text,
            edited_at=amendment.edited_at,
            deleted=amendment.deleted,
        )

    def find_key(self, key: MessageKey) -> tuple[Seq, int] | None:
        """Return seq and time of the message that the key has made, None where it is new."""
        if self._unsought:
            self._seek_keys()
        return self.keys.get(key)

    def _seek_keys(self) -> None:
        keys, self._unsought = self._unsought, ()
        if keys:
            self.keys = {**self.store.find_keys(keys), **self.keys}

    def amend(self, group: GroupState, target: Seq, amendment: Amendment) -> None:
        """Change what a message says, or take it back."""
        self.changes.amendments[group.id, target] = amendment

    def has_reaction(self, group: GroupState, target: Seq, emoji: str, user: UserId) -> bool:
        pending = self.changes.reactions.get((group.id, target, emoji, user))
        if pending is not None:
            return pending
        return self.store.has_reaction(group.id, target, emoji, user)

    def has_room_for(self, group: GroupState, target: Seq, emoji: str, most: int) -> bool:
        """Say whether a message has this emoji, or fewer than `most` different ones."""
        there = self.store.emojis(group.id, target)
        pending = {
            emoji for *place, emoji, _ in self.changes.reactions if place == [group.id, target]
        }
        if emoji in there or len(there | pending) < most:
            return True
        # Only now does it matter whether one that was taken off was the last of its kind.
        self._flush_if(pending)
        there = self.store.emojis(group.id, target)
        return emoji in there or len(there) < most

    def set_reaction(
        self, group: GroupState, target: Seq, emoji: str, user: UserId, there: bool
    ) -> None:
        self.changes.reactions[group.id, target, emoji, user] = there

    def count_messages(self, group: GroupState, until: Seq) -> int:
        """Return `n` of the newest message at or before `until`, 0 where there is none."""
        if until >= group.head:
            return group.n
        if until > self._written_heads.get(group.id, group.head):
            self.flush()
        return self.store.count_messages(group.id, until)

    # --- accounts, sessions, invites

    def user(self, id: UserId) -> UserRecord | None:
        if id not in self._users:
            self._users[id] = self.store.user(id)
        return self._users[id]

    def is_active(self, id: UserId) -> bool:
        """Say whether the user may act: there is an account, and it is not deactivated."""
        active = self._active.get(id)
        if active is None and id in self._known_active:
            return True
        if active is None:
            record = self.user(id)
            active = self._active[id] = record is not None and record.active
        return active

    def account(self, id: UserId) -> UserRecord:
        """Return the account of an actor, who is known to have one."""
        record = self.user(id)
        if record is None:
            raise LookupError(f"user {id} has no account")
        return record

    def user_by_name(self, folded: str) -> UserRecord | None:
        self._flush_if(self.changes.users)
        return self.store.user_by_name(folded)

    def user_by_email(self, folded: str) -> UserRecord | None:
        self._flush_if(self.changes.users)
        return self.store.user_by_email(folded)

    def new_user_id(self) -> UserId:
        self._flush_if(self.changes.users)
        return self.store.new_user_id()

    def put_user(self, record: UserRecord) -> None:
        """Make an account or change it."""
        self._users[record.id] = record
        self._active[record.id] = record.active
        self.changes.users[record.id] = record

    def session(self, token_hash: TokenHash) -> SessionRecord | None:
        """Return the session, None if there is none or it was revoked."""
        self._flush_if(self.changes.sessions)
        return None if token_hash in self.revoked else self.store.session(token_hash)

    def add_session(self, record: SessionRecord) -> None:
        self.changes.sessions.append(record)

    def may_act(self, actor: Actor) -> bool:
        """Say whether the actor is active, with a session that ended neither in this batch nor in
        one shortly before.
        """
        user, token = actor.user, actor.token_hash
        if token in self._ended or token in self.revoked:
            return False
        return (not self._active and user in self._known_active) or self.is_active(user)

    def revoke(self, token_hash: TokenHash) -> None:
        """End a session for good."""
        self._flush_if(self.changes.sessions)
        self.revoked.add(token_hash)
        self.changes.revoked.append(token_hash)

    def revoke_all(self, user: UserId, but: TokenHash | None = None) -> None:
        """End every session of the user, save the one that `but` names."""
        self._flush_if(self.changes.sessions)
        for session in self.store.sessions_of(user):
            if session.token_hash != but:
                self.revoke(session.token_hash)

    def invite(self, token_hash: TokenHash) -> InviteRecord | None:
        return self.changes.invites.get(token_hash) or self.store.invite(token_hash)

    def put_invite(self, record: InviteRecord) -> None:
        self.changes.invites[record.token_hash] = record

    def _flush_if(self, pending: Sized) -> None:
        if len(pending):
            self.flush()
