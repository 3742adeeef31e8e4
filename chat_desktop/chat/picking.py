"""What happens to picked messages together: their bar, copying, deleting, leaving them be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat_desktop.chat import metrics as m
from chat_desktop.chat.pick_bar import BELOW
from chat_desktop.chat.selection import copied

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView


def connect(view: ChatView) -> None:
    """Let the bar act on the view."""
    view.picks.changed.connect(lambda: show(view))
    view.pick_copy_wanted.connect(lambda: copy(view))
    view.pick_bar.copied.connect(lambda: copy(view))
    view.pick_bar.deleted.connect(lambda: delete(view))
    view.pick_bar.cancelled.connect(view.picks.end)


def show(view: ChatView) -> None:
    """Bring the bar in step with what is picked."""
    picks, bar = view.picks, view.pick_bar
    if picks.on:
        chosen = picks.of(view.rows)
        bar.show_count(len(chosen), deletable=sum(map(view.people.may_delete, chosen)))
        bar.stand_in(view.viewport().geometry())
        view.select(None)
        view.hover_bar.hide()
    if bar.isHidden() is picks.on:
        # The last messages are not to be hidden by the bar.
        view.column.margin = m.BOTTOM + (bar.height() + BELOW if picks.on else 0)
        bar.setVisible(picks.on)
        if not picks.on:
            view.setFocus()
    view.place_jump_button()
    view.settle()


def copy(view: ChatView) -> None:
    """Copy what is picked as text, and pick nothing any more."""
    chosen = view.picks.of(view.rows)
    parts = [(view.people.name(row.by), view.text_of(row)) for row in chosen]
    if parts:
        view.put_on_clipboard(copied(parts))
    view.picks.end()


def delete(view: ChatView) -> None:
    """Delete those that the user may delete, each with time to undo."""
    view.delete(*view.picks.of(view.rows))
    view.picks.end()
