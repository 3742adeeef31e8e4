"""The sizes of the chat view on its 4 px grid, and its fonts."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from chat_desktop.look.fonts import FALLBACKS, font
from chat_desktop.look.tokens import Size

SIDE: Final = 24
"""Free at both sides of the canvas."""
TOP: Final = 16
BOTTOM: Final = 12

AVATAR: Final = Size.AVATAR
INDENT: Final = SIDE + AVATAR + 12
"""Where others' bubbles begin."""

BUBBLE_MAX: Final = 640
BUBBLE_SHARE: Final = 0.8
BUBBLE_RADIUS: Final = 14
BUBBLE_TIP: Final = 4
"""The corner towards its author is sharper on the first bubble of a run."""
PAD_X: Final = 14
PAD_TOP: Final = 8
PAD_BOTTOM: Final = 10
"""Letters stand low in their line: the lower edge needs more room to look the same."""

NAME_HEIGHT: Final = 20
LINE: Final = 22
PARAGRAPH_GAP: Final = 6
TIME_GAP: Final = 18
TIME_LINE: Final = 18
MARK: Final = 17
"""Room for the mark beside the time of one's own messages: waiting, sent, failed."""

QUOTE_RAIL: Final = 3
QUOTE_TEXT: Final = 12
QUOTE_HEIGHT: Final = 36
QUOTE_BELOW: Final = 5
QUOTE_INDENT: Final = 14
LIST_INDENT: Final = 22

CODE_LINE: Final = 19
CODE_PAD_X: Final = 12
CODE_PAD_Y: Final = 9
CODE_ABOVE: Final = 10
CODE_BELOW: Final = 5
CODE_COPY: Final = 26

CHIP_HEIGHT: Final = 24
CHIP_GAP: Final = 5
CHIP_PAD: Final = 24
CHIPS_ABOVE: Final = 4
CHIPS_BELOW: Final = 5

ACTIONS_HEIGHT: Final = 24
NOTICE_HEIGHT: Final = 24
HOLE_HEIGHT: Final = 48

GAP: Final = 10
GAP_TOGETHER: Final = 3
DAY_HEIGHT: Final = 44
DAY_PILL: Final = 25
UNREAD_HEIGHT: Final = 30
UNREAD_PILL: Final = 17
BEGINNING_HEIGHT: Final = 92


class Faces:
    """The fonts of the chat view and what was measured of them; needs a QGuiApplication."""

    def __init__(self) -> None:
        bold = QFont.Weight.DemiBold
        self.body = font(Size.TEXT)
        self.name = font(Size.BODY, bold)
        self.small = font(Size.SMALL)
        self.small_bold = font(Size.SMALL, bold)
        self.medium = font(Size.SMALL, QFont.Weight.Medium)
        self.tiny = font(Size.TINY)
        self.tiny_bold = font(Size.TINY, bold)
        self.title = font(Size.HERO, bold)
        self.emoji = font(Size.BODY)
        self.huge = font(38)
        mono = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        mono.setFamilies(["DejaVu Sans Mono", mono.family(), *FALLBACKS])
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(Size.SMALL)
        self.mono = mono

    @cached_property
    def body_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.body)

    @cached_property
    def name_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.name)

    @cached_property
    def small_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.small)

    @cached_property
    def small_bold_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.small_bold)

    @cached_property
    def tiny_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.tiny)

    @cached_property
    def tiny_bold_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.tiny_bold)

    @cached_property
    def emoji_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.emoji)

    @cached_property
    def code_width(self) -> float:
        """The width of one character of code."""
        return QFontMetricsF(self.mono).horizontalAdvance("0")


def bubble_width(view_width: int) -> int:
    """Return how wide a bubble may be in a canvas of this width."""
    room = view_width - INDENT - SIDE
    return max(120, min(BUBBLE_MAX, int((view_width - 2 * SIDE) * BUBBLE_SHARE), room))
