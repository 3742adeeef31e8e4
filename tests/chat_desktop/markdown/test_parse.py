import subprocess
import sys
import threading
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.markdown.links import allowed
from chat_desktop.markdown.parse import LONG_LINE, parse
from chat_desktop.markdown.tree import (
    Code,
    Heading,
    Item,
    Listing,
    Paragraph,
    Quote,
    Span,
    Style,
    Tree,
    lines_of,
    plain_text,
)


def paragraph(*spans: Span) -> Tree:
    return Tree((Paragraph(spans),))


def test_plain_text_is_one_paragraph_with_its_line_breaks() -> None:
    assert parse("Hi all, 3.1 ms!\nBye (soon)") == paragraph(Span("Hi all, 3.1 ms!\nBye (soon)"))


def test_styles_nest_and_links_keep_them() -> None:
    assert parse("a **b *c*** ~~d~~ `e` [f **g**](https://h.example)") == paragraph(
        Span("a "),
        Span("b ", Style.BOLD),
        Span("c", Style.BOLD | Style.ITALIC),
        Span(" "),
        Span("d", Style.STRIKE),
        Span(" "),
        Span("e", Style.CODE),
        Span(" "),
        Span("f ", href="https://h.example"),
        Span("g", Style.BOLD, "https://h.example"),
    )


def test_blocks() -> None:
    text = "# Top\n> said\n\n- one\n- two\n  1. seven\n\n```python\nx = 1\n```\n\n    indented"
    assert parse(text).blocks == (
        Heading(1, (Span("Top"),)),
        Quote((Paragraph((Span("said"),)),)),
        Listing(
            (
                Item("•", (Paragraph((Span("one"),)),)),
                Item(
                    "•",
                    (
                        Paragraph((Span("two"),)),
                        Listing((Item("1.", (Paragraph((Span("seven"),)),)),)),
                    ),
                ),
            )
        ),
        Code("x = 1", "python"),
        Paragraph((Span("    indented"),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return x",
        "    def f(x):\n        # no heading\n        - no list\n\t\treturn x",
        "  two spaces",
    ],
)
def test_what_is_pasted_keeps_its_shape_and_is_no_code(text: str) -> None:
    assert parse(text) == paragraph(Span(text))
    assert parse(f"{text} *y*") == paragraph(Span(f"{text} "), Span("y", Style.ITALIC))


def test_what_is_indented_keeps_its_shape_within_its_block() -> None:
    assert parse("> a\n>   b\n\n- c\n    d").blocks == (
        Quote((Paragraph((Span("a\n  b"),)),)),
        Listing((Item("•", (Paragraph((Span("c\n  d"),)),)),)),
    )


@pytest.mark.parametrize("url", ["https://a.example/x?y=1#z", "http://a.example", "www.a.org"])
def test_addresses_become_links(url: str) -> None:
    (block,) = parse(f"see {url} there").blocks
    assert isinstance(block, Paragraph)
    assert [(span.text, bool(span.href)) for span in block.spans] == [
        ("see ", False),
        (url, True),
        (" there", False),
    ]


def test_a_join_link_is_a_link() -> None:
    (block,) = parse("parlance://join/chat.example:1234/0190-ab#inv").blocks
    assert isinstance(block, Paragraph)
    assert block.spans[0].href == "parlance://join/chat.example:1234/0190-ab#inv"


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "file:///etc/passwd",
        "[x](smb://host/share)",
        "[x](//host/share)",
        "<data:text/html,x>",
        "mailto:ada@example.org and ada@example.org",
        "main.py and notes.md, `code` too",
        "https://",
        "[x](https:relative)",
    ],
)
def test_everything_else_is_none(text: str) -> None:
    assert [s.href for line in lines_of(parse(text)) for s in line.spans if s.href] == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <img src='file:///x'>",
        "![pixel](https://tracker.example/x.png)",
        "AT&amp;T &lt;",
        "[key]: value",
        "***",
        "title\n---",
        "|a|b|\n|-|-|\n|1|2|",
        "~~~",
    ],
)
def test_what_is_no_markup_here_is_shown_as_typed(text: str) -> None:
    shown = plain_text(parse(text))
    assert all(word in shown for word in text.replace("![", " ").replace("](", " ").split()[:1])


