"""Keeps what was laid out: a few hundred layouts, every height that was measured, good guesses."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from itertools import product
from typing import Final

from chat_desktop.chat import metrics as m
from chat_desktop.chat.arranging import lay_out_hole, lay_out_message, lay_out_notice
from chat_desktop.chat.grouping import APART, TOGETHER, Lead
from chat_desktop.chat.identity import Identity, identity, revision
from chat_desktop.chat.labels import translate
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import Going, RowLayout, Setting
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow, Row
from chat_desktop.markdown.cache import TreeCache
from chat_desktop.markdown.clean import SHOWN_CHARS, SHOWN_LINES
from chat_desktop.markdown.tree import Line, Paragraph, Span, Style, Tree, lines_of, plain_text

KEPT: Final = 300
PAGE: Final = 200

_Look = tuple[Identity, int, bool, Going]


class Layouts:
    """Layouts and heights of rows for one `setting`, by (row, revision, starts, going)."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._column = _column(setting)
        self._trees = TreeCache()
        self._kept: OrderedDict[_Look, RowLayout] = OrderedDict()
        self._heights: dict[_Look, int] = {}

    def layout(self, row: Row, lead: Lead) -> RowLayout:
        """Return the row laid out for the present setting."""
        look = self._look(row, lead)
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
        known = self._heights.get(self._look(row, lead))
        content = self.layout(row, lead).height if known is None else known
        return lead_height(row, lead, self.setting.faces) + content

    def guesses(self, rows: Sequence[Row], leads: Sequence[Lead]) -> list[int]:
        """Return the heights of many rows at once."""
        if self._heights and len(rows) <= PAGE:
            return list(map(self.guess, rows, leads))
        # Of more than a page of rows hardly a height is known, and a guess is enough.
        above = {id(lead): gap for lead, gap in ((TOGETHER, m.GAP_TOGETHER), (APART, m.GAP))}
        return [
            above[id(lead)] + self._guess_message(row, lead)
            if row.__class__ is MessageRow and id(lead) in above
            else self.guess(row, lead)
            for row, lead in zip(rows, leads, strict=True)
        ]

    def guess(self, row: Row, lead: Lead) -> int:
        """Return the height at once: the exact one where it is known."""
        above = lead_height(row, lead, self.setting.faces)
        # Right after a resize nothing is known, and there are a thousand rows to guess.
        known = self._heights.get(self._look(row, lead)) if self._heights else None
        if known is not None:
            return above + known
        if isinstance(row, HoleRow):
            return above + self.setting.faces.hole_height
        if isinstance(row, NoticeRow):
            return above + self.setting.faces.notice_height
        return above + self._guess_message(row, lead)

    def _guess_message(self, row: MessageRow, lead: Lead) -> int:
        setting, faces = self.setting, self.setting.faces
        text = row.text or ""
        length = len(text)
        breaks = text.count("\n", 0, SHOWN_CHARS) if length > 1 else 0
        if length > SHOWN_CHARS or breaks > SHOWN_LINES:
            length, breaks = min(length, SHOWN_CHARS), min(breaks, SHOWN_LINES)
        lines = 1 + int(length / self._column) + breaks
        height = m.PAD_TOP + m.PAD_BOTTOM + lines * faces.line
        if lead.starts and row.by != setting.me:
            height += faces.name_height
        if row.reply_to is not None:
            height += faces.quote_height + m.QUOTE_BELOW
        if row.reactions:
            height += m.CHIPS_ABOVE + faces.chip_height + m.CHIPS_BELOW
        if row.delivery is Delivery.FAILED:
            height += faces.actions_height
        return height

    def _lay_out(self, row: Row, lead: Lead) -> RowLayout:
        if isinstance(row, HoleRow):
            return lay_out_hole(self.setting)
        if isinstance(row, NoticeRow):
            return lay_out_notice(row, self.setting)
        return lay_out_message(row, self._tree(row), lead.starts, self.setting)

    def _tree(self, row: MessageRow) -> Tree:
        if self.setting.going(row) is not Going.NO:
            return _italic(translate("Chat", "Deleting…"))
        if row.deleted or row.text is None:
            return _italic(translate("Chat", "Message deleted"))
        return self._trees.tree((row.by, row.key), row.rev, row.text)

    def text(self, row: MessageRow) -> str:
        """Return the message as it is copied, without laying it out."""
        return plain_text(self._tree(row))

    def lines(self, row: MessageRow) -> tuple[Line, ...]:
        """Return the lines of a message's text, without laying it out."""
        return lines_of(self._tree(row))

    # --- forgetting

    def change(self, setting: Setting) -> None:
        """Use another setting; heights are kept where width and size of text are the same."""
        old = self.setting
        if setting.width != old.width or setting.faces.scale != old.faces.scale:
            self._heights.clear()
        self._kept.clear()
        self.setting = setting
        self._column = _column(setting)

    def forget(self, row: Row) -> None:
        """Lay this row out again: a name or a quoted message in it changed."""
        for starts, going in product((True, False), Going):
            look = (identity(row), revision(row), starts, going)
            self._kept.pop(look, None)
            self._heights.pop(look, None)

    def forget_rows(self) -> None:
        """Forget the rows of one timeline."""
        self._kept.clear()
        self._heights.clear()
        self._trees.clear()

    def _look(self, row: Row, lead: Lead) -> _Look:
        going = self.setting.going(row) if isinstance(row, MessageRow) else Going.NO
        return identity(row), revision(row), lead.starts, going


def _column(setting: Setting) -> float:
    """Return how many average characters fit into a line: each is half as wide as it is high."""
    scale = setting.faces.scale
    return (m.bubble_width(setting.width, scale) - 2 * m.PAD_X) / (7 * scale)


def lead_height(row: Row, lead: Lead, faces: Faces) -> int:
    """Return how much stands above a row."""
    height = 0
    if lead.beginning:
        height += faces.beginning_height
    elif lead.first:
        height += m.TOP
    if lead.day is not None:
        height += faces.day_height
    if lead.unread:
        height += faces.unread_height
    if isinstance(row, MessageRow):
        height += m.GAP if lead.starts else m.GAP_TOGETHER
    elif lead.starts:
        height += m.GAP // 2
    return height


def _italic(text: str) -> Tree:
    return Tree((Paragraph((Span(text, Style.ITALIC),)),))
