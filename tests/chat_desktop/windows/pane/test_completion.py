"""What is completed at the caret, and the order of what is offered."""

from __future__ import annotations

import pytest

from chat_desktop.windows.pane.completion import (
    Kind,
    Person,
    Wanted,
    emoji,
    people,
    wanted,
    whole_code,
)
from chat_desktop.windows.pane.emoji_table import emoji_table

GRACE = Person("u2", "grace", "Grace Hopper")
GARY = Person("u3", "gk", "Gary Kildall")
ADA = Person("u1", "ada", "Ada Lovelace")
ROGER = Person("u4", "roger", "Roger Penrose")


@pytest.mark.parametrize(
    ("text", "kind", "query"),
    [
        (":smi", Kind.EMOJI, "smi"),
        ("hi :+1", Kind.EMOJI, "+1"),
        ("(:he", Kind.EMOJI, "he"),
        (":s", None, ""),
        ("10:30", None, ""),
        ("http://ab", None, ""),
        ("a::bc", None, ""),
        ("`:smi", None, ""),
        ("```\n:smi", None, ""),
        ("@", Kind.PERSON, ""),
        ("hey @gra", Kind.PERSON, "gra"),
        ("**@gra", Kind.PERSON, "gra"),
        ("me@gra", None, ""),
        ("`@gra", None, ""),
        ("@gra hi", None, ""),
        ("plain", None, ""),
    ],
)
def test_what_is_wanted(text: str, kind: Kind | None, query: str) -> None:
    found = wanted(text, len(text))
    if kind is None:
        assert found is None
    else:
        assert found == Wanted(kind, len(text) - len(query) - 1, len(text), query)


def test_only_what_stands_before_the_caret_counts() -> None:
    assert wanted("@gra", 2) == Wanted(Kind.PERSON, 0, 2, "g")


def test_a_whole_code() -> None:
    assert whole_code("so :+1:", 7) == (3, "+1")
    assert whole_code(":Smile:", 7) == (0, "smile")
    assert whole_code("`:+1:", 5) is None
    assert whole_code("12:30:", 6) is None


def test_people_come_in_the_order_in_which_they_spoke() -> None:
    known = [GARY, GRACE, ADA, ROGER]
    assert [each.insert for each in people("", known)] == ["@gk", "@grace", "@ada", "@roger"]
    assert [each.insert for each in people("g", known)] == ["@gk", "@grace", "@roger"]
    assert [each.insert for each in people("G", [GRACE, GARY])] == ["@grace", "@gk"]
    assert [each.insert for each in people("love", known)] == ["@ada"]
    assert [each.insert for each in people("gkl", known)] == ["@gk"]
    assert people("nobody", known) == []
    assert len(people("", known, most=2)) == 2


def test_a_choice_shows_the_name_and_puts_in_the_username() -> None:
    (choice,) = people("hopp", [GRACE])
    assert (choice.title, choice.detail, choice.person) == ("Grace Hopper", "@grace", "u2")


def test_emoji_are_shown_by_the_code_that_fits() -> None:
    found = emoji("thumbs", emoji_table(), (), "🏽")
    assert (found[0].title, found[0].insert) == (":thumbsup:", "👍🏽")
    assert all(":thumbs" in each.title or "_thumbs" in each.title for each in found)
