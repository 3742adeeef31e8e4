"""The superuser's commands, and how any command is asked that has one kind of reply."""

from __future__ import annotations

from typing import TypeVar

from chat_desktop.client.session import Session
from chat_desktop.core.ports import Offline
from protocol.commands import (
    AdminAct,
    AdminAction,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    Command,
)
from protocol.replies import (
    AdminDone,
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    ServerMessage,
)
from protocol.scalars import GroupId, Seq

Reply = TypeVar("Reply", bound=ServerMessage)


class AdminCommands:
    """The part of the port that only a superuser needs. The server refuses everybody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def admin_users(self, query: str = "", after: str | None = None) -> AdminUserPage:
        return await self._ask(AdminUsers(id=1, query=query or None, after=after), AdminUserPage)

    async def admin_groups(self, query: str = "", after: str | None = None) -> AdminGroupPage:
        return await self._ask(AdminGroups(id=1, query=query or None, after=after), AdminGroupPage)

    async def admin_messages(
        self, group: GroupId, query: str = "", before: int | None = None
    ) -> AdminMessagePage:
        command = AdminMessages(id=1, group=group, query=query or None, before=before)
        return await self._ask(command, AdminMessagePage)

    async def admin_act(
        self,
        action: AdminAction,
        target: str,
        *,
        seq: Seq | None = None,
        password: str | None = None,
    ) -> AdminDone:
        command = AdminAct(id=1, action=action, target=target, seq=seq, password=password)
        return await self._ask(command, AdminDone)

    async def _ask(self, command: Command, kind: type[Reply]) -> Reply:
        """Return the reply to `command`; one of another kind is as bad as none."""
        reply = await self._session.ask(command)
        if not isinstance(reply, kind):
            raise Offline("The server's answer makes no sense.")
        return reply
