import unicodedata

import pytest

from chat_desktop.markdown.clean import MARKS, SHOWN_CHARS, SHOWN_LINES, cleaned, one_line, safe


def test_ordinary_text_stays_as_it_is() -> None:
    text = "Grüße, 日本語, 👩‍👩‍👧 and\ttabs\n\nand a blank line"
    assert cleaned(text) == (text, 0)


def test_control_characters_become_visible_and_harmless() -> None:
    shown, _ = cleaned("\x1b[31mred\x00 \x85 \ud800")
    assert shown == "␛[31mred␀ � �"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\u2029"])
def test_every_newline_is_one(newline: str) -> None:
    assert cleaned(f"a{newline}b") == ("a\nb", 0)


def test_stacked_marks_are_thinned_out() -> None:
    shown, _ = cleaned("a" + "\u0301" * 20_000)
    assert sum(unicodedata.combining(c) > 0 for c in shown) == MARKS


def test_a_huge_line_is_cut_and_the_rest_counted() -> None:
    shown, left_out = cleaned("x" * 1_000_000)
    assert len(shown) == SHOWN_CHARS
    assert left_out == 1_000_000 - SHOWN_CHARS


def test_too_many_lines_are_cut_and_counted() -> None:
    shown, left_out = cleaned("ab\n" * 1_000)
    assert shown.count("\n") == SHOWN_LINES - 1
    assert left_out == 3_000 - len(shown)


def test_a_desert_of_newlines_shrinks_to_two_blank_lines() -> None:
    assert cleaned("a" + "\n" * 9_000 + "b") == ("a\n\n\nb", 0)


def test_one_line_cannot_turn_its_neighbours() -> None:
    assert one_line("evil\u202egnp.exe\n second  line") == "evilgnp.exe second line"


def test_one_line_is_short() -> None:
    assert one_line("word " * 1_000, limit=10) == "word word…"


def test_what_counts_as_one_letter_ends_somewhere() -> None:
    for run in ("\u1100" * 100, "\U0001f469\u200d" * 100):
        shown, _ = cleaned(run)
        assert max(map(len, shown.split("\u200b"))) <= 24
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert cleaned(family) == (family, 0)


def test_no_text_is_forced_into_a_direction() -> None:
    assert cleaned("é invoice\u202egnp.exe\u202d") == ("é invoicegnp.exe", 0)
    assert cleaned("\u05e9\u200f!")[0] == "\u05e9\u200f!"


def test_a_whole_text_is_made_safe_within_bounds() -> None:
    assert safe("a\r\nb\x07") == "a\nb\u2407"
    assert safe("x" * 2_500) == "\n".join(("x" * 1_000, "x" * 1_000, "x" * 500))
    assert safe("\n" * 100_000).endswith("…")
    assert len(safe("x" * 1_000_000)) < 201_000


def test_a_long_message_of_words_is_shown_whole() -> None:
    text = "Words, and (now and then) a sign: that is what people write!\n" * 160
    assert len(text) < SHOWN_CHARS
    assert cleaned(text) == (text, 0)


@pytest.mark.parametrize("costly", ["[", "()", "@ada ", "👩\u200d", "\t", "{}[];"])
def test_of_what_takes_long_to_shape_less_is_shown(costly: str) -> None:
    text = costly * (SHOWN_CHARS // len(costly))
    shown, left_out = cleaned(text)
    assert len(shown) < SHOWN_CHARS / 2
    assert shown.replace("\u200b", "") == text[: len(text) - left_out]


def test_real_pictures_are_not_taken_apart() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert cleaned(family * 10) == (family * 10, 0)
