"""The sizes of the chat view on its 4 px grid, and its fonts with what grows with them."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from chat_desktop.look.fonts import FALLBACKS, fixed_font, text_size
from chat_desktop.look.tokens import Size

SIDE: Final = 24
"""Free at both sides of the canvas."""
TOP: Final = 16
BOTTOM: Final = 12

AVATAR: Final = Size.AVATAR
INDENT: Final = SIDE + AVATAR + 12
"""Where others' bubbles begin."""
PICK: Final = 32
"""How far others' messages give way to the check marks while messages are being picked."""

BUBBLE_MAX: Final = 640
BUBBLE_SHARE: Final = 0.8
BUBBLE_RADIUS: Final = 14
BUBBLE_TIP: Final = 4
"""The corner towards its author is sharper on the first bubble of a run."""
PAD_X: Final = 14
PAD_TOP: Final = 8
PAD_BOTTOM: Final = 10
"""Letters stand low in their line: the lower edge needs more room to look the same."""

PARAGRAPH_GAP: Final = 6
TIME_GAP: Final = 18
MARK_GAP: Final = 4
QUOTE_RAIL: Final = 3
QUOTE_TEXT: Final = 12
QUOTE_BELOW: Final = 5
QUOTE_INDENT: Final = 14

CODE_PAD_X: Final = 12
CODE_PAD_Y: Final = 9
CODE_ABOVE: Final = 10
CODE_BELOW: Final = 5
CODE_COPY: Final = 26
CODE_ROOM: Final = 2
"""What a space beside code within a line is wider."""

CHIP_GAP: Final = 5
CHIP_PAD: Final = 24
CHIPS_ABOVE: Final = 4
CHIPS_BELOW: Final = 5

GAP: Final = 10
GAP_TOGETHER: Final = 3


class Faces:
    """The fonts of the chat view in one size of text, and the heights that grow with them.

    `scale` is 1.0 in the designed size; by default it is what the user chose. Needs a
    QGuiApplication. Heights and widths are whole pixels.
    """

    def __init__(self, scale: float | None = None) -> None:
        self.scale = scale = text_size() / 100 if scale is None else scale

        def px(designed: float) -> int:
            return round(designed * scale)

        def face(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
            return fixed_font(max(1, px(pixels)), weight)

        bold = QFont.Weight.DemiBold
        self.body = face(Size.TEXT)
        self.name = face(Size.BODY, bold)
        self.small = face(Size.SMALL)
        self.small_bold = face(Size.SMALL, bold)
        self.tiny = face(Size.TINY)
        self.tiny_bold = face(Size.TINY, bold)
        self.title = face(Size.HERO, bold)
        self.emoji = face(Size.BODY)
        self.huge = face(38)
        mono = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        mono.setFamilies(["DejaVu Sans Mono", mono.family(), *FALLBACKS])
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(max(1, px(Size.SMALL)))
        self.mono = mono

        self.line = px(22)
        self.name_height = px(20)
        self.time_line = px(18)
        self.mark = px(13)
        """The mark beside the time of one's own messages: waiting, sent, failed."""
        self.note_height = px(26)
        self.quote_height = px(36)
        self.list_indent = px(22)
        self.code_line = px(19)
        self.chip_height = px(24)
        self.actions_height = px(24)
        self.notice_height = px(24)
        self.hole_height = px(72)
        self.day_height = px(25) + 19
        self.day_pill = px(25)
        self.unread_height = px(17) + 13
        self.unread_pill = px(17)
        self.beginning_height = px(72) + 20

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


def bubble_width(view_width: int, scale: float = 1.0) -> int:
    """Return how wide a bubble may be in a canvas of this width."""
    room = view_width - INDENT - SIDE
    share = int((view_width - 2 * SIDE) * BUBBLE_SHARE)
    return max(120, min(round(BUBBLE_MAX * max(1.0, scale)), share, room))
