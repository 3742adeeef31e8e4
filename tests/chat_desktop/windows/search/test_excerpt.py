"""Excerpts of hits: around what was found, without marks, and what is marked stays what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.search_text import Matcher
from chat_desktop.windows.search.excerpt import LONGEST, excerpt


def shown(text: str, *words: str) -> tuple[str, list[str]]:
    line, spans = excerpt(text, Matcher(words).spans(text))
    return line, [line[first:last] for first, last in spans]


def test_a_short_message_is_shown_whole_without_its_marks() -> None:
    assert shown("First **numbers**: p50 `3.1 ms`", "numbers") == (
        "First numbers: p50 3.1 ms",
        ["numbers"],
    )
    assert shown("> said *so*\n\nyes ~~no~~", "so") == ("said so yes no", ["so"])
    assert shown("```python\nawait it\n```", "await") == ("await it", ["await"])
    assert shown("snake_case and 2*3*4", "snake") == ("snake_case and 2*3*4", ["snake"])


def test_what_was_searched_for_is_no_mark() -> None:
    assert shown("glob **.py here", "**") == ("glob **.py here", ["**"])


def test_a_long_message_is_shown_around_the_first_hit() -> None:
    text = "word " * 200 + "the moth was here " + "and more " * 100 + "moth"
    line, marked = shown(text, "moth")
    assert line.startswith("…word word")
    assert line.index("moth") < 60
    assert line.endswith("…")
    assert marked == ["moth"]
    assert len(line) <= LONGEST + 2


def test_what_turns_or_hides_text_is_left_out() -> None:
    assert shown("a\u202eb \u200bmoth\x07", "moth") == ("ab moth\ufffd", ["moth"])
    family = "👩\u200d👩\u200d👧"
    assert shown(f"{family} moth", family) == (f"{family} moth", [family])


def test_nothing_to_mark_shows_the_beginning() -> None:
    assert shown("Just this") == ("Just this", [])
    assert shown("") == ("", [])


@given(
    st.text(st.sampled_from("ab *_`~>\n\u200d\u202e é🎉"), max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 9)), max_size=4),
)
def test_spans_always_fit_the_line(text: str, raw: list[tuple[int, int]]) -> None:
    spans: list[tuple[int, int]] = []
    for first, length in sorted(raw):
        last = min(first + length, len(text))
        if first < last and (not spans or first >= spans[-1][1]):
            spans.append((first, last))
    line, found = excerpt(text, tuple(spans))
    assert "\n" not in line
    assert "  " not in line
    before = 0
    for first, last in found:
        assert before <= first < last <= len(line)
        before = first
