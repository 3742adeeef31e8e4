"""The superuser's part of the client without a network."""

from __future__ import annotations

from typing import Any

from fake_data import NOW

from chat_desktop.core.rows import MessageRow, Row
from protocol.commands import AdminAction
from protocol.replies import AdminDone, AdminGroupPage, AdminMessagePage, AdminUserPage
from protocol.scalars import GroupId, Seq, UserId
from protocol.views import AdminGroup, AdminMessage, AdminUser, Group, User


class FakeAdmin:
    """Pages of everything that the fake client knows, five users at a time."""

    users: dict[UserId, User]
    public: list[Group]

    def _asked(self, method: str, *what: Any) -> None:
        raise RuntimeError("a part of FakeClient")

    def _rows_of(self, group: GroupId) -> list[Row]:
        raise RuntimeError("a part of FakeClient")

    async def admin_users(self, query: str = "", after: str | None = None) -> AdminUserPage:
        self._asked("admin_users", query, after)
        users = [
            AdminUser(
                id=user.id,
                username=user.username,
                display_name=user.display_name,
                active=user.active,
                superuser=user.superuser,
                created=NOW - 86_400_000 * 30,
                groups=3,
                online=place % 2 == 0,
                email=f"{user.username}@example.org",
                last_seen=NOW - 3_600_000 * place if place else None,
            )
            for place, user in enumerate(self.users.values())
            if query.casefold() in user.username.casefold()
        ]
        start = int(after or 0)
        more = str(start + 5) if start + 5 < len(users) else None
        return AdminUserPage(id=1, users=users[start : start + 5], next=more)

    async def admin_groups(self, query: str = "", after: str | None = None) -> AdminGroupPage:
        self._asked("admin_groups", query, after)
        return AdminGroupPage(
            id=1,
            groups=[
                AdminGroup(
                    id=group.id,
                    name=group.name,
                    topic=group.topic,
                    visibility=group.visibility,
                    head=group.head,
                    n=group.n,
                    members=group.members,
                    created=NOW - 86_400_000 * 9,
                    closed=False,
                    owner="ada",
                )
                for group in self.public
                if query.casefold() in group.name.casefold()
            ],
        )

    async def admin_messages(
        self, group: GroupId, query: str = "", before: int | None = None
    ) -> AdminMessagePage:
        self._asked("admin_messages", group, query, before)
        rows = self._rows_of(group)
        return AdminMessagePage(
            id=1,
            group=group,
            more=False,
            messages=[
                AdminMessage(
                    seq=row.seq,
                    at=row.at,
                    by=row.by,
                    username=self.users[row.by].username,
                    n=row.n or 0,
                    text=row.text,
                    deleted=row.deleted,
                )
                for row in rows
                if isinstance(row, MessageRow) and row.seq and query in (row.text or "")
            ],
        )

    async def admin_act(
        self,
        action: AdminAction,
        target: str,
        *,
        seq: Seq | None = None,
        password: str | None = None,
    ) -> AdminDone:
        self._asked("admin_act", action, target, seq)
        made = "correct-horse-42" if action == "reset_password" else None
        return AdminDone(id=1, action=action, target=target, password=made)
