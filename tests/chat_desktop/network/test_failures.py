"""Every way to fail has plain words and a remedy."""

from __future__ import annotations

import socket
import ssl

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus
from websockets.http11 import Response

from chat_desktop.network.failures import (
    Remedy,
    failure_of,
    failure_of_bye,
    failure_of_close,
    refusal_of,
)
from protocol.errors import CloseCode, ErrorCode
from protocol.replies import Bye, Error


def certificate_error() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


def cut_handshake() -> InvalidMessage:
    error = InvalidMessage("did not receive a valid HTTP response")
    error.__cause__ = EOFError("connection closed while reading HTTP status line")
    return error


@pytest.mark.parametrize(
    ("error", "words", "remedy"),
    [
        (certificate_error(), "self-signed certificate", Remedy.WAIT),
        (ssl.SSLError(1, "wrong version number"), "encrypted", Remedy.WAIT),
        (socket.gaierror(-2, "unknown"), "name is not known", Remedy.RETRY),
        (ConnectionRefusedError(111, "refused"), "cannot be reached", Remedy.RETRY),
        (TimeoutError(), "in time", Remedy.RETRY),
        (cut_handshake(), "lost", Remedy.RETRY),
        (InvalidHandshake(), "no Parlance server", Remedy.WAIT),
        (InvalidStatus(Response(404, "Not Found", Headers())), "HTTP 404", Remedy.WAIT),
        (InvalidStatus(Response(503, "Busy", Headers())), "busy", Remedy.RETRY),
    ],
)
def test_a_failed_attempt(error: Exception, words: str, remedy: Remedy) -> None:
    failure = failure_of(error)
    assert words in failure.reason
    assert failure.remedy is remedy


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (CloseCode.SESSION_ENDED, Remedy.LOG_IN),
        (CloseCode.NOT_THIS_PROTOCOL, Remedy.WAIT),
        (CloseCode.TOO_MANY, Remedy.WAIT),
        (CloseCode.TOO_SLOW, Remedy.RETRY),
        (CloseCode.RESTARTING, Remedy.RETRY),
        (4999, Remedy.RETRY),
        (None, Remedy.RETRY),
    ],
)
def test_a_closed_connection(code: int | None, remedy: Remedy) -> None:
    assert failure_of_close(code).remedy is remedy


def test_refusals_of_newer_servers_keep_their_words() -> None:
    known = refusal_of(Error(id=1, code="too_long", message="Too long.", field="text"))
    assert (known.code, known.message, known.field) == (ErrorCode.TOO_LONG, "Too long.", "text")
    final = refusal_of(Error(id=1, code="asleep", message="Zzz."))
    assert (final.code, final.message) == (ErrorCode.INTERNAL, "Zzz.")
    later = refusal_of(Error(id=1, code="asleep", message="Zzz.", retry_after=2.5))
    assert (later.code, later.retry_after) == (ErrorCode.BUSY, 2.5)


def test_a_goodbye_is_told_in_words_for_people() -> None:
    closed = failure_of_close(CloseCode.RESTARTING)
    for said, told in (("restarting", closed.reason), ("Back at nine.", "Back at nine.")):
        failure = failure_of_bye(closed, Bye(reason=said, retry_after=2.5))
        assert (failure.reason, failure.retry_after) == (told, 2.5)
        assert failure.trouble is closed.trouble
