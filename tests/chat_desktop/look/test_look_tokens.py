"""The themes are readable: every text has 4.5:1 on all that it may lie on, every sign 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from chat_desktop.chat import highlight
from chat_desktop.look.tokens import (
    AVATARS,
    DARK,
    LIGHT,
    ON_AVATAR,
    READABLE,
    VISIBLE,
    Tokens,
    colour_index,
    contrast,
    legible,
)

SOURCES = Path(highlight.__file__).parents[1]
ROWS = "window sidebar hover selected popup"
TEXTS = {
    # On bubbles, in fields, on rows of lists, on search hits' own ground and under the selection.
    "text": f"{ROWS} strip field bubble bubble_mine inline_code selection danger_soft warning_soft",
    "text_soft": f"{ROWS} strip field bubble bubble_mine",
    "text_faint": f"{ROWS} strip field bubble bubble_mine",
    "accent_text": f"{ROWS} strip field bubble bubble_mine accent_soft",
    "danger_text": f"{ROWS} strip field danger_soft bubble bubble_mine",
    "warning_text": "window warning_soft",
    "on_accent": "accent accent_hover accent_pressed",
    "on_danger": "danger danger_hover",
    "on_badge_muted": "badge_muted",
    "on_mark": "mark",
    "window": "text",  # a toast has the colours the other way round
}
SIGNS = {
    "text_soft": f"{ROWS} strip field bubble bubble_mine accent_soft",
    "text_faint": f"{ROWS} strip field bubble bubble_mine",
    "accent_text": f"{ROWS} field bubble bubble_mine accent_soft",
    "danger_text": f"{ROWS} field danger_soft",
    "warning_text": "warning_soft",
    "accent": f"{ROWS} strip field bubble",  # the ring of the focus, ticks, switches
    "danger": "window field",  # the unread line, fields that are wrong
    "outline": "window sidebar field popup",  # around what is written in or ticked
    "quote": f"{ROWS} field bubble bubble_mine",
    "online": "window sidebar hover selected",
    "offline": "window sidebar hover selected",
}
NO_SIGNS = {"border", "border_strong", "scrollbar"}
"""They part what is apart anyway, by its ground or by room; nothing is known by them alone."""

both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def poor(tokens: Tokens, ink: str, grounds: str, least: float) -> dict[str, float]:
    return {
        ground: round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ground in grounds.split()
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < least
    }


@both
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_all_it_lies_on(tokens: Tokens, text: str) -> None:
    assert poor(tokens, text, TEXTS[text], READABLE) == {}


@both
@pytest.mark.parametrize("sign", SIGNS)
def test_signs_and_borders_of_controls_can_be_seen(tokens: Tokens, sign: str) -> None:
    assert poor(tokens, sign, SIGNS[sign], VISIBLE) == {}


def test_every_colour_in_use_is_held_to_one_of_the_two() -> None:
    grounds = set(" ".join([*TEXTS.values(), *SIGNS.values()]).split())
    known = {*TEXTS, *SIGNS, *NO_SIGNS, *grounds, "authors", "dark", "mark"}
    assert {field.name for field in msgspec.structs.fields(Tokens)} <= known


def test_nobody_paints_with_colours_of_their_own() -> None:
    allowed = {"tokens.py", "main_window.py"}
    for path in SOURCES.rglob("*.py"):
        if path.name not in allowed:
            own = re.findall(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text("utf-8"))
            assert set(own) <= {"'#000000'", '"#000000"', '"#ffffff"'}, path.name


@both
def test_author_names_are_readable_on_bubbles_and_in_quotes(tokens: Tokens) -> None:
    assert len(tokens.authors) == len(AVATARS)
    for colour in tokens.authors:
        for ground in (tokens.window, tokens.bubble, tokens.bubble_mine, tokens.hover):
            assert contrast(colour, ground) >= READABLE, (colour, ground)


def test_initials_are_readable_on_every_avatar() -> None:
    assert [fill for fill in AVATARS if contrast(ON_AVATAR, fill) < READABLE] == []


@both
def test_code_is_readable_in_every_colour(tokens: Tokens) -> None:
    from pygments.token import STANDARD_TYPES

    colours = {highlight._look(kind, tokens.dark)[0] for kind in STANDARD_TYPES} - {None}
    assert len(colours) > 5
    assert [colour for colour in colours if contrast(colour or "", tokens.field) < READABLE] == []


def test_a_colour_becomes_legible_and_stays_where_it_is() -> None:
    assert legible("#123456", "#ffffff") == "#123456"
    assert contrast(legible("#60a0b0", "#ffffff"), "#ffffff") >= READABLE
    assert contrast(legible("#333333", "#1c1f25"), "#1c1f25") >= READABLE
    assert contrast(legible("#60a0b0", "#ffffff", VISIBLE), "#ffffff") < READABLE


@both
def test_every_colour_is_six_hex_digits(tokens: Tokens) -> None:
    for field in msgspec.structs.fields(tokens):
        value = getattr(tokens, field.name)
        for colour in value if isinstance(value, tuple) else [value]:
            if isinstance(colour, str):
                assert re.fullmatch("#[0-9a-f]{6}", colour), field.name


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_ids_have_steady_colours_and_use_them_all() -> None:
    assert colour_index("u1") == colour_index("u1")
    assert {colour_index(f"u{n}") for n in range(200)} == set(range(len(AVATARS)))
