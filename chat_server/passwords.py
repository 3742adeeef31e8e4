"""Slow hashing of passwords, in a small bounded pool of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

import bcrypt

from protocol.errors import ErrorCode, Refusal
from protocol.rules import PASSWORD_CHARS

DEFAULT_COST: Final = 12
SCHEME: Final = "hmac-sha256+bcrypt:"
PEPPER_BYTES: Final = 32
THREADS: Final = 2
DEADLINE_SECONDS: Final = 6.0
RETRY_AFTER: Final = 5.0

T = TypeVar("T")


def load_pepper(path: Path) -> bytes:
    """Return the pepper kept in the file, made on the first start and readable by us alone.

    Raises OSError where it cannot be read or written, ValueError where it is damaged.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pepper = path.read_bytes()
        if len(pepper) != PEPPER_BYTES:
            raise ValueError(f"{path} is damaged: no password can be checked without it") from None
        return pepper
    pepper = secrets.token_bytes(PEPPER_BYTES)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pepper)
        file.flush()
        os.fsync(file.fileno())
    return pepper


class PasswordHasher:
    """bcrypt over HMAC-SHA-256 with a pepper, so that all of a long password counts."""

    def __init__(self, pepper: bytes, cost: int = DEFAULT_COST) -> None:
        self._pepper = pepper
        self._cost = cost
        self._nobody = self.hash(secrets.token_hex())

    def hash(self, password: str) -> str:
        """Return the form in which a password is stored, which names its scheme."""
        hashed = bcrypt.hashpw(self._shorten(password), bcrypt.gensalt(self._cost))
        return SCHEME + hashed.decode("ascii")

    def check(self, password: str, stored: str | None) -> bool:
        """Say whether the password is the stored one; it takes as long where there is none."""
        scheme, _, hashed = (stored or "").rpartition(":")
        known = scheme + ":" == SCHEME
        against = hashed if known else self._nobody.removeprefix(SCHEME)
        try:
            right = bcrypt.checkpw(self._shorten(password), against.encode("ascii"))
        except ValueError:
            return False
        return right and known

    def _shorten(self, password: str) -> bytes:
        """Return 44 bytes for a password of any length: bcrypt takes no more than 72."""
        word = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        return base64.b64encode(hmac.new(self._pepper, word, hashlib.sha256).digest())


def is_too_long(password: str) -> bool:
    """Say whether nobody can have this password, so that hashing it would be work for nothing."""
    return len(password) > PASSWORD_CHARS[1]


class PasswordPool:
    """Runs hashing in a few threads; what would wait beyond the deadline is refused as busy.

    `max_waiting` bounds the queue at once, the deadline what has grown old in it.
    """

    def __init__(
        self,
        threads: int = THREADS,
        *,
        max_waiting: int = 64,
        deadline: float = DEADLINE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="passwords")
        self._max_waiting = max_waiting
        self._deadline = deadline
        self._clock = clock
        self._lock = Lock()
        self._waiting = 0

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Return the future of `work`; it fails with `Refusal(busy)` when too much waits."""
        with self._lock:
            if self._waiting >= self._max_waiting:
                refused: Future[T] = Future()
                refused.set_exception(_busy())
                return refused
            self._waiting += 1
        until = self._clock() + self._deadline
        return self._executor.submit(self._work, work, until)

    def close(self) -> None:
        """Drop what waits and return; a hash being computed ends by itself."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _work(self, work: Callable[[], T], until: float) -> T:
        with self._lock:
            self._waiting -= 1
        if self._clock() > until:
            raise _busy()
        return work()


def _busy() -> Refusal:
    return Refusal(ErrorCode.BUSY, retry_after=RETRY_AFTER)
