"""The text of a selection: part of a message, or several with their authors' names."""

from __future__ import annotations

from chat_desktop.chat.canvas import Canvas
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.selection import Selection, copied
from chat_desktop.core.rows import MessageRow


def text_between(canvas: Canvas, selection: Selection | None) -> str:
    """Return what is selected on the canvas, as it is copied; "" for nothing."""
    ends = None if selection is None or selection.empty else selection.ends(canvas.model.index_of)
    if ends is None:
        return ""
    (first, start), (last, end) = ends
    parts: list[tuple[str, str]] = []
    for index in range(first, last + 1):
        row = canvas.rows[index]
        if not isinstance(row, MessageRow):
            continue
        if first < index < last:
            # Only the ends need a layout; there may be a thousand rows between them.
            text = canvas.text_of(row)
        else:
            text = _part(
                canvas, index, start if index == first else 0, end if index == last else -1
            )
        parts.append((canvas.people.name(row.by), text))
    return copied(parts)


def _part(canvas: Canvas, index: int, start: int, end: int) -> str:
    """Return a row's text from `start` to `end`, -1 being its end."""
    layout = canvas.layout_of(index)
    if not isinstance(layout, MessageLayout):
        return ""
    length = layout.body.length
    return layout.body.copy(start, length if end < 0 else min(end, length))
