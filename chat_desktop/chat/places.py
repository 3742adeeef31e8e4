"""A place in a group's messages that the reader can be brought back to."""

from __future__ import annotations

from msgspec import Struct

from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import MessageRow
from protocol.scalars import Seq


class Place(Struct, frozen=True):
    """A message and where its lower edge stood, in pixels; with no `seq`, the newest message."""

    seq: Seq | None = None
    lower: int = 0


def place_of(view: ChatView) -> Place:
    """Return where the view stands."""
    if view.column.stuck or not view.rows:
        return Place()
    for index, top, height in view.column.visible():
        row = view.rows[index]
        if isinstance(row, MessageRow) and row.seq is not None:
            return Place(row.seq, top + height)
    return Place()


def return_to(view: ChatView, place: Place) -> bool:
    """Bring the view back; False where its window does not hold the place."""
    if place.seq is None:
        if view.at_end:
            view.jump_to_newest()
        return view.at_end
    index = view.model.index_of_seq(place.seq)
    if index is None:
        return False
    view.column.hold(index, place.lower)
    view.settle()
    return True