def test_a_picture_is_no_picture() -> None:
    spans = [s for line in lines_of(parse("![pixel](https://t.example/x.png)")) for s in line.spans]
    assert "".join(s.text for s in spans) == "!pixel"


def test_a_reference_definition_does_not_vanish() -> None:
    assert plain_text(parse("[key]: value")) == "[key]: value"


def test_entities_are_shown_as_typed() -> None:
    assert plain_text(parse("AT&amp;T *x*")) == "AT&amp;T x"


def test_long_lines_are_broken_at_a_space() -> None:
    text = plain_text(parse("word " * 2_000))
    assert max(map(len, text.split("\n"))) <= LONG_LINE
    assert text.replace("\n", "") == "word " * 2_000


def test_a_long_word_is_broken_too() -> None:
    text = plain_text(parse("**" + "x" * 9_000 + "**"))
    assert [len(line) for line in text.split("\n")] == [4_000, 4_000, 1_000]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "\n" * 100_000 + "x",
        "[" * 20_000,
        "[" * 290,
        ">" * 5_000,
        "> " * 12 + "x",
        "\n".join(" " * 2 * depth + "- a" for depth in range(100)),
        "*a **b " * 200,
        "://" * 4_000,
        "www.a " * 2_000,
        "a\u0301" + "\u0301" * 20_000,
        "\u202e" * 20_000,
        "\x1b[31m\x00",
        "~" * 3_000,
        "```" * 100,
        "`" * 1_400,
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    tree = parse(text)
    assert sum(len(line.text) for line in lines_of(tree)) <= 12_100


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    """Markup may go, and an address goes into its link; letters and digits never do."""
    tree = parse(text)
    lines = lines_of(tree)
    kept = Counter(plain_text(tree))
    for line in lines:
        kept.update(line.code or "")
        for span in line.spans:
            kept.update(span.href or "")
    assert not Counter(c for c in text if c.isascii() and c.isalnum()) - kept


markup = st.lists(
    st.sampled_from(
        [
            *"ab1 \n*_`~[]()<>#!|&\\+-",
            "**",
            "```",
            "1. ",
            "- ",
            "> ",
            "    ",
            "https://a.b/",
            "![",
            "](",
        ]
    ),
    max_size=60,
).map("".join)


@given(markup)
def test_any_markup_reads_and_keeps_its_lines(text: str) -> None:
    for line in lines_of(parse(text)):
        assert line.quotes <= 13
        assert all(span.href is None or allowed(span.href) for span in line.spans)


def test_plain_text_needs_no_markdown_library() -> None:
    code = (
        "import sys; from chat_desktop.markdown.parse import parse; parse('Hi, all: 3.1 ms!');"
        "assert 'markdown_it' not in sys.modules; parse('*x*'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_threads_do_not_disturb_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's libraries make tables at their first use, and keep what they are looking at."""
    texts = [f"*{name}* at https://{name}.example/?a=b#c or www.{name}.org" for name in "abcd"]
    alone = [parse(text) for text in texts]
    found: list[Tree] = []
    together = threading.Barrier(len(texts))

    def read(text: str) -> None:
        together.wait()
        found.append(parse(text))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(30):
            monkeypatch.setattr("mdurl._encode.encode_cache", {})
            monkeypatch.setattr("mdurl._decode.decode_cache", {})
            threads = [threading.Thread(target=read, args=(text,)) for text in texts]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(found, key=str) == sorted(alone, key=str)
            found.clear()
    finally:
        sys.setswitchinterval(before)
