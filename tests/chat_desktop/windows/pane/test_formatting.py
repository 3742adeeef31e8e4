"""Marks go around a selection and off it again; lists go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.windows.pane.formatting import BOLD, CODE, ITALIC, STRIKE, continued, toggled


def apply(marked: str, mark: str) -> str:
    """Toggle the selection between the two bars of `marked`, and show the new one like that."""
    before, chosen, after = marked.split("|")
    text = before + chosen + after
    edit = toggled(text, len(before), len(before) + len(chosen), mark)
    text = text[: edit.start] + edit.new + text[edit.end :]
    start, end = edit.select
    return f"{text[:start]}|{text[start:end]}|{text[end:]}"


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("a |word| b", BOLD, "a **|word|** b"),
        ("a **|word|** b", BOLD, "a |word| b"),
        ("a |**word**| b", BOLD, "a |word| b"),
        ("a | word | b", ITALIC, "a  *|word|*  b"),
        ("**|word|**", ITALIC, "***|word|***"),
        ("***|word|***", ITALIC, "**|word|**"),
        ("***|word|***", BOLD, "*|word|*"),
        ("*|word|*", BOLD, "***|word|***"),
        ("x||y", BOLD, "x**||**y"),
        ("**||**", BOLD, "||"),
        ("|gone|", STRIKE, "~~|gone|~~"),
        ("|name|", CODE, "`|name|`"),
        ("see |a\nb| there", CODE, "see \n```\n|a\nb|\n```\n there"),
        ("|a\nb|", CODE, "```\n|a\nb|\n```"),
    ],
)
def test_examples(before: str, mark: str, after: str) -> None:
    assert apply(before, mark) == after


@given(
    st.text("ab ", max_size=5),
    st.text("ab", min_size=1, max_size=5),
    st.text("ab ", max_size=5),
    st.sampled_from([BOLD, ITALIC, STRIKE, CODE]),
)
def test_twice_is_as_before(before: str, chosen: str, after: str, mark: str) -> None:
    marked = f"{before}|{chosen}|{after}"
    assert apply(apply(marked, mark), mark) == marked


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- milk", "- "),
        ("  * milk", "  * "),
        ("9. nine", "10. "),
        ("1) one", "2) "),
        ("> said", "> "),
        ("> - said", "> - "),
        ("- ", ""),
        ("3. ", ""),
        ("no list", None),
        ("-5 degrees", None),
        ("", None),
        ("   ", None),
    ],
)
def test_lists_go_on(line: str, following: str | None) -> None:
    assert continued(line) == following
