"""Validation rules of names, texts and passwords; each returns the value in its stored form."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from protocol.errors import ErrorCode, Refusal
from protocol.views import Limits

USERNAME_CHARS: Final = (2, 32)
PASSWORD_CHARS: Final = (8, 1024)
EMAIL_CHARS: Final = 254
EMOJI_CHARS: Final = 32

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CONTROL_OR_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

# Unicode's Default_Ignorable_Code_Point, and the blank of Braille: nothing is drawn for them.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_IGNORABLE}]")
_VISIBLE = re.compile(rf"[^\s{_IGNORABLE}]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)*")


def fold(name: str) -> str:
    """Return the form in which usernames are compared: NFKC and casefold, until it is stable."""
    return _until_stable("NFKC", name)


def username(value: str) -> str:
    """Return a new account's username, or refuse it with `invalid_name`.

    Besides @, spaces and controls it has nothing invisible or unassigned, neither as it is
    written nor as it is compared: two names that differ must look different.
    """
    name = unicodedata.normalize("NFC", value)
    folded = fold(name)
    least, most = USERNAME_CHARS
    forbidden = any(
        char == "@" or unicodedata.category(char)[0] in "ZC" for char in name + folded
    ) or _INVISIBLE.search(name + folded)
    if forbidden or not least <= len(name) <= most or not least <= len(folded) <= 2 * most:
        raise Refusal(
            ErrorCode.INVALID_NAME,
            f"A username has {least} to {most} characters, without @ and spaces.",
            field="username",
        )
    return name


def group_name(value: str, limits: Limits) -> str:
    """Return a group's name without spaces around it, or refuse it with `invalid_name`."""
    name = value.strip()
    if (
        not _VISIBLE.search(name)
        or len(name) > limits.name_chars
        or _CONTROL_OR_BREAK.search(value)
    ):
        raise Refusal(
            ErrorCode.INVALID_NAME,
            f"A group's name has 1 to {limits.name_chars} characters.",
            field="name",
        )
    return name


def display_name(value: str, limits: Limits) -> str:
    """Return a display name on one line, empty where it would not show; refuse controls, length."""
    _refuse_controls(value, "display_name")
    name = " ".join(value.split()) if _VISIBLE.search(value) else ""
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
    return _until_stable("NFC", address)


def password(value: str, field: str = "password") -> str:
    """Return a new password in NFC, or refuse it with `weak_password`."""
    word = unicodedata.normalize("NFC", value)
    least, most = PASSWORD_CHARS
    if not least <= len(word) <= most:
        raise Refusal(ErrorCode.WEAK_PASSWORD, field=field)
    return word


def text(value: str, limits: Limits) -> str:
    """Return a message's text; refuse `empty`, `too_long`, and controls as `bad_request`."""
    # Most texts are one line that begins with a letter or sign of ASCII: asked in half the time.
    if value.isprintable() and "!" <= value < "\x7f" and len(value) <= limits.text_chars:
        return value
    _refuse_controls(value, "text")
    if len(value) > limits.text_chars:
        raise Refusal(
            ErrorCode.TOO_LONG,
            f"A message has at most {limits.text_chars} characters.",
            field="text",
        )
    if not _VISIBLE.search(value):
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
    """Return a reaction: 1 to 32 code points without spaces and controls, else `bad_request`.

    Which of them are emoji is left to the clients: Unicode adds some each year.
    """
    if (
        not _VISIBLE.search(value)
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
    # What is printable has no controls, and is told in half the time.
    if not value.isprintable() and _CONTROL.search(value):
        raise Refusal(ErrorCode.BAD_REQUEST, "Control characters are not allowed.", field=field)


def _until_stable(form: Literal["NFC", "NFKC"], value: str) -> str:
    """Normalise and casefold again and again: one round of the two is not always the last."""
    folded = unicodedata.normalize(form, value)
    while (again := unicodedata.normalize(form, folded.casefold())) != folded:
        folded = again
    return folded
