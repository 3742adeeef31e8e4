"""Fuzzy matching: what fits, which letters are meant, and which of two names comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.fuzzy import LONGEST_NAME, SCORED, match, rank
from chat_desktop.core.search_text import fold

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
WORDS = st.text("abcdeé", min_size=1, max_size=8)


def first(pattern: str, *names: str) -> str:
    return names[rank(pattern, names)[0][0]]


@given(WORDS, NAMES)
def test_letters_in_order_fit_and_nothing_else_does(pattern: str, name: str) -> None:
    letters = iter(fold(name))
    in_order = all(letter in letters for letter in fold(pattern))
    found = match(pattern, name)
    assert (found is not None) == in_order
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        assert all(0 <= place < len(name) for place in found.places)
        marked = fold("".join(name[place] for place in found.places))
        rest = iter(marked)
        assert all(letter in rest for letter in fold(pattern))


@given(NAMES)
def test_a_name_fits_itself_best(name: str) -> None:
    words = [word for word in name.split() if fold(word).strip()]
    if words:
        whole = match(" ".join(words), " ".join(words))
        assert whole is not None
        longer = match(" ".join(words), " ".join(words) + " x")
        assert longer is None or longer.score < whole.score


@given(WORDS, WORDS, NAMES)
def test_more_letters_never_fit_where_fewer_did_not(pattern: str, more: str, name: str) -> None:
    if match(pattern, name) is None:
        assert match(pattern + more, name) is None


@given(NAMES, NAMES)
def test_case_makes_no_difference(pattern: str, name: str) -> None:
    assert match(pattern, name) == match(fold(pattern), name)


@given(st.lists(NAMES, max_size=8), st.text("abc", max_size=3))
def test_ranking_only_reorders_what_fits(names: list[str], pattern: str) -> None:
    ranked = rank(pattern, names)
    fitting = [index for index, name in enumerate(names) if match(pattern, name) is not None]
    assert sorted(index for index, _fit in ranked) == fitting
    if not pattern:
        assert [index for index, _fit in ranked] == fitting


@pytest.mark.parametrize(
    ("pattern", "better", "worse"),
    [
        ("re", "Release 2.4", "Server team"),  # the beginning before the middle
        ("st", "Server team", "Best of"),  # beginnings of words before letters that follow
        ("rev", "Design review", "Release vault"),  # letters in a row before scattered ones
        ("team", "Server team", "The east alumni"),
        ("lunch", "Lunch", "Lunch and dinner"),  # what is whole before what has more
        ("ss", "SystemServer", "Lesson"),  # humps begin words
        ("24", "Release24", "Room 1204"),
    ],
)
def test_of_two_names_the_better_fit_comes_first(pattern: str, better: str, worse: str) -> None:
    assert first(pattern, worse, better) == better
    assert first(pattern, better, worse) == better


def test_between_equals_the_more_recent_comes_first() -> None:
    assert first("team", "Team one", "Team two") == "Team one"
    assert first("team", "Team two", "Team one") == "Team two"
    assert first("team", "Our team", "Team one") == "Team one"
    assert first("te", "Tea party friends", "Tea time") == "Tea party friends"


def test_words_fit_in_any_order_and_all_of_them_must() -> None:
    assert match("hunt mo", "Moth hunters") is not None
    assert match("hunt xx", "Moth hunters") is None
    assert match("  ", "Moth hunters") == match("", "anything")


def test_the_letters_that_are_meant_are_marked() -> None:
    found = match("st", "Server team")
    assert found is not None
    assert found.places == (0, 7)
    accents = match("cafe", "Le Café")
    assert accents is not None
    assert accents.places == (3, 4, 5, 6)
    assert match("strasse", "Straße") is not None
    gap = match("abc", "axbc abxc")
    assert gap is not None
    assert gap.places == (0, 2, 3)


def test_an_endless_name_costs_no_more() -> None:
    assert match("z", "a" * LONGEST_NAME + "z") is None
    assert match("a" * 1000, "a" * 1000) is not None


def test_of_very_many_the_likely_ones_are_ranked() -> None:
    names = [f"Adam {number}" for number in range(2 * SCORED)] + ["The ad board", "Ada Lovelace"]
    names.append("xaxdxax lxo")
    found = [names[index] for index, _fit in rank("ada lo", names)]
    assert found == ["Ada Lovelace", "xaxdxax lxo"]
    many = rank("a", names)
    assert len(many) == SCORED
    assert {0, 1, 2} <= {index for index, _fit in many}


def test_scattered_letters_fit_only_where_they_may() -> None:
    names = ["Release 2.4", "Random", "Old errand", "Server team"]
    assert {index for index, _fit in rank("ra", names)} == {0, 1, 2, 3}
    assert [index for index, _fit in rank("ra", names, scattered=False)] == [1, 2]
