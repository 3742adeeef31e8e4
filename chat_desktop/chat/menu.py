"""The context menu of a message: what can be done with it, each entry only where it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.labels import translate
from chat_desktop.core.rows import Delivery, MessageRow

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

QUICK: Final = ("👍", "❤️", "😂", "🎉", "😮", "🙏")
"""Reactions that are one step away."""


def build_menu(view: ChatView, row: MessageRow, hit: Hit | None) -> QMenu:
    """Return the menu for a row; the caller shows it with `popup`."""
    menu = QMenu(view)
    people, seq = view.people, row.seq

    def add(text: str, allowed: bool, act: Callable[[], object], shortcut: str = "") -> None:
        action = menu.addAction(text)
        action.setEnabled(allowed)
        if shortcut:
            action.setText(f"{text}\t{shortcut}")
        action.triggered.connect(lambda _checked=False: act())

    if seq is not None and not row.deleted:
        reply = translate("Chat", "Reply")
        add(reply, people.may_reply(row), lambda: view.replyRequested.emit(seq), "R")
        _add_reactions(menu, view, row)
        menu.addSeparator()
    if view.selected_text():
        copy = translate("Chat", "Copy selection")
        add(copy, True, view.copy, "Ctrl+C")
    text = row.text
    if text and not row.deleted:
        add(translate("Chat", "Copy message"), True, lambda: view.put_on_clipboard(text))
    if hit is not None and hit.part is Part.LINK:
        link = hit.link
        add(translate("Chat", "Copy link"), True, lambda: view.put_on_clipboard(link))
    if row.delivery is Delivery.FAILED:
        menu.addSeparator()
        again = translate("Chat", "Try again")
        add(again, True, lambda: view.retryRequested.emit(row.key))
        add(translate("Chat", "Discard"), True, lambda: view.discardRequested.emit(row.key))
    if seq is not None and not row.deleted:
        menu.addSeparator()
        edit = translate("Chat", "Edit")
        add(edit, people.may_edit(row), lambda: view.editRequested.emit(seq), "E")
        delete = translate("Chat", "Delete")
        add(delete, people.may_delete(row), lambda: view.deleteRequested.emit(seq), "Del")
    if seq is not None:
        add(translate("Chat", "Message info"), True, lambda: view.infoRequested.emit(seq))
    return menu


def _add_reactions(menu: QMenu, view: ChatView, row: MessageRow) -> None:
    seq = row.seq
    allowed = view.people.may_react(row)
    mine = {reaction.emoji for reaction in row.reactions if reaction.mine}
    more = menu.addMenu(translate("Chat", "React"))
    more.setEnabled(allowed)
    for emoji in QUICK:
        action = more.addAction(emoji)
        action.setCheckable(True)
        action.setChecked(emoji in mine)
        action.triggered.connect(
            lambda checked, emoji=emoji: view.reactRequested.emit(seq, emoji, checked)
        )
    more.addSeparator()
    pick = more.addAction(translate("Chat", "More…"))
    pick.triggered.connect(lambda _checked=False: view.reactionPickerRequested.emit(seq))
