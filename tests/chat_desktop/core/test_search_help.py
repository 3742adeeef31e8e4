"""Writing a search: the operator at the cursor, and what completing it makes of the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.search import parse_query
from chat_desktop.core.search_help import (
    OPERATORS,
    Token,
    completed,
    likely_days,
    token_at,
    with_operator,
)


@pytest.mark.parametrize(
    ("text", "cursor", "token"),
    [
        ("from:gra", 8, Token("from", "gra", 0, 8)),
        ("from:gra", 5, Token("from", "gra", 0, 8)),
        ("from:gra", 3, None),
        ("moth from:", 10, Token("from", "", 5, 10)),
        ("moth FROM:Gr in:x", 12, Token("from", "Gr", 5, 12)),
        ('in:"Server te', 13, Token("in", "Server te", 0, 13)),
        ('in:"Server team" moth', 21, None),
        ("therein:x", 9, None),
        ("before:2026-06", 14, Token("before", "2026-06", 0, 14)),
    ],
)
def test_the_operator_at_the_cursor(text: str, cursor: int, token: Token | None) -> None:
    assert token_at(text, cursor) == token


def test_completing_leaves_the_rest_alone() -> None:
    token = token_at("moth from:gr night", 12)
    assert token is not None
    assert completed("moth from:gr night", token, "grace") == ("moth from:grace night", 16)
    token = token_at("in:", 3)
    assert token is not None
    assert completed("in:", token, 'Server "A" team') == ('in:"Server A team" ', 19)


@given(st.sampled_from(["from", "in"]), st.text('ab c"d', max_size=8), st.text("xy ", max_size=6))
def test_what_was_completed_is_understood(operator: str, value: str, rest: str) -> None:
    text = f"{operator}: {rest}"
    token = token_at(text, len(operator) + 1)
    assert token is not None
    done, cursor = completed(text, token, value)
    assert done[cursor - 1] == " "
    query = parse_query(done)
    names = query.senders if operator == "from" else query.groups
    wanted = value.replace('"', "").strip()
    assert names == ((wanted,) if wanted else ())
    assert query.words == tuple(dict.fromkeys(rest.split()))


def test_an_operator_is_put_behind_what_stands_there() -> None:
    assert with_operator("", "from") == ("from:", 5)
    assert with_operator("moth ", "after") == ("moth after:", 11)
    for operator in OPERATORS:
        text, cursor = with_operator("a", operator)
        found = token_at(text, cursor)
        assert found is not None
        assert found.operator == operator


def test_likely_days_are_past_and_descend() -> None:
    days = likely_days(date(2026, 6, 12))
    assert days[0] == date(2026, 6, 12)
    assert days == sorted(set(days), reverse=True)
    assert date(2026, 6, 1) in days
    assert len(likely_days(date(2026, 1, 1))) < len(days)
