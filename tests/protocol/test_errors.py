"""Error codes, close codes and the exceptions that carry them."""

from __future__ import annotations

from protocol.errors import MESSAGES, CloseCode, DecodeError, ErrorCode, Refusal


def test_every_code_has_a_plain_sentence() -> None:
    assert set(MESSAGES) == set(ErrorCode)
    for message in MESSAGES.values():
        assert message.endswith(".")
        assert "_" not in message


def test_close_codes_of_our_own_are_private_ones() -> None:
    ours = {code for code in CloseCode if code >= 4000}
    assert ours == {4400, 4401, 4408, 4429}
    assert set(CloseCode) - ours == {1000, 1007, 1009, 1012}


def test_a_refusal_speaks_plainly_unless_it_knows_better() -> None:
    plain = Refusal(ErrorCode.EMPTY)
    assert str(plain) == plain.message == MESSAGES[ErrorCode.EMPTY]
    better = Refusal(ErrorCode.BUSY, "Back at noon.", field="text", retry_after=2.5)
    assert (better.message, better.field, better.retry_after) == ("Back at noon.", "text", 2.5)


def test_a_decode_error_says_what_and_whose() -> None:
    error = DecodeError("nonsense", id=7)
    assert (error.reason, error.id, error.invalid_utf8) == ("nonsense", 7, False)
