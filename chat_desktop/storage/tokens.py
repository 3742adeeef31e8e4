"""Where the session's token is kept: the system's keyring, or else a private file."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final, Protocol

from chat_desktop.storage.profile import write_private

log = logging.getLogger(__name__)

SERVICE: Final = "parlance"
Answer = tuple[bool, str | None]

KEYRING_SECONDS: Final = 3.0
"""A keyring may ask the user something and block; it is not waited for longer."""


class Keyring(Protocol):
    """The part of the `keyring` module that is used; any call may raise or block."""

    def get_password(self, service_name: str, username: str) -> str | None: ...

    def set_password(self, service_name: str, username: str, password: str) -> None: ...

    def delete_password(self, service_name: str, username: str) -> None: ...


def system_keyring() -> Keyring:
    """Return the `keyring` module; imported late, since that takes long."""
    import keyring

    return keyring


class Tokens:
    """The tokens of a profile, one for each server: kept only where the user asked for it.

    `keyring` is the system's unless another is given.
    """

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self._folder = folder
        self._keyring = keyring

    async def load(self, url: str) -> str | None:
        """Return the token kept for a server, None where there is none."""
        try:
            return self._path(url).read_text(encoding="ascii") or None
        except (OSError, UnicodeDecodeError):
            _, token = await self._call("get_password", SERVICE, self._name(url))
            return token

    def in_file(self, url: str) -> bool:
        """Return whether a token is kept in a file, for want of a keyring."""
        return self._path(url).exists()

    async def keep(self, url: str, token: str) -> None:
        """Keep a token over restarts, in the keyring or else in a file of the profile."""
        self._path(url).unlink(missing_ok=True)
        done, _ = await self._call("set_password", SERVICE, self._name(url), token)
        if done:
            _, kept = await self._call("get_password", SERVICE, self._name(url))
            if kept == token:
                return
        write_private(self._path(url), token.encode("ascii"))

    async def forget(self, url: str) -> None:
        """Keep no token for a server."""
        self._path(url).unlink(missing_ok=True)
        _, kept = await self._call("get_password", SERVICE, self._name(url))
        if kept is not None:
            await self._call("delete_password", SERVICE, self._name(url))

    def _name(self, url: str) -> str:
        return f"{self._folder}|{url}"

    def _path(self, url: str) -> Path:
        return self._folder / f"token-{hashlib.sha256(url.encode()).hexdigest()[:16]}"

    async def _call(self, method: str, *args: str) -> Answer:
        """Call the keyring in a thread that nobody waits for longer than 3 s.

        Returns whether it worked, and the answer: a failing or slow keyring is as good as none.
        The thread is a daemon: one that blocks for ever must not keep the program from ending.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()

        def ask() -> None:
            try:
                keyring = self._keyring or system_keyring()
                found = (True, getattr(keyring, method)(*args))
            except Exception as error:
                log.info("no keyring: %s", error)
                found = (False, None)
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_answer, answer, found)

        Thread(target=ask, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(KEYRING_SECONDS):
                return await answer
        except TimeoutError:
            log.info("the keyring did not answer in time")
            return False, None


def _answer(future: asyncio.Future[Answer], found: Answer) -> None:
    if not future.done():
        future.set_result(found)
