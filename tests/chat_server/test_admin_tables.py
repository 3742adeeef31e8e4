"""Tables for the terminal, in which nobody's text can move the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.admin_tables import MESSAGE_COLUMNS, USER_COLUMNS, as_table, plain
from protocol.views import AdminMessage, AdminUser


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ☕ 茶", "plain ☕ 茶"),
        ("\x1b[2J", "\\x1b[2J"),
        ("two\nlines\t", "two\\nlines\\t"),
        ("\u202eevil", "\\u202eevil"),
        ("\x9b31m", "\\x9b31m"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_could_move_the_cursor_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_any_text_is_printable_or_a_space(text: str) -> None:
    assert all(char.isprintable() or char.isspace() or ord(char) > 0xFF for char in plain(text))
    assert not set(plain(text)) & {"\n", "\r", "\x1b", "\x9b", "\x07"}


def test_columns_stand_in_line() -> None:
    messages = [
        AdminMessage(seq=9, at=0, by="1", username="ada", n=1, text="hello"),
        AdminMessage(seq=10, at=1000, by="2", username="bobby", n=2, deleted=True),
    ]
    assert as_table(messages, MESSAGE_COLUMNS).splitlines() == [
        "seq  at                   username  text",
        "9    1970-01-01 00:00:00  ada       hello",
        "10   1970-01-01 00:00:01  bobby     -",
    ]


def test_truth_is_said_in_words() -> None:
    user = AdminUser(
        id="1", username="ada", display_name="Ada", active=True, superuser=False, created=0,
        groups=2, online=False,
    )  # fmt: skip
    row = as_table([user], USER_COLUMNS).splitlines()[1].split()
    assert row[:8] == ["1", "ada", "Ada", "-", "yes", "no", "no", "2"]


def test_nothing_found_is_a_heading() -> None:
    assert as_table([], ("seq", "text")) == "seq  text"
