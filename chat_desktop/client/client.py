"""The client of one server: the whole port, each part of it done by the part that knows how."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Sequence
from typing import Final

from chat_desktop.client.admin import AdminCommands
from chat_desktop.client.catching_up import CatchingUp
from chat_desktop.client.filling import Filling
from chat_desktop.client.first_unread import find_first_unread
from chat_desktop.client.leaving import Leaving
from chat_desktop.client.paging import Paging
from chat_desktop.client.people import People
from chat_desktop.client.searching import Searching
from chat_desktop.client.sending import Sending
from chat_desktop.client.session import Session
from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Change, Notice, Offline
from chat_desktop.core.rows import GroupRow, Status
from chat_desktop.core.search import Coverage, Hit, SearchPage
from chat_desktop.core.timeline import Timeline
from chat_desktop.network.address import parse_address
from chat_desktop.storage.profile import Profile, SavedAccount
from chat_desktop.storage.tokens import Keyring, Tokens
from protocol.commands import (
    AddMember,
    ChangePassword,
    CreateGroup,
    CreateInvite,
    Delete,
    DeleteGroup,
    Edit,
    GetProfile,
    JoinGroup,
    LeaveGroup,
    ListGroups,
    LogIn,
    React,
    RemoveMember,
    RevokeInvite,
    SetRole,
    SignUp,
    Unreact,
    UpdateGroup,
    UpdateProfile,
)
from protocol.replies import (
    Done,
    Groups,
    GroupView,
    Invite,
    Ok,
)
from protocol.replies import Profile as ProfileReply
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility
from protocol.views import Limits, Member, User

NOT_DELETED: Final = "A message was not deleted, since there is no connection to the server."


def open_client(
    profile: Profile,
    server: str,
    *,
    saved: SavedAccount | None = None,
    keyring: Keyring | None = None,
    tls: ssl.SSLContext | None = None,
) -> ServerClient:
    """Return a client of the server that `server` names as users type it; `start` it next.

    `saved` is the account whose session is resumed, nobody's where it is None. Raises `Refusal`
    with the field `server`. `keyring` replaces the system's, `tls` the certificates that are
    trusted.
    """
    tokens = Tokens(profile.folder, keyring)
    return ServerClient(Session(profile, parse_address(server), tokens, saved=saved, tls=tls))


class ServerClient(AdminCommands):
    """`chat_desktop.core.ports.Client` on a real server. Used on one event loop's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sending = Sending(session)
        self._catching_up = CatchingUp(session, self._sending)
        self._paging = Paging(session)
        self._people = People(session)
        self._leaving = Leaving(lambda words: session.changes.tell(Notice(words)))
        self._searching = Searching(session)
        self._paging.on_kept.append(self._searching.kept)
        self._filling = Filling(session, self._catching_up, self._paging, self._people)
        self._logging_out: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Make what is known readable, and begin to connect where a session was kept.

        A local copy that cannot be opened is told as the reason why there is no connection.
        """
        await self._session.start()

    async def stop(self) -> None:
        """Disconnect and close the local copy. What is accepted and not sent stays in it.

        Logging out comes to its end first: who wanted that must not be logged in next time.
        """
        self._people.close()
        await self._leaving.finish()
        if self._logging_out is not None:
            await self._logging_out
        await self._session.stop()

    def listen(self, tell: Callable[[Change], None]) -> Callable[[], None]:
        return self._session.changes.listen(tell)

    # --- session

    @property
    def status(self) -> Status:
        return self._session.status

    @property
    def server_url(self) -> str:
        return self._session.address.url

    @property
    def saved(self) -> SavedAccount | None:
        """Whose session it is or was, None before the first log-in and after logging out."""
        return self._session.kept.saved

    @property
    def limits(self) -> Limits:
        return self._session.limits

    @property
    def me(self) -> User | None:
        account = self._session.account
        return account.me if account else None

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
        command = SignUp(
            id=1,
            username=username,
            password=password,
            email=email or None,
            display_name=display_name or None,
            country=country or None,
        )
        await self._session.log_in(command, keep=keep)

    async def log_in(self, login: str, password: str, *, keep: bool = False) -> None:
        await self._session.log_in(LogIn(id=1, login=login, password=password), keep=keep)

    async def log_out(self) -> None:
        # Whoever asked may be gone before the server has answered.
        self._logging_out = asyncio.ensure_future(self._log_out())
        await asyncio.shield(self._logging_out)

    async def _log_out(self) -> None:
        self._people.close()
        await self._leaving.finish()
        await self._session.log_out()

    def retry_now(self) -> None:
        self._session.retry_now()

    # --- people

    def user(self, id: UserId) -> User | None:
        return self._people.user(id)

    def known_people(self) -> Sequence[User]:
        return self._people.known()

    async def profile(self, user: UserId | None = None, username: str | None = None) -> User:
        reply = await self._ask(GetProfile(id=1, user=user, username=username), ProfileReply)
        return reply.user

    async def update_profile(
        self,
        *,
        display_name: str | None = None,
        email: str | None = None,
        country: str | None = None,
        about: str | None = None,
    ) -> User:
        command = UpdateProfile(
            id=1, display_name=display_name, email=email, country=country, about=about
        )
        return (await self._ask(command, ProfileReply)).user

    async def change_password(self, old: str, new: str) -> None:
        await self._ask(ChangePassword(id=1, old=old, new=new), Ok)

    # --- groups

    @property
    def groups(self) -> Sequence[GroupRow]:
        account = self._session.account
        return account.rows() if account else []

    def group(self, id: GroupId) -> GroupRow | None:
        account = self._session.account
        state = account.groups.get(id) if account else None
        return account.row(state) if account and state else None

    async def directory(self, query: str = "", after: str | None = None) -> Groups:
        return await self._ask(ListGroups(id=1, query=query or None, after=after), Groups)

    async def create_group(
        self, name: str, *, topic: str = "", visibility: Visibility = "private"
    ) -> GroupId:
        command = CreateGroup(id=1, name=name, topic=topic or None, visibility=visibility)
        return (await self._ask(command, GroupView)).group.id

    async def join_group(self, group: GroupId, invite: str | None = None) -> None:
        await self._ask(JoinGroup(id=1, group=group, invite=invite), GroupView)

    async def leave_group(self, group: GroupId) -> None:
        await self._ask(LeaveGroup(id=1, group=group), Ok)

    async def delete_group(self, group: GroupId) -> None:
        await self._ask(DeleteGroup(id=1, group=group), Ok)

    async def update_group(
        self,
        group: GroupId,
        *,
        name: str | None = None,
        topic: str | None = None,
        visibility: Visibility | None = None,
    ) -> None:
        command = UpdateGroup(id=1, group=group, name=name, topic=topic, visibility=visibility)
        await self._ask(command, GroupView)

    async def add_member(self, group: GroupId, user: UserId) -> None:
        await self._ask(AddMember(id=1, group=group, user=user), Ok)

    async def remove_member(self, group: GroupId, user: UserId) -> None:
        await self._ask(RemoveMember(id=1, group=group, user=user), Ok)

    async def set_role(self, group: GroupId, user: UserId, role: Role) -> None:
        await self._ask(SetRole(id=1, group=group, user=user, role=role), Ok)

    async def create_invite(
        self, group: GroupId, *, expires: int | None = None, uses: int | None = None
    ) -> Invite:
        command = CreateInvite(id=1, group=group, expires=expires, uses=uses)
        invite = await self._ask(command, Invite)
        self._session.kept.keep_invite(invite)
        return invite

    async def revoke_invite(self, group: GroupId, token: str) -> None:
        await self._ask(RevokeInvite(id=1, group=group, token=token), Ok)
        self._session.kept.drop_invite(group, token)

    def invites(self, group: GroupId) -> Sequence[Invite]:
        return self._session.kept.invites(group)

    def members(self, group: GroupId) -> Sequence[Member] | None:
        return self._people.members(group)

    def more_members(self, group: GroupId) -> bool:
        return self._people.more_members(group)

    async def load_more_members(self, group: GroupId) -> None:
        await self._people.load_more_members(group)

    # --- messages

    async def open_group(self, group: GroupId | None) -> None:
        self._catching_up.open_group = group
        if group is None:
            self._people.look_at(None)
            return
        await self._paging.open(group)
        self._people.look_at(group)
        self._session.tasks.spawn(self._paging.fill(group))

    def timeline(self, group: GroupId) -> Timeline | None:
        return self._paging.timeline(group)

    async def load_older(self, group: GroupId) -> None:
        await self._paging.load_older(group)

    async def load_newer(self, group: GroupId) -> None:
        await self._paging.load_newer(group)

    async def jump_to(self, group: GroupId, seq: Seq | None) -> bool:
        return await self._paging.jump_to(group, seq)

    async def first_unread(self, group: GroupId) -> Seq | None:
        return await find_first_unread(self._session, group)

    def send(self, group: GroupId, text: str, reply_to: Seq | None = None) -> str:
        key = self._sending.send(group, text, reply_to)
        self._people.stopped_typing(group)
        return key

    def send_again(self, group: GroupId, key: str) -> None:
        self._sending.send_again(group, key)

    def discard(self, group: GroupId, key: str) -> None:
        self._sending.discard(group, key)

    async def edit(self, group: GroupId, seq: Seq, text: str) -> None:
        await self._ask(Edit(id=1, group=group, seq=seq, text=text), Done)

    async def delete(self, group: GroupId, seq: Seq) -> None:
        await self._ask(Delete(id=1, group=group, seq=seq), Done)

    def delete_soon(self, group: GroupId, seq: Seq) -> None:
        self._leaving.spawn(self._delete_late(group, seq))

    async def _delete_late(self, group: GroupId, seq: Seq) -> None:
        try:
            await self.delete(group, seq)
        except Offline:
            # By now nobody would know what a lost connection is told of for.
            raise Offline(NOT_DELETED) from None

    async def react(self, group: GroupId, seq: Seq, emoji: str, on: bool) -> None:
        command = React if on else Unreact
        await self._ask(command(id=1, group=group, seq=seq, emoji=emoji), Done)

    def mark_read(self, group: GroupId, seq: Seq) -> None:
        self._people.mark_read(group, seq)

    def typing(self, group: GroupId) -> None:
        self._people.typing(group)

    def set_draft(
        self,
        group: GroupId,
        text: str,
        reply_to: Seq | None = None,
        edit: tuple[Seq, str] | None = None,
    ) -> None:
        if account := self._session.account:
            account.set_draft(group, text, reply_to, edit)

    # --- attention

    def attention(self, group: GroupId) -> Level:
        account = self._session.account
        state = account.groups.get(group) if account else None
        return state.level if state else Level.ALL

    def set_attention(self, group: GroupId, level: Level) -> None:
        if account := self._session.account:
            account.set_level(group, level)

    # --- search, and what is kept on this device

    async def search(
        self,
        text: str,
        *,
        group: GroupId | None = None,
        before: Hit | None = None,
        limit: int = 50,
    ) -> SearchPage:
        return await self._searching.search(text, group, before, limit)

    def search_coverage(self, group: GroupId | None = None) -> Coverage:
        return self._searching.coverage(group)

    async def seq_at(self, group: GroupId, at: int) -> Seq | None:
        return await self._searching.seq_at(group, at)

    async def storage_bytes(self) -> int:
        return await self._searching.storage_bytes()

    async def clear_cache(self) -> None:
        await self._searching.clear_cache()
        self._filling.again()
