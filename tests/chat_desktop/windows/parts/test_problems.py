"""Every refusal finds its place on a form."""

from __future__ import annotations

import pytest

from chat_desktop.core.ports import Offline
from chat_desktop.windows.parts.problems import FORM, place_of
from protocol.errors import ErrorCode, Refusal

ALL = frozenset({"server", "username", "email", "password"})


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (Refusal(ErrorCode.USERNAME_TAKEN), "username"),
        (Refusal(ErrorCode.INVALID_NAME), "username"),
        (Refusal(ErrorCode.EMAIL_TAKEN), "email"),
        (Refusal(ErrorCode.INVALID_EMAIL), "email"),
        (Refusal(ErrorCode.WEAK_PASSWORD), "password"),
        (Refusal(ErrorCode.BAD_CREDENTIALS), "password"),
        (Refusal(ErrorCode.TOO_LONG, field="email"), "email"),
        (Refusal(ErrorCode.TOO_LONG, field="unknown"), FORM),
        (Offline("Gone."), "server"),
        *((Refusal(code), FORM) for code in (ErrorCode.BUSY, ErrorCode.INTERNAL)),
    ],
)
def test_places(problem: Refusal | Offline, place: str) -> None:
    assert place_of(problem, ALL)[0] == place


@pytest.mark.parametrize("code", list(ErrorCode))
def test_no_refusal_gets_lost(code: ErrorCode) -> None:
    place, words = place_of(Refusal(code), frozenset())
    assert place == FORM
    assert words


def test_without_a_server_field_offline_is_the_forms() -> None:
    assert place_of(Offline("Gone."), frozenset({"name"})) == (FORM, "Gone.")
