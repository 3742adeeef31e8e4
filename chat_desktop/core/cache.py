"""What the account asks of the local cache: writes that take effect in the order made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import Page
from chat_desktop.core.outbox import Outgoing
from protocol.events import Event
from protocol.scalars import GroupId, Key, UserId
from protocol.views import Limits, User


class SavedUser(Struct, frozen=True):
    """A profile and when it was fetched, in milliseconds since 1970 of this device's clock."""

    user: User
    fetched: int


class Saved(Struct, frozen=True):
    """What an earlier run left. `notice` says in plain words if something had to be set aside."""

    me: User
    epoch: str | None = None
    limits: Limits | None = None
    groups: tuple[GroupRecord, ...] = ()
    users: tuple[SavedUser, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()
    notice: str | None = None


class CacheWrites(Protocol):
    """Writes return at once and are on disk soon after, all of them in order."""

    def put_account(self, me: User, epoch: str, limits: Limits) -> None: ...

    def put_users(self, users: Iterable[SavedUser]) -> None: ...

    def put_groups(self, records: Iterable[GroupRecord]) -> None: ...

    def drop_group(self, group: GroupId) -> None:
        """Forget a group and its timeline; what waits in its outbox stays."""

    def advance(
        self, record: GroupRecord, me: UserId, events: Sequence[Event], landed: Sequence[Key]
    ) -> None:
        """Apply the log's next events to the timeline and drop the outgoing that landed."""

    def put_page(self, group: GroupId, page: Page, landed: Sequence[Key]) -> None: ...

    def restart_group(self, record: GroupRecord) -> None:
        """Forget a group's timeline and begin after `record.have`."""

    def restart(self, records: Iterable[GroupRecord]) -> None:
        """Forget every group and timeline and begin with `records`; the outbox stays."""

    def put_outgoing(self, entries: Iterable[Outgoing]) -> None: ...

    def drop_outgoing(self, group: GroupId, keys: Iterable[Key]) -> None: ...
