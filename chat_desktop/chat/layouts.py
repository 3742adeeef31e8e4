"""Keeps what was laid out: a few hundred layouts, every height that was measured, good guesses."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from chat_desktop.chat import metrics as m
from chat_desktop.chat.grouping import Lead
from chat_desktop.chat.identity import Identity, identity, revision
from chat_desktop.chat.labels import translate
from chat_desktop.chat.row_layout import (
    RowLayout,
    Setting,
    lay_out_hole,
    lay_out_message,
    lay_out_notice,
)
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow, Row
from chat_desktop.markdown.cache import TreeCache
from chat_desktop.markdown.clean import SHOWN_CHARS, SHOWN_LINES
from chat_desktop.markdown.tree import Paragraph, Span, Style, Tree, plain_text

KEPT: Final = 300

_Look = tuple[Identity, int, bool]


class Layouts:
    """Layouts and heights of rows for one `setting`, by (row, revision, starts)."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._trees = TreeCache()
        self._kept: OrderedDict[_Look, RowLayout] = OrderedDict()
        self._heights: dict[_Look, int] = {}

    def layout(self, row: Row, lead: Lead) -> RowLayout:
        """Return the row laid out for the present setting."""
        look = _look(row, lead)
        found = self._kept.get(look)
        if found is not None:
            self._kept.move_to_end(look)
            return found
        made = self._lay_out(row, lead)
        self._kept[look] = made
        self._heights[look] = made.height
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made

    def height(self, row: Row, lead: Lead) -> int:
        """Return the exact height of a row with what stands above it."""
        known = self._heights.get(_look(row, lead))
        content = self.layout(row, lead).height if known is None else known
        return lead_height(row, lead) + content

    def guess(self, row: Row, lead: Lead) -> int:
        """Return the height at once: the exact one where it is known."""
        above = lead_height(row, lead)
        known = self._heights.get(_look(row, lead))
        if known is not None:
            return above + known
        if isinstance(row, HoleRow):
            return above + m.HOLE_HEIGHT
        if isinstance(row, NoticeRow):
            return above + m.NOTICE_HEIGHT
        return above + self._guess_message(row, lead)

    def _guess_message(self, row: MessageRow, lead: Lead) -> int:
        text = row.text or ""
        # An average character of the body is half as wide as it is high.
        column = (m.bubble_width(self.setting.width) - 2 * m.PAD_X) / 7
        length = min(len(text), SHOWN_CHARS)
        lines = 1 + int(length / column) + min(text.count("\n", 0, SHOWN_CHARS), SHOWN_LINES)
        height = m.PAD_TOP + m.PAD_BOTTOM + lines * m.LINE
        if lead.starts and row.by != self.setting.me:
            height += m.NAME_HEIGHT
        if row.reply_to is not None:
            height += m.QUOTE_HEIGHT + m.QUOTE_BELOW
        if row.reactions:
            height += m.CHIPS_ABOVE + m.CHIP_HEIGHT + m.CHIPS_BELOW
        if row.delivery is Delivery.FAILED:
            height += m.ACTIONS_HEIGHT
        return height

    def _lay_out(self, row: Row, lead: Lead) -> RowLayout:
        if isinstance(row, HoleRow):
            return lay_out_hole()
        if isinstance(row, NoticeRow):
            return lay_out_notice(row, self.setting)
        return lay_out_message(row, self._tree(row), lead.starts, self.setting)

    def _tree(self, row: MessageRow) -> Tree:
        if row.deleted or row.text is None:
            gone = translate("Chat", "Message deleted")
            return Tree((Paragraph((Span(gone, Style.ITALIC),)),))
        return self._trees.tree((row.by, row.key), row.rev, row.text)

    def text(self, row: MessageRow) -> str:
        """Return the message as it is copied, without laying it out."""
        return plain_text(self._tree(row))

    # --- forgetting

    def change(self, setting: Setting) -> None:
        """Use another setting; heights are kept where it has the same width."""
        if setting.width != self.setting.width:
            self._heights.clear()
        self._kept.clear()
        self.setting = setting

    def forget(self, row: Row) -> None:
        """Lay this row out again: a name or a quoted message in it changed."""
        for starts in (True, False):
            look = (identity(row), revision(row), starts)
            self._kept.pop(look, None)
            self._heights.pop(look, None)

    def forget_rows(self) -> None:
        """Forget the rows of one timeline."""
        self._kept.clear()
        self._heights.clear()
        self._trees.clear()


def lead_height(row: Row, lead: Lead) -> int:
    """Return how much stands above a row."""
    height = 0
    if lead.beginning:
        height += m.BEGINNING_HEIGHT
    elif lead.first:
        height += m.TOP
    if lead.day is not None:
        height += m.DAY_HEIGHT
    if lead.unread:
        height += m.UNREAD_HEIGHT
    if isinstance(row, MessageRow):
        height += m.GAP if lead.starts else m.GAP_TOGETHER
    elif lead.starts:
        height += m.GAP // 2
    return height


def _look(row: Row, lead: Lead) -> _Look:
    return identity(row), revision(row), lead.starts
