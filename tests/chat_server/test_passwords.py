"""Hashing of passwords and the pool it runs in."""

from __future__ import annotations

import os
import stat
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat_server.passwords import SCHEME, PasswordHasher, PasswordPool, load_pepper
from protocol.errors import ErrorCode, Refusal

PEPPER = b"p" * 32


@pytest.fixture(scope="module")
def hasher() -> PasswordHasher:
    return PasswordHasher(PEPPER, cost=4)


@pytest.mark.parametrize(
    "password",
    ["correct horse", "", "x" * 72, "x" * 73, "x" * 1024, "nul\0nul", "🐎" * 300, "\ud800"],
    ids=["plain", "empty", "72", "73", "1024", "nul", "emoji", "half a character"],
)
def test_any_password_is_hashed_and_found_again(hasher: PasswordHasher, password: str) -> None:
    stored = hasher.hash(password)
    assert stored.startswith(SCHEME)
    assert hasher.check(password, stored)
    assert not hasher.check(password + "x", stored)


def test_all_of_a_long_password_counts(hasher: PasswordHasher) -> None:
    stored = hasher.hash("x" * 200 + "a")
    assert not hasher.check("x" * 200 + "b", stored)


def test_one_password_may_be_typed_in_two_ways(hasher: PasswordHasher) -> None:
    composed = unicodedata.normalize("NFC", "café au lait")
    stored = hasher.hash(composed)
    assert hasher.check(unicodedata.normalize("NFD", composed), stored)


def test_the_same_password_is_stored_differently_each_time(hasher: PasswordHasher) -> None:
    assert hasher.hash("correct horse") != hasher.hash("correct horse")


def test_without_the_pepper_a_stored_hash_is_worth_nothing(hasher: PasswordHasher) -> None:
    stored = hasher.hash("correct horse")
    assert not PasswordHasher(b"q" * 32, cost=4).check("correct horse", stored)


@pytest.mark.parametrize("stored", [None, "", "md5:abc", SCHEME, SCHEME + "junk", "$2b$04$junk"])
def test_nothing_matches_what_is_no_hash_of_ours(
    hasher: PasswordHasher, stored: str | None
) -> None:
    assert not hasher.check("correct horse", stored)


def test_an_unknown_user_costs_one_hash_of_the_same_cost(
    hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bcrypt

    checked: list[bytes] = []

    def check(password: bytes, hashed: bytes) -> bool:
        checked.append(hashed)
        return False

    monkeypatch.setattr(bcrypt, "checkpw", check)
    hasher.check("correct horse", None)
    hasher.check("correct horse", SCHEME + "$2b$04$" + "x" * 53)
    assert [hashed[:7] for hashed in checked] == [b"$2b$04$", b"$2b$04$"]


def test_the_pepper_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    path = tmp_path / "pepper"
    pepper = load_pepper(path)
    assert len(pepper) == 32
    assert load_pepper(path) == pepper
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_pepper_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pepper"
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="damaged"):
        load_pepper(path)
    assert path.read_bytes() == b"short"


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def pool(clock: Time) -> Iterator[PasswordPool]:
    pool = PasswordPool(1, max_waiting=2, deadline=5, clock=clock)
    yield pool
    pool.close()


def test_work_is_done_and_its_errors_come_back(pool: PasswordPool) -> None:
    assert pool.submit(lambda: 6 * 7).result(10) == 42
    with pytest.raises(ZeroDivisionError):
        pool.submit(lambda: 1 / 0).result(10)


def test_too_much_waiting_and_too_long_a_wait_are_busy(pool: PasswordPool, clock: Time) -> None:
    started, go = threading.Event(), threading.Event()

    def block() -> str:
        started.set()
        go.wait(10)
        return "done"

    running = pool.submit(block)
    assert started.wait(10)
    late = pool.submit(lambda: "late")
    also_late = pool.submit(lambda: "late")
    with pytest.raises(Refusal) as refused:
        pool.submit(lambda: "too many").result(0)
    assert refused.value.code is ErrorCode.BUSY
    clock.now = 6.0
    go.set()
    assert running.result(10) == "done"
    for future in (late, also_late):
        with pytest.raises(Refusal) as refused:
            future.result(10)
        assert (refused.value.code, refused.value.retry_after) == (ErrorCode.BUSY, 5.0)
    assert pool.submit(lambda: "again").result(10) == "again"
