"""A client without a network: the whole port in memory, with lively data and refusals on demand."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from fake_admin import FakeAdmin
from fake_data import DIRECTORY, GROUPS, ME, MEMBERS, NOW, USERS, timeline_rows
from fake_search import FakeSearch

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import (
    Change,
    GroupGone,
    GroupsChanged,
    MembersChanged,
    ReadMoved,
    SignedOut,
    StatusChanged,
    TimelineSpliced,
)
from chat_desktop.core.rows import Delivery, GroupRow, LinkState, MessageRow, Row, Splice, Status
from protocol import rules
from protocol.errors import ErrorCode, Refusal
from protocol.replies import (
    Groups,
    Invite,
)
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility
from protocol.views import (
    DEFAULT_LIMITS,
    Limits,
    Member,
    Reaction,
    User,
)


@dataclass
class FakeTimeline:
    """The loaded window of a timeline, all of it."""

    rows: list[Row] = field(default_factory=list)
    at_start: bool = True
    at_end: bool = True
    read: int = 0
    opened_read: int = 0


class FakeClient(FakeAdmin, FakeSearch):
    """Implements `Client`. `refuse[method]` is raised by that method; `calls` is what was asked."""

    def __init__(self, *, signed_in: bool = True, lively: bool = True) -> None:
        super().__init__()
        self.calls: list[tuple[str, Any]] = []
        self.refuse: dict[str, Exception] = {}
        self._listeners: list[Callable[[Change], None]] = []
        self.status = Status(LinkState.ONLINE if signed_in else LinkState.SIGNED_OUT)
        self.server_url = "ws://127.0.0.1:8765/ws"
        self.limits: Limits = DEFAULT_LIMITS
        self.me: User | None = ME if signed_in else None
        self.users = dict(USERS) if lively else {ME.id: ME}
        self.rows: list[GroupRow] = list(GROUPS) if lively and signed_in else []
        self.member_lists: dict[GroupId, list[Member]] = (
            {group: list(found) for group, found in MEMBERS.items()} if lively else {}
        )
        self.timelines = {
            row.id: FakeTimeline(timeline_rows(row.id), read=6, opened_read=6) for row in self.rows
        }
        self.further_members: dict[GroupId, list[Member]] = {}
        self.made_invites: list[Invite] = []
        self.open: GroupId | None = None
        self.public = list(DIRECTORY)

    # --- what a test does to it

    def tell(self, change: Change) -> None:
        """Tell everybody who listens."""
        for listener in list(self._listeners):
            listener(change)

    def set_status(self, state: LinkState, **more: Any) -> None:
        """Change the state of the connection."""
        self.status = Status(state, **more)
        self.tell(StatusChanged())

    def change_group(self, id: GroupId, **changes: Any) -> None:
        """Change a row of the sidebar."""
        self.rows = [
            msgspec.structs.replace(row, **changes) if row.id == id else row for row in self.rows
        ]
        self.tell(GroupsChanged())

    def drop_group(self, id: GroupId) -> None:
        """Be out of a group."""
        self.rows = [row for row in self.rows if row.id != id]
        self.tell(GroupsChanged())
        self.tell(GroupGone(id))

    def _asked(self, method: str, *what: Any) -> None:
        self.calls.append((method, what[0] if len(what) == 1 else what))
        if method in self.refuse:
            raise self.refuse[method]

    def asked(self, method: str) -> list[Any]:
        """Return what was asked of one method."""
        return [what for name, what in self.calls if name == method]

    # --- session

    def listen(self, tell: Callable[[Change], None]) -> Callable[[], None]:
        self._listeners.append(tell)
        return lambda: self._listeners.remove(tell)

    async def sign_up(
        self,
        username: str,
        password: str,
        *,
        email: str = "",
        display_name: str = "",
        country: str = "",
        keep: bool = False,
    ) -> None:
        self._asked("sign_up", username, password, email, display_name, country, keep)
        self.me = msgspec.structs.replace(
            ME, username=username, display_name=display_name or username, email=email
        )
        self.set_status(LinkState.ONLINE)

    async def log_in(self, login: str, password: str, *, keep: bool = False) -> None:
        self._asked("log_in", login, password, keep)
        self.me = ME
        self.set_status(LinkState.ONLINE)

    async def log_out(self) -> None:
        self._asked("log_out")
        self.me = None
        self.rows = []
        self.set_status(LinkState.SIGNED_OUT)
        self.tell(SignedOut(None))

    def retry_now(self) -> None:
        self._asked("retry_now")

    # --- people

    def user(self, id: UserId) -> User | None:
        return self.users.get(id)

    def known_people(self) -> Sequence[User]:
        return list(self.users.values())

    async def profile(self, user: UserId | None = None, username: str | None = None) -> User:
        self._asked("profile", user, username)
        for known in self.users.values():
            if known.id == user or known.username == username:
                return known
        if user is None and username is None and self.me is not None:
            return self.me
        raise Refusal(ErrorCode.NO_SUCH_USER)

    async def update_profile(
        self,
        *,
        display_name: str | None = None,
        email: str | None = None,
        country: str | None = None,
        about: str | None = None,
    ) -> User:
        changes = {
            "display_name": display_name,
            "email": email,
            "country": country,
            "about": about,
        }
        self._asked("update_profile", changes)
        assert self.me is not None
        self.me = msgspec.structs.replace(
            self.me, **{name: value for name, value in changes.items() if value is not None}
        )
        return self.me

    async def change_password(self, old: str, new: str) -> None:
        self._asked("change_password", old, new)

    # --- groups

    @property
    def groups(self) -> Sequence[GroupRow]:
        return self.rows

    def group(self, id: GroupId) -> GroupRow | None:
        return next((row for row in self.rows if row.id == id), None)

    async def directory(self, query: str = "", after: str | None = None) -> Groups:
        self._asked("directory", query, after)
        found = [group for group in self.public if query.casefold() in group.name.casefold()]
        start = int(after or 0)
        more = str(start + 8) if start + 8 < len(found) else None
        return Groups(id=1, groups=found[start : start + 8], next=more)

    async def create_group(
        self, name: str, *, topic: str = "", visibility: Visibility = "private"
    ) -> GroupId:
        self._asked("create_group", name, topic, visibility)
        return self._enter(str(uuid.uuid4()), name, topic, visibility, "owner")

    def _enter(
        self, id: GroupId, name: str, topic: str, visibility: Visibility, role: Role
    ) -> GroupId:
        row = GroupRow(id, name, topic, visibility, members=1, role=role, unread=0, last_at=NOW)
        self.rows = [row, *self.rows]
        self.timelines[id] = FakeTimeline()
        assert self.me is not None
        self.member_lists[id] = [Member(user=self.me, role=role, online=True)]
        self.tell(GroupsChanged())
        return id

    async def join_group(self, group: GroupId, invite: str | None = None) -> None:
        self._asked("join_group", group, invite)
        found = next((known for known in self.public if known.id == group), None)
        if found is None:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        self._enter(group, found.name, found.topic, found.visibility, "member")

    async def leave_group(self, group: GroupId) -> None:
        self._asked("leave_group", group)
        self.drop_group(group)

    async def delete_group(self, group: GroupId) -> None:
        self._asked("delete_group", group)
        self.drop_group(group)

    async def update_group(
        self,
        group: GroupId,
        *,
        name: str | None = None,
        topic: str | None = None,
        visibility: Visibility | None = None,
    ) -> None:
        changes = {"name": name, "topic": topic, "visibility": visibility}
        changes = {key: value for key, value in changes.items() if value is not None}
        self._asked("update_group", group, changes)
        self.change_group(group, **changes)

    async def add_member(self, group: GroupId, user: UserId) -> None:
        self._asked("add_member", group, user)
        self.member_lists[group].append(Member(user=self.users[user], role="member", online=False))
        self.tell(MembersChanged(group))

    async def remove_member(self, group: GroupId, user: UserId) -> None:
        self._asked("remove_member", group, user)
        self.member_lists[group] = [
            member for member in self.member_lists[group] if member.user.id != user
        ]
        self.tell(MembersChanged(group))

    async def set_role(self, group: GroupId, user: UserId, role: Role) -> None:
        self._asked("set_role", group, user, role)
        self.member_lists[group] = [
            msgspec.structs.replace(member, role=role) if member.user.id == user else member
            for member in self.member_lists[group]
        ]
        self.tell(MembersChanged(group))

    async def create_invite(
        self, group: GroupId, *, expires: int | None = None, uses: int | None = None
    ) -> Invite:
        self._asked("create_invite", group, expires, uses)
        token = f"invite{len(self.asked('create_invite'))}"
        invite = Invite(id=1, group=group, token=token, expires=expires, uses=uses)
        self.made_invites.append(invite)
        return invite

    async def revoke_invite(self, group: GroupId, token: str) -> None:
        self._asked("revoke_invite", group, token)
        self.made_invites = [made for made in self.made_invites if made.token != token]

    def invites(self, group: GroupId) -> Sequence[Invite]:
        return [made for made in self.made_invites if made.group == group]

    def members(self, group: GroupId) -> Sequence[Member] | None:
        return self.member_lists.get(group)

    def more_members(self, group: GroupId) -> bool:
        return bool(self.further_members.get(group))

    async def load_more_members(self, group: GroupId) -> None:
        self._asked("load_more_members", group)
        self.member_lists[group] += self.further_members.pop(group, [])
        self.tell(MembersChanged(group))

    def _rows_of(self, group: GroupId) -> list[Row]:
        return self.timelines[group].rows if group in self.timelines else []

    # --- messages

    async def open_group(self, group: GroupId | None) -> None:
        self._asked("open_group", group)
        self.open = group

    def timeline(self, group: GroupId) -> FakeTimeline | None:
        return self.timelines.get(group)

    async def load_older(self, group: GroupId) -> None:
        self._asked("load_older", group)

    async def load_newer(self, group: GroupId) -> None:
        self._asked("load_newer", group)

    async def jump_to(self, group: GroupId, seq: Seq | None) -> bool:
        self._asked("jump_to", group, seq)
        return True

    async def first_unread(self, group: GroupId) -> Seq | None:
        self._asked("first_unread", group)
        read = self.timelines[group].read
        seqs = (row.seq for row in self._rows_of(group) if isinstance(row, MessageRow) and row.seq)
        return next((seq for seq in seqs if seq > read), None)

    def send(self, group: GroupId, text: str, reply_to: Seq | None = None) -> str:
        self._asked("send", group, text, reply_to)
        text = rules.text(text, self.limits)
        key = str(uuid.uuid4())
        rows = self.timelines[group].rows
        seq = len(rows) + 1
        assert self.me is not None
        row = MessageRow(
            key, self.me.id, NOW, text, seq=seq, n=seq, reply_to=reply_to, delivery=Delivery.SENT
        )
        rows.append(row)
        self.tell(TimelineSpliced(group, (Splice(len(rows) - 1, 0, (row,)),)))
        self.change_group(group, last_line=text, last_author=self.me.id, last_at=NOW)
        return key

    def send_again(self, group: GroupId, key: str) -> None:
        self._asked("send_again", group, key)

    def discard(self, group: GroupId, key: str) -> None:
        self._asked("discard", group, key)

    def _replace(self, group: GroupId, seq: Seq, **changes: Any) -> None:
        rows = self.timelines[group].rows
        for index, row in enumerate(rows):
            if isinstance(row, MessageRow) and row.seq == seq:
                rows[index] = msgspec.structs.replace(row, rev=row.rev + 1, **changes)
                self.tell(TimelineSpliced(group, (Splice(index, 1, (rows[index],)),)))

    async def edit(self, group: GroupId, seq: Seq, text: str) -> None:
        self._asked("edit", group, seq, text)
        self._replace(group, seq, text=text, edited_at=NOW)

    def delete_soon(self, group: GroupId, seq: Seq) -> None:
        self._asked("delete_soon", group, seq)
        self._replace(group, seq, text=None, deleted=True)

    async def react(self, group: GroupId, seq: Seq, emoji: str, on: bool) -> None:
        self._asked("react", group, seq, emoji, on)
        self._replace(
            group, seq, reactions=(Reaction(emoji=emoji, count=1, mine=True),) if on else ()
        )

    def mark_read(self, group: GroupId, seq: Seq) -> None:
        self._asked("mark_read", group, seq)
        self.timelines[group].read = seq
        self.change_group(group, unread=0)
        self.tell(ReadMoved(group))

    def typing(self, group: GroupId) -> None:
        self._asked("typing", group)

    def set_draft(
        self,
        group: GroupId,
        text: str,
        reply_to: Seq | None = None,
        edit: tuple[Seq, str] | None = None,
    ) -> None:
        self._asked("set_draft", group, text, reply_to, *([edit] if edit else []))
        if self.group(group) is not None:
            self.change_group(group, draft=text, draft_reply=reply_to, draft_edit=edit)

    # --- attention

    def attention(self, group: GroupId) -> Level:
        row = self.group(group)
        return row.level if row else Level.ALL

    def set_attention(self, group: GroupId, level: Level) -> None:
        self._asked("set_attention", group, level)
        self.change_group(group, level=level)
