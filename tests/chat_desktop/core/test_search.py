"""What the user types, read as a query: whatever it is, it is one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat_desktop.core.search import LONGEST, Coverage, Query, parse_query
from protocol.errors import ErrorCode, Refusal


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("   \n", Query()),
        ("load test", Query(words=("load", "test"))),
        ("load load", Query(words=("load",))),
        ('say "exact  thing" now', Query(words=("say", "now"), phrases=("exact  thing",))),
        ("say “exact thing", Query(words=("say",), phrases=("exact thing",))),
        ('a"b c"d', Query(words=("a", "d"), phrases=("b c",))),
        ("from:ada hi", Query(words=("hi",), senders=("ada",))),
        ('From:"Ada Lovelace" from:@grace', Query(senders=("Ada Lovelace", "grace"))),
        ('in:#tea in:"Server team"', Query(groups=("tea", "Server team"))),
        ("before:2026-06-12", Query(before=date(2026, 6, 12))),
        ("after:2026-6-2 AFTER:2026", Query(after=date(2026, 1, 1))),
        ("before:2026-06", Query(before=date(2026, 6, 1))),
        ("from: in: before: after: x", Query(words=("x",))),
        ('from:"" before:""', Query()),
        ("from:@", Query(senders=("@",))),
        ("begin:x col:y https://z", Query(words=("begin:x", "col:y", "https://z"))),
        ('"', Query()),
        ('""', Query()),
        ("* NEAR( a*b -c AND OR", Query(words=("*", "NEAR(", "a*b", "-c", "AND", "OR"))),
        ("上海 会", Query(words=("上海", "会"))),
    ],
)
def test_what_a_text_asks_for(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize("text", ["yesterday", "2026-13", "2026-02-30", "0000", "9999", "12.6.26"])
@pytest.mark.parametrize("field", ["before", "after"])
def test_what_is_no_date_is_said_in_plain_words(text: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_query(f"tea {field}:{text}")
    assert refused.value.code is ErrorCode.BAD_REQUEST
    assert refused.value.field == field
    assert f"“{text}” is no date" in refused.value.message


@given(st.text(st.sampled_from('ab "“:@#fromin上*()\x00\n')))
@example('"' * 999)
@example("from:" * 999)
def test_any_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert query.empty == (query == Query())
    assert all(part.strip() for part in (*query.marks, *query.senders, *query.groups))


def test_ten_thousand_words_are_a_query() -> None:
    assert len(parse_query(" ".join(f"w{n}" for n in range(10_000))).words) == 10_000


def test_what_is_read_of_a_query_is_bounded() -> None:
    assert parse_query("a" * (LONGEST + 5) + " b").words == ("a" * LONGEST,)


def test_what_is_highlighted_and_what_is_covered() -> None:
    assert parse_query('a "b c" from:d').marks == ("a", "b c")
    assert Coverage(3, 3).complete
    assert not Coverage(2, 3).complete
