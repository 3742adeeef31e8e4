"""What a click on a part of a message does, and what the bar beside it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.hover_bar import Act, place_beside
from chat_desktop.chat.row_layout import Action, MessageLayout
from chat_desktop.core.rows import MessageRow
from chat_desktop.markdown.parse import allowed

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView


def click(view: ChatView, hit: Hit) -> None:
    """Do what a click on this part of a row does."""
    row = view.rows[hit.index]
    if not isinstance(row, MessageRow):
        return
    if hit.part is Part.LINK and allowed(hit.link):
        view.linkActivated.emit(hit.link)
    elif hit.part is Part.CHIP and row.seq is not None and view.people.may_react(row):
        view.reactRequested.emit(row.seq, hit.emoji, not hit.mine)
    elif hit.part is Part.AUTHOR:
        view.authorClicked.emit(row.by)
    elif hit.part is Part.COPY and hit.piece is not None:
        view.put_on_clipboard(hit.piece.text)
    elif hit.part is Part.QUOTE and row.reply_to is not None:
        if not view.jump_to(row.reply_to):
            view.jumpRequested.emit(row.reply_to)
    elif hit.action is Action.RETRY:
        view.retryRequested.emit(row.key)
    elif hit.action is Action.DISCARD:
        view.discardRequested.emit(row.key)


def offer(view: ChatView, hit: Hit | None) -> None:
    """Show beside the message under the mouse what can be done with it."""
    bar = view.hover_bar
    row = None if hit is None else view.rows[hit.index]
    layout = None if hit is None else view.layout_of(hit.index)
    if hit is None or not isinstance(row, MessageRow) or not isinstance(layout, MessageLayout):
        bar.hide()
        return
    if row.seq is None or row.deleted:
        bar.hide()
        return
    react = (Act.REACT,) if view.people.may_react(row) else ()
    reply = (Act.REPLY,) if view.people.may_reply(row) else ()
    bar.offer(*react, *reply, Act.MORE)
    bubble = layout.bubble.translated(0, view.content_top(hit.index)).toRect()
    bar.move(place_beside(bubble, bar.size(), view.viewport().size(), left=layout.mine))
    bar.show()


def act(view: ChatView, chosen: Act) -> None:
    """Do what was chosen on the bar with the message it stands beside."""
    hit = view.hovered
    row = None if hit is None else view.rows[hit.index]
    if not isinstance(row, MessageRow) or row.seq is None:
        return
    if chosen is Act.REPLY:
        view.replyRequested.emit(row.seq)
    elif chosen is Act.REACT:
        view.reactionPickerRequested.emit(row.seq)
    else:
        view.show_menu(row, hit, view.hover_bar.mapToGlobal(view.hover_bar.rect().bottomLeft()))
