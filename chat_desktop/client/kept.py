"""Whose session it is, and what of it outlives the program: the account and its token."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from chat_desktop.core.ports import Change, Notice
from chat_desktop.network.address import Address
from chat_desktop.storage.invites import Invites
from chat_desktop.storage.profile import Profile, SavedAccount
from chat_desktop.storage.tokens import Tokens
from protocol.replies import Invite
from protocol.scalars import GroupId
from protocol.views import User

log = logging.getLogger(__name__)

UNWRITABLE: Final = "What this program remembers cannot be written down: {reason}."


class KeptSession:
    """The account of one session in its profile. `saved` outlives a session the server ended.

    A disk that takes nothing ends no session: it is told as a notice.
    """

    def __init__(
        self,
        profile: Profile,
        address: Address,
        tokens: Tokens,
        saved: SavedAccount | None,
        tell: Callable[[Change], None],
    ) -> None:
        self._profile, self._address, self._tokens = profile, address, tokens
        self._tell = tell
        self.saved = saved
        self._invites: tuple[str, Invites] | None = None

    async def token(self) -> str | None:
        """Return the token that was kept, None where there is none."""
        if self.saved is None:
            return None
        return await self._tokens.load(self.saved.id) or await self._former_token(self.saved)

    def welcome(self, user: User) -> None:
        """The server says who it is; where the account is kept, it is kept as it is now."""
        self.saved = SavedAccount(self._address.typed, self._address.url, user)
        if self._known(self.saved.id):
            self._write(partial(self._profile.keep_account, self.saved))

    async def begin(self, login: str, token: str | None, *, keep: bool) -> None:
        """A log-in succeeded: stay signed in over restarts, or be remembered nowhere."""
        self._remember(server=self._address.typed, login=login, keep=keep)
        if self.saved is None or token is None:
            return
        if not keep:
            await self.forget()
            return
        try:
            await self._tokens.keep(self.saved.id, token)
            self._profile.keep_account(self.saved)
        except OSError as error:
            self._unwritable(error)

    async def end(self, reason: str) -> None:
        """The server ended the session; the account stays known, for logging in again."""
        if self.saved is not None:
            self.saved = replace(self.saved, ended=reason)
            await self._forget_token(self.saved.id)
            if self._known(self.saved.id):
                self._write(partial(self._profile.keep_account, self.saved))

    async def forget(self) -> None:
        """Remember neither the token nor the account nor its invites."""
        if self.saved is not None:
            await self._forget_token(self.saved.id)
            self._write(partial(self._profile.drop_account, self.saved.id))
            self._write(self._invites_of(self.saved).forget)

    # --- invites

    def invites(self, group: GroupId) -> Sequence[Invite]:
        """Return the invites of a group that were made here and still hold."""
        return [] if self.saved is None else self._invites_of(self.saved).of(group, now_ms())

    def keep_invite(self, invite: Invite) -> None:
        """Keep one that was made."""
        if self.saved is not None:
            self._write(partial(self._invites_of(self.saved).add, invite, now_ms()))

    def drop_invite(self, group: GroupId, token: str) -> None:
        """Keep one no longer."""
        if self.saved is not None:
            self._write(partial(self._invites_of(self.saved).drop, group, token))

    def _invites_of(self, saved: SavedAccount) -> Invites:
        if self._invites is None or self._invites[0] != saved.id:
            path = self._profile.invites_path(saved.url, saved.user.id)
            self._invites = (saved.id, Invites(path))
        return self._invites[1]

    def _known(self, id: str) -> bool:
        return any(known.id == id for known in self._profile.settings.accounts)

    async def _former_token(self, saved: SavedAccount) -> str | None:
        """Return a token from when there was one account on a server, kept by its address alone."""
        token = await self._tokens.load(saved.url)
        if token is None:
            return None
        try:
            await self._tokens.keep(saved.id, token)
            await self._tokens.forget(saved.url)
        except OSError as error:
            self._unwritable(error)
        return token

    async def _forget_token(self, id: str) -> None:
        try:
            await self._tokens.forget(id)
        except OSError as error:
            self._unwritable(error)

    def _remember(self, **changes: Any) -> None:
        self._write(partial(self._profile.remember, **changes))

    def _write(self, change: Callable[[], None]) -> None:
        try:
            change()
        except OSError as error:
            self._unwritable(error)

    def _unwritable(self, error: OSError) -> None:
        log.warning("the profile cannot be written: %s", error)
        self._tell(Notice(UNWRITABLE.format(reason=error.strerror or error)))


def now_ms() -> int:
    """Return this device's time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
