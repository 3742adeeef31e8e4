"""A profile: its own data folder, locked by one process, with the settings that log-in needs."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct
from msgspec.structs import replace

from protocol.scalars import UserId
from protocol.views import User

LOCK_NAME: Final = "lock"
SETTINGS_NAME: Final = "profile.json"


class ProfileInUse(Exception):
    """Another process has the profile open; says so in plain words."""


class SavedAccount(Struct, frozen=True):
    """Somebody who stays signed in on a server. `server` is its address as a person reads it.

    `ended` says in plain words why the session is over, empty while it is not.
    """

    server: str
    url: str
    user: User
    ended: str = ""

    @property
    def id(self) -> str:
        """What names this account among those of the profile."""
        return f"{self.url}#{self.user.id}"


class Settings(Struct, frozen=True):
    """What a profile remembers between runs. No password, and no token.

    `server` and `login` are the last ones used, as the user wrote them. `accounts` are those that
    stay signed in, in the order in which they are shown, `current` is the id of the one used last,
    `plain` the addresses that may be used without encryption.
    """

    server: str = ""
    login: str = ""
    keep: bool = False
    accounts: tuple[SavedAccount, ...] = ()
    current: str = ""
    plain: tuple[str, ...] = ()


class _FormerSettings(Struct, frozen=True):
    """What versions with one account at a time remembered: who it was on each server's address."""

    accounts: dict[str, User]
    server: str = ""
    login: str = ""
    keep: bool = False
    plain: tuple[str, ...] = ()

    def today(self) -> Settings:
        """Return the same for today's program; who was not to stay signed in is left out."""
        kept = self.accounts.items() if self.keep else ()
        return Settings(
            server=self.server,
            login=self.login,
            keep=self.keep,
            accounts=tuple(SavedAccount(url, url, user) for url, user in kept),
            plain=self.plain,
        )


class Profile:
    """An open profile. `close` it, or leave the process, to let others have it."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock
        self._settings = _read(folder / SETTINGS_NAME)

    @property
    def settings(self) -> Settings:
        """What is remembered."""
        return self._settings

    def remember(self, **changes: Any) -> None:
        """Change settings, on disk too."""
        self._settings = replace(self._settings, **changes)
        write_private(self.folder / SETTINGS_NAME, msgspec.json.encode(self._settings))

    def allow_plain(self, url: str) -> None:
        """The user consents to an unencrypted connection to `url`, once and for all."""
        if url not in self._settings.plain:
            self.remember(plain=(*self._settings.plain, url))

    def keep_account(self, account: SavedAccount) -> None:
        """Remember an account, in its old place if it has one."""
        kept = self._settings.accounts
        if account in kept:
            return
        if any(known.id == account.id for known in kept):
            kept = tuple(account if known.id == account.id else known for known in kept)
        else:
            kept = (*kept, account)
        self.remember(accounts=kept)

    def drop_account(self, id: str) -> None:
        """Remember an account no longer."""
        kept = tuple(account for account in self._settings.accounts if account.id != id)
        if kept != self._settings.accounts:
            self.remember(accounts=kept)

    def cache_path(self, url: str, user: UserId) -> Path:
        """Return where the cache of a user on a server lies."""
        name = hashlib.sha256(f"{url}\0{user}".encode()).hexdigest()[:24]
        return self.folder / f"{name}.sqlite"

    def invites_path(self, url: str, user: UserId) -> Path:
        """Return where the invites lie that a user of a server made."""
        return self.cache_path(url, user).with_suffix(".invites")

    def forget_cache(self, url: str, user: UserId) -> None:
        """Delete the cache of a user on a server, which nobody has open."""
        path = self.cache_path(url, user)
        beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
        for file in (path, *beside, self.invites_path(url, user)):
            file.unlink(missing_ok=True)

    def close(self) -> None:
        """Let other processes have the profile."""
        self._lock.release()


def open_profile(folder: Path) -> Profile:
    """Open the profile in `folder`, made where it is not there. Raises `ProfileInUse`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / LOCK_NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ProfileInUse("This profile is open in another window of Parlance.") from None
    return Profile(folder, lock)


def write_private(path: Path, data: bytes) -> None:
    """Replace the file at `path` in one step by one that only its owner can read."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read(path: Path) -> Settings:
    """Return the settings in the file; none of them where it is absent or unreadable."""
    try:
        content = path.read_bytes()
    except OSError:
        return Settings()
    with suppress(msgspec.MsgspecError):
        return msgspec.json.decode(content, type=Settings)
    with suppress(msgspec.MsgspecError):
        return msgspec.json.decode(content, type=_FormerSettings).today()
    return Settings()
