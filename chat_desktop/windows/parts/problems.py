"""Where on the form a refusal belongs, and what it says there."""

from __future__ import annotations

from typing import Final

from chat_desktop.core.ports import Offline
from chat_desktop.translations.said import plain_words
from protocol.errors import ErrorCode, Refusal

FORM: Final = ""
"""The place for what belongs to no field."""

_FIELDS: Final = {
    ErrorCode.BAD_CREDENTIALS: "password",
    ErrorCode.WEAK_PASSWORD: "password",
    ErrorCode.USERNAME_TAKEN: "username",
    ErrorCode.INVALID_NAME: "username",
    ErrorCode.EMAIL_TAKEN: "email",
    ErrorCode.INVALID_EMAIL: "email",
}


def place_of(problem: Refusal | Offline, fields: frozenset[str]) -> tuple[str, str]:
    """Return (field, words); the field is `FORM` where none of `fields` is meant."""
    if isinstance(problem, Offline):
        return ("server" if "server" in fields else FORM), plain_words(problem)
    if problem.field in fields:
        return problem.field or FORM, plain_words(problem)
    field = _FIELDS.get(problem.code, FORM)
    return (field if field in fields else FORM), plain_words(problem)
