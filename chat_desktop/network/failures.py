"""Why a connection failed, in plain words, and what is to be done about it."""

from __future__ import annotations

import socket
import ssl
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chat_desktop.core.rows import Trouble
from protocol.errors import CloseCode, ErrorCode, Refusal
from protocol.replies import Bye, Error


class Remedy(StrEnum):
    """What follows a failure: another attempt soon, a late one, or logging in again."""

    RETRY = "retry"
    WAIT = "wait"
    LOG_IN = "log_in"


class Failure(Struct, frozen=True):
    """Why there is no connection. `retry_after` is the server's own wish, in seconds."""

    reason: str
    remedy: Remedy = Remedy.RETRY
    retry_after: float | None = None
    trouble: Trouble = Trouble.NETWORK


class ConnectionFailed(Exception):
    """The connection could not be made, or is gone."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


LOST: Final = "The connection to the server was lost."
UNREACHABLE: Final = "The server cannot be reached."
NO_ANSWER: Final = "The server did not answer in time."
NOT_PARLANCE: Final = "There is no Parlance server at this address."
OTHER_VERSION: Final = (
    "The server speaks another version of the protocol; update Parlance or the server."
)
SESSION_ENDED: Final = "Your session has ended. Log in again."

FOREIGN: Final = Failure(NOT_PARLANCE, Remedy.WAIT, trouble=Trouble.FOREIGN)
OTHER: Final = Failure(OTHER_VERSION, Remedy.WAIT, trouble=Trouble.VERSION)

_CLOSED: Final[dict[int, Failure]] = {
    CloseCode.SESSION_ENDED: Failure(SESSION_ENDED, Remedy.LOG_IN),
    CloseCode.NOT_THIS_PROTOCOL: OTHER,
    CloseCode.RESTARTING: Failure("The server is restarting.", trouble=Trouble.BUSY),
    CloseCode.TOO_SLOW: Failure("The connection was too slow."),
    CloseCode.TOO_MANY: Failure(
        "The server asks to wait before connecting again.", Remedy.WAIT, trouble=Trouble.BUSY
    ),
}


def failure_of_close(code: int | None) -> Failure:
    """Return what a close code means; one that is unknown is as good as a lost connection."""
    return _CLOSED.get(code or 0, Failure(LOST))


def failure_of_bye(closed: Failure, bye: Bye) -> Failure:
    """Return what a goodbye before the close says more: until when, and perhaps in its own words.

    The word that our server says is none for people; what the close means is then told.
    """
    reason = closed.reason if bye.reason == "restarting" else bye.reason
    return replace(closed, reason=reason, retry_after=bye.retry_after)


def failure_of(error: BaseException) -> Failure:
    """Return why a connection could not be made."""
    from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus

    if isinstance(error, ssl.SSLCertVerificationError):
        words = error.verify_message or "it is not trusted"
        return Failure(
            f"The server's certificate cannot be trusted: {words}.",
            Remedy.WAIT,
            trouble=Trouble.CERTIFICATE,
        )
    if isinstance(error, ssl.SSLError):
        return Failure(
            "The server does not offer an encrypted connection here.",
            Remedy.WAIT,
            trouble=Trouble.CERTIFICATE,
        )
    if isinstance(error, InvalidStatus):
        return _failure_of_status(error.response.status_code)
    if isinstance(error, InvalidMessage) and isinstance(error.__cause__, EOFError | OSError):
        return Failure(LOST)
    if isinstance(error, InvalidHandshake):
        return FOREIGN
    if isinstance(error, socket.gaierror):
        return Failure("The server's name is not known to the network.")
    if isinstance(error, TimeoutError):
        return Failure(NO_ANSWER)
    return Failure(UNREACHABLE)


def _failure_of_status(status: int) -> Failure:
    if status in (429, 502, 503, 504):
        return Failure("The server is busy.", trouble=Trouble.BUSY)
    return replace(FOREIGN, reason=f"{NOT_PARLANCE} (HTTP {status})")


def refusal_of(error: Error) -> Refusal:
    """Return the refusal that an error frame is.

    A code of a newer server becomes `busy` where it may be tried again, else `internal`.
    """
    try:
        code = ErrorCode(error.code)
    except ValueError:
        code = ErrorCode.INTERNAL if error.retry_after is None else ErrorCode.BUSY
    return Refusal(code, error.message, field=error.field, retry_after=error.retry_after)
