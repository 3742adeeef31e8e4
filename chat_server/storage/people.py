"""Accounts and their sessions: rows to records and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from chat_server.core.model import SessionRecord, TokenHash, UserRecord
from chat_server.storage.connection import Connection, Row
from chat_server.storage.ids import find_number, user_id, user_number
from protocol.rules import fold, fold_email
from protocol.scalars import UserId

USER_COLUMNS: Final = (
    "u.id, u.username, u.folded, u.password, u.created, u.display_name, u.email, u.folded_email, "
    "u.country, u.about, u.active, u.superuser, u.last_seen"
)
"""What `read_user` reads, of a table named `u`."""


def user_row(user: UserRecord) -> tuple[Any, ...]:
    """Return the values of the row, in the order of `tables.User`."""
    return (
        user_number(user.id),
        user.username,
        user.folded,
        user.password,
        user.created,
        user.display_name,
        user.email,
        user.folded_email or None,
        user.country,
        user.about,
        int(user.active),
        int(user.superuser),
        user.last_seen,
        "\n".join((user.folded, fold(user.display_name), user.folded_email)),
    )


def read_user(row: Row) -> UserRecord:
    """Return the account of a row of `USER_COLUMNS`."""
    number, username, folded, password, created, display_name, email, folded_email = row[:8]
    country, about, active, superuser, last_seen = row[8:]
    return UserRecord(
        id=user_id(number),
        username=username,
        folded=folded,
        password=password,
        created=created,
        display_name=display_name,
        email=email,
        folded_email=folded_email or "",
        country=country,
        about=about,
        active=bool(active),
        superuser=bool(superuser),
        last_seen=last_seen,
    )


def find_user(db: Connection, id: UserId) -> UserRecord | None:
    """Return the account with this id."""
    number = find_number(id)
    return None if number is None else _find(db, "u.id = ?", number)


def find_users(db: Connection, ids: Iterable[UserId]) -> dict[UserId, UserRecord]:
    """Return those of the accounts that exist."""
    numbers = {number for id in ids if (number := find_number(id)) is not None}
    sql = f"SELECT {USER_COLUMNS} FROM users u WHERE u.id IN ({{items}})"
    return {user.id: user for user in map(read_user, db.select_in(sql, sorted(numbers)))}


def find_inactive(db: Connection, ids: Iterable[UserId]) -> set[UserId]:
    """Return those of the users whose accounts are not active, or not there."""
    numbers = {id: find_number(id) for id in ids}
    sql = "SELECT u.id FROM users u WHERE u.id IN ({items}) AND u.active = 1"
    wanted = [number for number in numbers.values() if number is not None]
    active = {number for (number,) in db.select_in(sql, wanted)}
    return {id for id, number in numbers.items() if number not in active}


def find_by_name(db: Connection, folded: str) -> UserRecord | None:
    """Return the account whose username folds to this."""
    return _find(db, "u.folded = ?", folded)


def find_by_email(db: Connection, folded: str) -> UserRecord | None:
    """Return the account whose e-mail folds to this; "" is nobody's."""
    return _find(db, "u.folded_email = ?", folded)


def find_by_login(db: Connection, login: str) -> UserRecord | None:
    """Return the account that a username or an e-mail names; a username has no `@`."""
    if "@" in login:
        return find_by_email(db, fold_email(login.strip()))
    return find_by_name(db, fold(login.strip()))


def new_number(db: Connection) -> int:
    """Return a number beyond every account's; accounts are never deleted."""
    row = db.row("SELECT COALESCE(MAX(id), 0) + 1 FROM users")
    return int(row[0]) if row else 1


def find_session(db: Connection, token_hash: TokenHash) -> SessionRecord | None:
    """Return the session of a token's hash."""
    sql = "SELECT token_hash, user_id, device, created FROM sessions WHERE token_hash = ?"
    row = db.row(sql, (token_hash,))
    return read_session(row) if row else None


def find_sessions(db: Connection, user: UserId) -> list[SessionRecord]:
    """Return the user's sessions, oldest first."""
    sql = (
        "SELECT token_hash, user_id, device, created FROM sessions WHERE user_id = ?"
        " ORDER BY created, token_hash"
    )
    return [read_session(row) for row in db.rows(sql, (find_number(user),))]


def read_session(row: Row) -> SessionRecord:
    """Return the session of a row of all four columns."""
    token_hash, user, device, created = row
    return SessionRecord(token_hash, user_id(user), device, created)


def _find(db: Connection, condition: str, value: Any) -> UserRecord | None:
    row = db.row(f"SELECT {USER_COLUMNS} FROM users u WHERE {condition}", (value,))
    return read_user(row) if row else None
