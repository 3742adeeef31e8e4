"""Code is found where the parser finds it, and where it is still being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.code_spans import Fence, code_spans, fences, in_code, inside
from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import Style, lines_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no code", []),
        ("a `b` c", ["`b`"]),
        ("``a ` b`` `c`", ["``a ` b``", "`c`"]),
        ("`open", []),
        ("`a\n\nb`", []),
        ("- `a\n- b`", []),
        ("```\nx\n```\ny", ["```\nx\n```"]),
        ("~~~ py\nx", ["~~~ py\nx"]),
        ("````\n```\n````", ["````\n```\n````"]),
        ("> ```\n> x\ny", ["> ```\n> x\n"]),
        ("- ```\n  x\n  ```", ["- ```\n  x\n  ```"]),
        ("``` a`b", []),
    ],
)
def test_examples(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text)] == found


@pytest.mark.parametrize(
    ("text", "typed_in_code"),
    [
        ("a `b|", True),
        ("a `b` c|", False),
        ("`b|`", True),
        ("```\nx|", True),
        ("```\nx\n```\n|", False),
        ("a ` b\n\nc|", False),
        ("\\`a|", False),
        ("|`a`", False),
        ("plain|", False),
    ],
)
def test_while_it_is_typed(text: str, typed_in_code: bool) -> None:
    at = text.index("|")
    assert in_code(text.replace("|", ""), at) is typed_in_code


def test_fences_say_how_they_close() -> None:
    text = "a\n~~~~ py\nb\n"
    assert fences(text) == (Fence(2, len(text), "~~~~ py", closed=False),)
    assert fences(text)[0].closer == "~~~~"
    assert fences("> - ```\n>   x")[0].closer == ">   ```"


def test_inside_is_between_the_ends() -> None:
    spans = ((0, 3), (5, 8))
    assert [at for at in range(9) if inside(spans, at)] == [1, 2, 6, 7]


LINES = st.sampled_from(["```", "~~~", "````py", "x", "`y` z", "", "> q", "``a` b``", "w `"])


@given(st.lists(LINES, max_size=7).map("\n".join))
def test_as_the_parser_does(text: str) -> None:
    drawn = "".join(
        span.text
        for line in lines_of(parse(text))
        for span in line.spans
        if line.code is not None or span.style & Style.CODE
    )
    spans = code_spans(text)
    letters = [at for at, char in enumerate(text) if char.isalpha()]
    mine = [text[at] for at in letters if any(start <= at < end for start, end in spans)]
    fence_words = sum(text[fence.start : fence.end].count("py") for fence in fences(text))
    assert len(mine) - 2 * fence_words == sum(char.isalpha() for char in drawn) - 2 * drawn.count(
        "py"
    )
