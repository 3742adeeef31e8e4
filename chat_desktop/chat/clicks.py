"""What a click on a part of a message does, and what the bar beside it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat_desktop.chat import days
from chat_desktop.chat.full_text import FullText
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.hover_bar import Act, place_beside
from chat_desktop.chat.labels import translate
from chat_desktop.chat.link_question import LinkQuestion
from chat_desktop.chat.message_info import MessageInfo
from chat_desktop.chat.row_layout import Action, MessageLayout
from chat_desktop.core.rows import MessageRow
from chat_desktop.markdown.links import allowed, doubt

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView


def click(view: ChatView, hit: Hit) -> None:
    """Do what a click on this part of a row does."""
    row = view.rows[hit.index]
    if hit.part is Part.DAY:
        _ask_for_day(view, hit.index)
    if not isinstance(row, MessageRow):
        return
    if hit.part is Part.LINK:
        follow(view, hit.link, hit.label)
    elif hit.part is Part.CHIP and row.seq is not None and view.people.may_react(row):
        view.reactRequested.emit(row.seq, hit.emoji, not hit.mine)
    elif hit.part is Part.AUTHOR:
        view.authorClicked.emit(row.by)
    elif hit.part is Part.COPY and hit.piece is not None:
        view.put_on_clipboard(hit.piece.text)
        view.show_copied(hit.piece)
    elif hit.part is Part.QUOTE and row.reply_to is not None:
        if not view.jump_to(row.reply_to):
            view.jumpRequested.emit(row.reply_to)
    elif hit.action is not None:
        _do(view, hit.action, row)


def _do(view: ChatView, action: Action, row: MessageRow) -> None:
    match action:
        case Action.RETRY:
            view.retryRequested.emit(row.key)
        case Action.DISCARD:
            view.discardRequested.emit(row.key)
        case Action.UNDO:
            view.undo_delete(row)
        case Action.SHOW_ALL:
            show_all(view, row)


def follow(view: ChatView, link: str, label: str) -> None:
    """Open a link, at once only where it is what its words say."""
    if not allowed(link):
        return
    why = doubt(link, label)
    if why is None:
        view.linkActivated.emit(link)
    else:
        question = LinkQuestion(view, link, why)
        question.agreed.connect(view.linkActivated)
        question.open()


def show_all(view: ChatView, row: MessageRow) -> None:
    """Show a very long message in full."""
    title = translate("Chat", "Message from {who}").format(who=view.people.name(row.by))
    FullText(view, title, row.text or "").open()


def show_info(view: ChatView, row: MessageRow) -> None:
    """Show what is known of a message."""
    MessageInfo(view, row, view.people).open()


def _ask_for_day(view: ChatView, index: int) -> None:
    day, pill = view.leads[index].day, view.day_pill(index)
    if day is not None and pill is not None:
        below = view.viewport().mapToGlobal(pill.bottomLeft().toPoint())
        view.dayClicked.emit(days.date_of(day), below)


def offer(view: ChatView, hit: Hit | None) -> None:
    """Show beside the message under the mouse what can be done with it."""
    bar = view.hover_bar
    row = None if hit is None else view.rows[hit.index]
    layout = None if hit is None else view.layout_of(hit.index)
    if hit is None or not isinstance(row, MessageRow) or not isinstance(layout, MessageLayout):
        bar.hide()
        return
    if row.seq is None or layout.outlined or view.picks.on:
        bar.hide()
        return
    react = (Act.REACT,) if view.people.may_react(row) else ()
    reply = (Act.REPLY,) if view.people.may_reply(row) else ()
    bar.offer(*react, *reply, Act.MORE)
    bubble = layout.bubble.translated(0, view.content_top(hit.index)).toRect()
    bar.move(place_beside(bubble, bar.size(), view.viewport().size(), left=layout.at_right))
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
