"""The themes are readable: every text has 4.5:1 on everything that it may lie on."""

from __future__ import annotations

import dataclasses
import re

import pytest

from chat_desktop.look.tokens import (
    AVATARS,
    DARK,
    LIGHT,
    ON_AVATAR,
    Tokens,
    colour_index,
    contrast,
)

READABLE = 4.5
PAIRS = {
    "text": (
        "window sidebar hover selected field popup bubble bubble_mine inline_code selection "
        "danger_soft warning_soft"
    ),
    "text_soft": "window sidebar strip hover selected field popup bubble bubble_mine",
    "text_faint": "window sidebar hover selected field popup bubble",
    "accent_text": "window sidebar hover selected field popup bubble bubble_mine accent_soft",
    "danger_text": "window sidebar hover selected field popup danger_soft",
    "warning_text": "window warning_soft",
    "on_accent": "accent accent_hover accent_pressed",
    "on_danger": "danger danger_hover",
    "on_badge_muted": "badge_muted",
}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", PAIRS)
def test_text_is_readable_on_all_it_lies_on(tokens: Tokens, text: str) -> None:
    poor = {
        ground: round(contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for ground in PAIRS[text].split()
        if contrast(getattr(tokens, text), getattr(tokens, ground)) < READABLE
    }
    assert poor == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_author_names_are_readable_on_bubbles(tokens: Tokens) -> None:
    assert len(tokens.authors) == len(AVATARS)
    for colour in tokens.authors:
        for ground in (tokens.window, tokens.bubble):
            assert contrast(colour, ground) >= READABLE, (colour, ground)


def test_initials_are_readable_on_every_avatar() -> None:
    assert [fill for fill in AVATARS if contrast(ON_AVATAR, fill) < READABLE] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_six_hex_digits(tokens: Tokens) -> None:
    for field in dataclasses.fields(tokens):
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
