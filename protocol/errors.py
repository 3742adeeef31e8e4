"""Error codes, close codes and the exceptions that carry them."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final


class ErrorCode(StrEnum):
    """Why a command was refused."""

    BAD_REQUEST = "bad_request"
    NOT_LOGGED_IN = "not_logged_in"
    BAD_CREDENTIALS = "bad_credentials"
    USERNAME_TAKEN = "username_taken"
    EMAIL_TAKEN = "email_taken"
    INVALID_NAME = "invalid_name"
    INVALID_EMAIL = "invalid_email"
    WEAK_PASSWORD = "weak_password"
    NO_SUCH_GROUP = "no_such_group"
    NO_SUCH_USER = "no_such_user"
    NO_SUCH_MESSAGE = "no_such_message"
    NOT_A_MEMBER = "not_a_member"
    ALREADY_A_MEMBER = "already_a_member"
    NOT_ALLOWED = "not_allowed"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    RATE_LIMITED = "rate_limited"
    BUSY = "busy"
    STORAGE_FULL = "storage_full"
    INTERNAL = "internal"


class CloseCode(IntEnum):
    """Why a connection was closed."""

    NORMAL = 1000
    INVALID_TEXT = 1007
    TOO_BIG = 1009
    RESTARTING = 1012
    NOT_THIS_PROTOCOL = 4400
    SESSION_ENDED = 4401
    TOO_SLOW = 4408
    TOO_MANY = 4429


MESSAGES: Final[dict[ErrorCode, str]] = {
    ErrorCode.BAD_REQUEST: "The request could not be understood.",
    ErrorCode.NOT_LOGGED_IN: "Log in first.",
    ErrorCode.BAD_CREDENTIALS: "The name or the password is wrong.",
    ErrorCode.USERNAME_TAKEN: "This username is taken.",
    ErrorCode.EMAIL_TAKEN: "An account with this e-mail exists already.",
    ErrorCode.INVALID_NAME: "This name cannot be used.",
    ErrorCode.INVALID_EMAIL: "This is not an e-mail address.",
    ErrorCode.WEAK_PASSWORD: "A password has 8 to 1,024 characters.",
    ErrorCode.NO_SUCH_GROUP: "There is no such group.",
    ErrorCode.NO_SUCH_USER: "There is no such user.",
    ErrorCode.NO_SUCH_MESSAGE: "There is no such message.",
    ErrorCode.NOT_A_MEMBER: "You are not a member of this group.",
    ErrorCode.ALREADY_A_MEMBER: "Already a member of this group.",
    ErrorCode.NOT_ALLOWED: "You are not allowed to do this.",
    ErrorCode.TOO_LONG: "This is too long.",
    ErrorCode.EMPTY: "There is nothing to send.",
    ErrorCode.RATE_LIMITED: "Too many requests; try again in a moment.",
    ErrorCode.BUSY: "The server is busy; try again in a moment.",
    ErrorCode.STORAGE_FULL: "The server cannot store anything at the moment.",
    ErrorCode.INTERNAL: "Something went wrong on the server.",
}
"""What each code says in plain words, unless the refusal says it better."""


CLOSE_REASONS: Final[dict[CloseCode, str]] = {
    CloseCode.NORMAL: "one side is done",
    CloseCode.INVALID_TEXT: "a text frame that is not UTF-8",
    CloseCode.TOO_BIG: "a frame over `limits.frame_bytes`",
    CloseCode.RESTARTING: "the server restarts; `bye` said when to come back",
    CloseCode.NOT_THIS_PROTOCOL: "no subprotocol in common",
    CloseCode.SESSION_ENDED: "not logged in in time, or the session was ended",
    CloseCode.TOO_SLOW: "the reader did not keep up",
    CloseCode.TOO_MANY: "too many refused log-ins or connections",
}
"""When the server closes with each code."""


class DecodeError(Exception):
    """Bytes that are no message of the contract.

    `id` and `type` are the command's where they could be read; `invalid_utf8` says that the
    bytes are not text at all, which closes a connection with 1007.
    """

    def __init__(
        self,
        reason: str,
        *,
        id: int | None = None,
        type: str | None = None,
        invalid_utf8: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.id = id
        self.type = type
        self.invalid_utf8 = invalid_utf8


class Refusal(Exception):
    """A known reason not to do what was asked: a code, plain words, perhaps a field."""

    def __init__(
        self,
        code: ErrorCode,
        message: str | None = None,
        *,
        field: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message or MESSAGES[code])
        self.code = code
        self.message = message or MESSAGES[code]
        self.field = field
        self.retry_after = retry_after
