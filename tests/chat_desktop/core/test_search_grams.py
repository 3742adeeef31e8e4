"""The pieces that messages are looked up by: never do they leave out what matches."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.search_grams import MOST, document_of, grams_of, lookup
from chat_desktop.core.search_text import Matcher, fold

LETTERS = "abteAB '\"*()-_:.+上海会かがｶ회의🎉éß\u0301\n\x00\x7f"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=30)


def found(text: str, by: str, number: int, query: str) -> bool:
    """Let SQLite look one message up."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE g USING fts5 (s, content='', detail='none', tokenize='ascii')")
    db.execute("INSERT INTO g (rowid, s) VALUES (1, ?)", (document_of(text, by, number),))
    rows = db.execute("SELECT rowid FROM g WHERE g MATCH ?", (query,)).fetchall()
    db.close()
    return bool(rows)


def parts_of(text: str, data: st.DataObject) -> str:
    lo = data.draw(st.integers(0, len(text)))
    return text[lo : data.draw(st.integers(lo, len(text)))]


@given(TEXTS, st.data())
def test_what_matches_is_looked_up(text: str, data: st.DataObject) -> None:
    words = parts_of(text, data).split()
    phrases = [parts_of(text, data)]
    matcher = Matcher(words, phrases)
    query = lookup(matcher, ["ada"], [7])
    if matcher.matches(fold(text)):
        assert found(text, "ada", 7, query)
    assert not found(text, "eve", 7, query)
    assert not found(text, "ada", 8, query)


@given(TEXTS, TEXTS)
def test_any_query_is_valid(text: str, words: str) -> None:
    query = lookup(Matcher(words.split(), [words]), [], [])
    if query:
        found(text, "ada", 1, query)


@pytest.mark.parametrize("word", ["elephant", "ant", "上海", "会", "el", "🎉"])
def test_what_does_not_have_the_word_is_left_out(word: str) -> None:
    assert not found("something else 会议 on 海上", "ada", 1, lookup(Matcher([word]), [], [])) or (
        word in ("el", "会")
    )


def test_words_in_another_order_are_no_phrase() -> None:
    query = lookup(Matcher([], ["then so"]), [], [])
    assert found("and then so on", "ada", 1, query)
    assert not found("so then on", "ada", 1, query)


@pytest.mark.parametrize("phrase", ["a cat", "cat b", "a b", "a cat b"])
def test_what_stands_beside_a_phrase_does_not_matter(phrase: str) -> None:
    assert found(f"so ({phrase})!", "ada", 1, lookup(Matcher([], [phrase]), [], []))


def test_a_query_asks_for_a_bounded_number_of_pieces() -> None:
    query = lookup(Matcher([f"word{n}" for n in range(10_000)]), [], [])
    assert query.count(" AND ") == MOST - 1
    many = [f"u{n}" for n in range(5_000)]
    assert lookup(Matcher([]), many, list(range(5_000))) == ""


def test_two_letters_stand_where_a_word_begins() -> None:
    assert {"l", "la", "lat", "ate", "est"} <= grams_of("latest")
    assert "te" not in grams_of("latest")
    assert {"海", "上海", "海的"} <= grams_of("上海的")
    assert {"+", "++", "c++"} <= grams_of("c++")
