"""The colours of both themes and the sizes of the 4 px grid: every painter takes them from here."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct


class Tokens(Struct, frozen=True):
    """The colours of one theme, as `#rrggbb`. Every text has 4.5:1 on what it lies on, what is
    no text but says something 3:1."""

    dark: bool

    window: str
    """Behind the chat, the members, dialogs."""
    sidebar: str
    strip: str
    """Behind the accounts at the far left."""
    hover: str
    selected: str
    field: str
    """Inside inputs, the composer, cards and code."""
    popup: str
    """Menus and tooltips."""
    border: str
    border_strong: str
    outline: str
    """Around what is written in or ticked: the only sign of where that is, hence 3:1."""

    text: str
    text_soft: str
    """Second lines, topics, placeholders."""
    text_faint: str
    """Times and headings of sections."""

    accent: str
    """Fills that carry `on_accent`: the one clear action, unread badges."""
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    """Role badges, one's own reactions."""
    accent_text: str
    """Links, typing, what is active."""

    bubble: str
    bubble_mine: str
    quote: str
    """The bar and the author of a quoted message."""
    inline_code: str
    selection: str
    mark: str
    """Behind the words of a search, which are then `on_mark`."""
    on_mark: str

    danger: str
    """Fills that carry `on_danger`: the unread line's pill, a destructive action."""
    danger_hover: str
    on_danger: str
    danger_text: str
    danger_soft: str
    warning_soft: str
    warning_text: str

    badge_muted: str
    on_badge_muted: str
    online: str
    offline: str
    scrollbar: str

    authors: tuple[str, ...]
    """The names of authors, by the same index as `AVATARS`."""


AVATARS: Final = (
    "#5b6ce0",
    "#0b7d6e",
    "#2474b8",
    "#8f6a1e",
    "#c0522b",
    "#bb4780",
    "#9350c9",
    "#5f7a24",
)
"""Fills of initials avatars, white initials on each."""

ON_AVATAR: Final = "#ffffff"

READABLE: Final = 4.5
"""The contrast that text needs (WCAG, level AA)."""

VISIBLE: Final = 3.0
"""The contrast that signs and the borders of controls need."""

LIGHT: Final = Tokens(
    dark=False,
    window="#ffffff",
    sidebar="#f4f5f8",
    strip="#e8eaf0",
    hover="#ebedf3",
    selected="#e2e6fb",
    field="#ffffff",
    popup="#ffffff",
    border="#e7e9ee",
    border_strong="#cfd3dc",
    outline="#838ea5",
    text="#14171f",
    text_soft="#565d6d",
    text_faint="#5f6674",
    accent="#4b5bd6",
    accent_hover="#3f4fc8",
    accent_pressed="#3644b0",
    on_accent="#ffffff",
    accent_soft="#e6e9fd",
    accent_text="#3f4dc4",
    bubble="#f2f4f7",
    bubble_mine="#e4e8fd",
    quote="#4b5bd6",
    inline_code="#e2e5ec",
    selection="#c3cbfa",
    mark="#ffdc66",
    on_mark="#14171f",
    danger="#d13a49",
    danger_hover="#bb2f3d",
    on_danger="#ffffff",
    danger_text="#b92a39",
    danger_soft="#fdecee",
    warning_soft="#fdf3dc",
    warning_text="#79520a",
    badge_muted="#68707f",
    on_badge_muted="#ffffff",
    online="#209652",
    offline="#7b8497",
    scrollbar="#c6cad4",
    authors=(
        "#4656cf",
        "#0a6f62",
        "#1d68a8",
        "#7d5b15",
        "#ae4722",
        "#ad3d72",
        "#8440bb",
        "#536b1e",
    ),
)

DARK: Final = Tokens(
    dark=True,
    window="#1c1f25",
    sidebar="#16181d",
    strip="#101216",
    hover="#20242c",
    selected="#272c48",
    field="#22252d",
    popup="#262a32",
    border="#2a2e37",
    border_strong="#3b404c",
    outline="#6a7389",
    text="#e9ebf0",
    text_soft="#a3aab8",
    text_faint="#9ba1b0",
    accent="#5e6be1",
    accent_hover="#5563df",
    accent_pressed="#4a57cf",
    on_accent="#ffffff",
    accent_soft="#2a3054",
    accent_text="#98a4ff",
    bubble="#262a32",
    bubble_mine="#2d3460",
    quote="#6b7af0",
    inline_code="#343946",
    selection="#44509c",
    mark="#f0c044",
    on_mark="#16181d",
    danger="#d23c4c",
    danger_hover="#be3343",
    on_danger="#ffffff",
    danger_text="#ff8089",
    danger_soft="#3d2329",
    warning_soft="#382e1a",
    warning_text="#ecc172",
    badge_muted="#626978",
    on_badge_muted="#ffffff",
    online="#3bb273",
    offline="#707786",
    scrollbar="#434956",
    authors=(
        "#98a4ff",
        "#2dc9b2",
        "#5fb0f5",
        "#d9ab4f",
        "#f0895f",
        "#ee86b4",
        "#c793f2",
        "#a4c155",
    ),
)


class Size:
    """Sizes in device-independent pixels, all on a grid of 4 where they lie side by side."""

    SIDEBAR: Final = 288
    MEMBERS: Final = 232
    SEARCH: Final = 320
    HEADER: Final = 60
    GROUP_ROW: Final = 56
    MEMBER_ROW: Final = 44
    AVATAR: Final = 36
    AVATAR_SMALL: Final = 32
    RADIUS: Final = 8
    RADIUS_BUBBLE: Final = 10
    RADIUS_FIELD: Final = 14

    TINY: Final = 11
    """Times, badges, headings of sections."""
    SMALL: Final = 12
    BODY: Final = 13
    TEXT: Final = 14
    """The text of messages."""
    TITLE: Final = 15
    HERO: Final = 20


@lru_cache(maxsize=4096)
def colour_index(id: str) -> int:
    """Return the place of an id's colour in `AVATARS` and `Tokens.authors`, always the same."""
    value = 0x811C9DC5
    for byte in id.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return (value ^ (value >> 15)) % len(AVATARS)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two `#rrggbb` colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: str, ground: str, least: float = READABLE) -> str:
    """Return the colour with no less contrast than `least` on a ground, mixed with black or white.

    It stays what it is where it has that much already.
    """
    target = 0 if _luminance(ground) > 0.18 else 255
    for step in range(51):
        mixed = "#" + "".join(
            f"{round(int(colour[at : at + 2], 16) * (50 - step) / 50 + target * step / 50):02x}"
            for at in (1, 3, 5)
        )
        if contrast(mixed, ground) >= least:
            return mixed
    return mixed


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
