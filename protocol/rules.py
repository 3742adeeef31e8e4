"""Validation rules of names, texts and passwords; each returns the value in its stored form."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from protocol.errors import ErrorCode, Refusal
from protocol.views import Limits

USERNAME_CHARS: Final = (2, 32)
PASSWORD_CHARS: Final = (8, 1024)
EMAIL_CHARS: Final = 254
EMOJI_CHARS: Final = 32

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CONTROL_OR_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)*")


def fold(name: str) -> str:
    """Return the form in which usernames are compared: NFKC and casefold, until it is stable."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def username(value: str) -> str:
    """Return a new account's username, or refuse it with `invalid_name`."""
    name = unicodedata.normalize("NFC", value)
    least, most = USERNAME_CHARS
    forbidden = any(
        char == "@" or unicodedata.category(char)[0] in "ZC" for char in name + fold(name)
    )
    if forbidden or not least <= len(name) <= most or not least <= len(fold(name)) <= 2 * most:
        raise Refusal(
            ErrorCode.INVALID_NAME,
            f"A username has {least} to {most} characters, without @ and spaces.",
            field="username",
        )
    return name


def group_name(value: str, limits: Limits) -> str:
    """Return a group's name without spaces around it, or refuse it with `invalid_name`."""
    name = value.strip()
    if not name or len(name) > limits.name_chars or _CONTROL_OR_BREAK.search(value):
        raise Refusal(
            ErrorCode.INVALID_NAME,
            f"A group's name has 1 to {limits.name_chars} characters.",
            field="name",
        )
    return name


def display_name(value: str, limits: Limits) -> str:
    """Return a display name on one line, which may be empty; refuse controls and length."""
    _refuse_controls(value, "display_name")
    name = " ".join(value.split())
    if len(name) > limits.name_chars:
        raise Refusal(ErrorCode.TOO_LONG, field="display_name")
    return name


def email(value: str) -> str:
    """Return an e-mail address, empty meaning none, or refuse it with `invalid_email`."""
    address = unicodedata.normalize("NFC", value.strip())
    if address and (
        len(address) > EMAIL_CHARS
        or not _EMAIL.fullmatch(address)
        or _CONTROL_OR_BREAK.search(address)
    ):
        raise Refusal(ErrorCode.INVALID_EMAIL, field="email")
    return address


def fold_email(address: str) -> str:
    """Return the form in which e-mail addresses are compared."""
    return unicodedata.normalize("NFC", address).casefold()


def password(value: str, field: str = "password") -> str:
    """Return a new password in NFC, or refuse it with `weak_password`."""
    word = unicodedata.normalize("NFC", value)
    least, most = PASSWORD_CHARS
    if not least <= len(word) <= most:
        raise Refusal(ErrorCode.WEAK_PASSWORD, field=field)
    return word


def text(value: str, limits: Limits) -> str:
    """Return a message's text; refuse `empty`, `too_long`, and controls as `bad_request`."""
    _refuse_controls(value, "text")
    if len(value) > limits.text_chars:
        raise Refusal(
            ErrorCode.TOO_LONG,
            f"A message has at most {limits.text_chars} characters.",
            field="text",
        )
    if not value or value.isspace() or _is_invisible(value):
        raise Refusal(ErrorCode.EMPTY, field="text")
    return value


def topic(value: str, limits: Limits) -> str:
    """Return a group's topic, which may be empty; refuse `too_long` and controls."""
    return _short_text(value, limits.topic_chars, "topic")


def about(value: str, limits: Limits) -> str:
    """Return what somebody says of themselves, which may be empty."""
    return _short_text(value, limits.topic_chars, "about")


def country(value: str, limits: Limits) -> str:
    """Return a country, by name or code as the client likes; it may be empty."""
    return _short_text(value, limits.name_chars, "country")


def device(value: str, limits: Limits) -> str:
    """Return a device's label, which may be empty."""
    return _short_text(value, limits.name_chars, "device")


def emoji(value: str) -> str:
    """Return a reaction: 1 to 32 code points without spaces and controls, else `bad_request`."""
    if (
        not value
        or len(value) > EMOJI_CHARS
        or _CONTROL_OR_BREAK.search(value)
        or any(char.isspace() for char in value)
    ):
        raise Refusal(ErrorCode.BAD_REQUEST, "This is not an emoji.", field="emoji")
    return value


def _short_text(value: str, most: int, field: str) -> str:
    _refuse_controls(value, field)
    short = value.strip()
    if len(short) > most:
        raise Refusal(ErrorCode.TOO_LONG, f"At most {most} characters fit here.", field=field)
    return short


def _refuse_controls(value: str, field: str) -> None:
    if _CONTROL.search(value):
        raise Refusal(ErrorCode.BAD_REQUEST, "Control characters are not allowed.", field=field)


def _is_invisible(value: str) -> bool:
    """Say whether nothing in a short text would be drawn, such as zero-width spaces alone."""
    if len(value) > 64:
        value = value.strip()[:64]
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in value)
