"""What counts as a mention, checked by examples and against the parser that draws messages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chat_desktop.core.code_spans import fences
from chat_desktop.core.mentions import folded, is_mentioned, mentions, mentions_in
from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import Style, lines_of
from protocol.rules import fold

NAMES = folded(["ada", "ada.l", "Grace", "Ægir", "李雷", "o'hara"])


def names_in(text: str) -> list[str]:
    return [found.name for found in mentions(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ada", ["ada"]),
        ("hi @ADA!", ["ada"]),
        ("@ada, @Grace: look", ["ada", "grace"]),
        ("(@ada)", ["ada"]),
        ("ask @ada.", ["ada"]),
        ("ask @ada...now", ["ada"]),
        ("@ada.l did", ["ada.l"]),
        ("@ada.x did", []),
        ("@ada-b", []),
        ("@adam", []),
        ("is it @grace's?", ["grace"]),
        ("@o'hara", ["o'hara"]),
        ("_hello @ada_ and **@grace**", ["ada", "grace"]),
        ("mail me@ada or @ada@example.org", []),
        ("example.org/@ada", []),
        ("@@ada", []),
        ("@ægir @ÆGIR", ["ægir", "ægir"]),
        ("问@李雷", []),
        ("问 @李雷。", ["李雷"]),
        ("`@ada` and ``x ` @ada``", []),
        ("```\n@ada\n```\n@grace", ["grace"]),
        ("```\n@ada", []),
        ("> ```\n> @ada\n\n@grace", ["grace"]),
        ("    @ada", ["ada"]),
        ("    ```\n@ada", ["ada"]),
        ("```\n    ```\n@ada", []),
        ("- ```\n     ```\n@ada", ["ada"]),
        ("not `code @ada", ["ada"]),
        ("\\`@ada`", ["ada"]),
        ("a ` b\n\n@ada ` c", ["ada"]),
    ],
)
def test_examples(text: str, found: list[str]) -> None:
    assert names_in(text) == found


def test_where_it_stands() -> None:
    (found,) = mentions("héllo 😀 @Grace!", NAMES)
    assert "héllo 😀 @Grace!"[found.start : found.end] == "@Grace"


def test_one_user() -> None:
    assert is_mentioned("hey @straße", "STRASSE")
    assert not is_mentioned("hey ada", "ada")


WORDS = st.sampled_from(
    [
        *("@ada", "@Grace", "@ada.l", "@adam", "x@ada", "word", "`", "``", "```\n"),
        *("\n", "\n\n", " ", " ", "    ", "\n    ", "\t", ". "),
    ]
)


@given(st.lists(WORDS, max_size=14).map("".join))
def test_what_is_drawn_as_code_is_no_mention(text: str) -> None:
    lines = lines_of(parse(text))
    # Nothing but empty fences is drawn as it stands, so as not to be blank, and mentions nobody.
    drawn = "".join(span.text for line in lines for span in line.spans)
    assume(not fences(text) or "".join(drawn.split()) != "".join(text.split()))
    shown = [
        found.name
        for line in lines
        for span in line.spans
        if line.code is None and not span.style & Style.CODE
        for found in mentions_in(span.text, NAMES)
    ]
    assert names_in(text) == shown


ANY = st.text(max_size=8)


@given(ANY, st.sampled_from(["ada", "Grace", "李雷"]), ANY)
def test_between_spaces_it_counts_whatever_stands_around(
    before: str, name: str, after: str
) -> None:
    plain = before.replace("`", "'").replace("~", "-"), after.replace("`", "'").replace("~", "-")
    text = f"{plain[0]} @{name} {plain[1]}"
    found = mentions(text, NAMES)
    assert fold(name) in [each.name for each in found]
    assert all(text[each.start] == "@" for each in found)
    assert all(fold(text[each.start + 1 : each.end]) == each.name for each in found)
    assert all(one.end <= next_one.start for one, next_one in pairwise(found))


def test_a_hostile_text_takes_no_time() -> None:
    for text in (
        "@!" * 5_000,
        "@" + "." * 10_000,
        "`" * 10_000 + "@ada",
        "` `` " * 2_000,
        "> " * 4_000 + "@ada`",
    ):
        mentions(text, NAMES)
