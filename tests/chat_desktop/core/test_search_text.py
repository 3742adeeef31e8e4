"""Texts compared as people mean them, and the places to highlight."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.search_text import MARKED, Matcher, fold, terms_of

TEXTS = st.text(st.sampled_from("abAzßéé\u0301øĳ 上海がか\u3099한\ufe0f\u200d❤🎉_-.\n\u00a0İ½"))


def marked(text: str, *words: str) -> list[str]:
    return [text[first:last] for first, last in Matcher(words).spans(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hello, World", "hello, world"),
        ("É é e\u0301", "e e e"),
        ("straße ØRE Łódź ﬁne", "strasse ore lodz fine"),
        ("Ｑ１ ｶ", "q1 カ"),
        ("a\n\tb\u00a0c\u3000d", "a  b c d"),
        ("❤️ a\u00adb\u200bc", "❤ abc"),
        ("İı", "ii"),
        ("Привет ё", "привет е"),
        ("هَذَا", "هذا"),
        ("한글", "한글"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_marks_that_make_another_letter_stay() -> None:
    assert fold("が") != fold("か")
    assert fold("कि") != fold("क")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ünder the ØRE straße", ("under", "ore", "ASSE"), ["Ünder", "ØRE", "aße"]),
        ("caf\u0065\u0301!", ("cafe",), ["cafe\u0301"]),
        ("❤️ it", ("❤",), ["❤️"]),
        ("我在上海的家", ("上海", "海的"), ["上海的"]),
        ("서버배포 중", ("배포",), ["배포"]),
        ("download uploads", ("load",), ["load", "load"]),
        ("latest te x-te", ("te",), ["te", "te"]),
        ("a cat", ("a",), ["a"]),
        ("c++ and ++c", ("++",), ["++", "++"]),
        ("test tester", ("te", "test"), ["test", "test"]),
        ("aaaa", ("aaa",), ["aaa"]),
        ("👩🏽‍💻 ok", ("👩🏽‍💻",), ["👩🏽‍💻"]),
        ("nothing", ("",), []),
    ],
)
def test_words_are_highlighted(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert marked(text, *words) == found


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cat", "a cat.", True),
        ("cat", "category", False),
        ("cat", "concat a cat", True),
        ("big cat", "the (Big\n  cat)!", True),
        ("big cat", "big cats", False),
        ("big cat", "big black cat", False),
        ("上海", "在上海的", True),
        ("c++", "in c++11", True),
        ("a", "banana", False),
        ("été", "l'ete", True),
    ],
)
def test_a_phrase_is_whole_words_in_a_row(phrase: str, text: str, found: bool) -> None:
    matcher = Matcher([], [phrase])
    assert matcher.matches(fold(text)) is found
    assert bool(matcher.spans(text)) is found


def test_every_word_has_to_be_there() -> None:
    matcher = Matcher(["load", "te"], ["of it"])
    assert matcher.matches("download of it, te")
    assert not matcher.matches("download of it, late")
    assert not matcher.matches("download te")


def test_a_word_within_another_asks_for_nothing_more() -> None:
    assert terms_of(["test", "tester", "te", "TESTER"]) == ("tester", "te")
    assert terms_of(["½"]) == ("1⁄2",)
    assert terms_of(["a\u00a8b"]) == ("a", "b")


@given(TEXTS, st.lists(TEXTS.filter(str.strip), max_size=3), st.lists(TEXTS, max_size=2))
def test_spans_are_ascending_separate_and_match(
    text: str, words: list[str], phrases: list[str]
) -> None:
    matcher = Matcher(words, phrases)
    spans = matcher.spans(text)
    ends = [0, *(end for span in spans for end in span)]
    assert ends == sorted(ends)
    assert all(first < last <= len(text) for first, last in spans)
    assert all(later[0] > earlier[1] for earlier, later in pairwise(spans))
    wanted = {term for word in words for term in fold(word).split()}
    if wanted and matcher.matches(fold(text)):
        assert spans
    for first, last in spans if not phrases else ():
        assert any(term in fold(text[first:last]) for term in wanted)


@given(TEXTS, TEXTS)
def test_folding_is_done_letter_by_letter_and_once_for_all(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)
    assert fold(one).split() == [part for word in one.split() for part in fold(word).split()]


@given(st.text())
def test_folded_texts_stay_as_they_are(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_hostile_queries_are_answered() -> None:
    many = Matcher([f"w{n}" for n in range(10_000)], [f"p{n} q" for n in range(200)])
    assert not many.matches("w1 w2")
    assert len(many.terms) > 9_900
    assert Matcher([f"w{n}" for n in range(MARKED)]).spans("w1 " * 100)
    assert not Matcher(["a" * 10_000]).matches("a" * 9_999)
    assert not Matcher([], ["a " * 500 + "b"]).matches("a " * 5_000)
