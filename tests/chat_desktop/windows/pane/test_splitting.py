"""A long text becomes several messages without losing anything or breaking blocks of code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.code_spans import fences
from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import Code
from chat_desktop.windows.pane.splitting import split_text


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("short", 10, ("short",)),
        ("", 10, ()),
        ("one two\n\nthree four", 14, ("one two", "three four")),
        ("one two\nthree four", 14, ("one two", "three four")),
        ("one two three", 9, ("one two", "three")),
        ("x" * 25, 10, ("x" * 10, "x" * 10, "x" * 5)),
        ("a" * 9 + "👍🏽b", 10, ("a" * 9, "👍🏽b")),
        ("a" * 9 + "e\u0301b", 10, ("a" * 9, "e\u0301b")),
        ("   \n\n" + "y" * 12, 10, ("   \n\nyyyyy", "yyyyyyy")),
    ],
)
def test_examples(text: str, limit: int, pieces: tuple[str, ...]) -> None:
    assert split_text(text, limit) == pieces


def test_a_block_that_fits_is_left_whole() -> None:
    code = "```py\n" + "line\n" * 10 + "```"
    assert split_text("Some words before it.\n" + code, 70) == ("Some words before it.", code)


def test_a_block_that_does_not_fit_is_closed_and_opened_again() -> None:
    code = "```py\n" + "\n".join(f"line {n}" for n in range(30)) + "\n```"
    pieces = split_text(code, 100)
    assert all(piece.startswith("```py\n") and piece.endswith("\n```") for piece in pieces)
    inner = [piece.removeprefix("```py\n").removesuffix("\n```") for piece in pieces]
    assert "\n".join(inner) == "\n".join(f"line {n}" for n in range(30))


LINES = st.sampled_from(
    ["", "word", "a few words in a line", "x" * 70, "```", "```python", "~~~", "- point", "> said"]
)


@given(st.lists(LINES, max_size=40).map("\n".join), st.integers(60, 300))
def test_no_piece_is_too_long_or_blank_and_no_word_is_lost(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(len(piece) <= limit and piece.strip() for piece in pieces)
    added = {"```", "~~~", "```python"}
    words = [word for word in text.split() if word not in added]
    kept = [word for piece in pieces for word in piece.split() if word not in added]
    assert squeezed("".join(kept)) == squeezed("".join(words))


WORDS = st.sampled_from(["word", "x = 1", "y" * 30, "a (b) c"])


@given(
    st.lists(st.tuples(st.booleans(), st.lists(WORDS, min_size=1, max_size=12)), max_size=6),
    st.integers(60, 200),
)
def test_code_stays_code_and_words_stay_words(
    parts: list[tuple[bool, list[str]]], limit: int
) -> None:
    text = "\n\n".join("```\n" + "\n".join(p) + "\n```" if c else "\n".join(p) for c, p in parts)
    pieces = split_text(text, limit)

    def code_of(text: str) -> str:
        blocks = parse(text).blocks
        return squeezed("".join(block.text for block in blocks if isinstance(block, Code)))

    assert "".join(code_of(piece) for piece in pieces) == code_of(text)
    assert all(fence.closed for piece in pieces for fence in fences(piece))


@given(st.text(max_size=200), st.integers(1, 50))
def test_any_text_comes_to_an_end(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(len(piece) <= limit for piece in pieces)
