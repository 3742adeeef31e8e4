"""Tooltips: where a link leads, when a message was sent, who an avatar is."""

from __future__ import annotations

import html

from chat_desktop.chat import labels
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.labels import translate
from chat_desktop.chat.people import People
from chat_desktop.core.rows import MessageRow, Row
from chat_desktop.markdown.clean import one_line


def tip_text(row: Row, hit: Hit, people: People) -> str:
    """Return the tooltip of what lies under the mouse, as plain text; "" for none."""
    if hit.part is Part.DAY:
        return translate("Chat", "Jump to another day")
    if not isinstance(row, MessageRow):
        return ""
    if hit.part is Part.LINK:
        return one_line(hit.link, 300)
    if hit.part is Part.COPY:
        return translate("Chat", "Copy code")
    if hit.part is Part.AUTHOR:
        return people.name(row.by)
    if hit.part is Part.TIME:
        text = labels.moment_label(row.at)
        if row.edited_at is not None:
            edited = translate("Chat", "edited {moment}")
            text += "\n" + edited.format(moment=labels.moment_label(row.edited_at))
        return text
    return ""


def as_tip(text: str) -> str:
    """Return text for QToolTip, which would take what looks like HTML for HTML."""
    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>") if text else ""
