"""The context menu of a message: what can be done with it, each entry only where it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from chat_desktop.chat import clicks
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.labels import translate
from chat_desktop.chat.picks import may_pick
from chat_desktop.chat.row_layout import Going
from chat_desktop.core.rows import Delivery, MessageRow
from chat_desktop.look.icons import icon
from chat_desktop.translations.of_qt import key_words

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

QUICK: Final = ("👍", "❤️", "😂", "🎉", "😮", "🙏")
"""Reactions that are one step away."""

MOST_BLOCKS: Final = 5


class Add(Protocol):
    """Adds an entry to a menu."""

    def __call__(
        self, sign: str, text: str, allowed: bool, act: Callable[[], object], shortcut: str = ""
    ) -> None: ...


def build_menu(view: ChatView, row: MessageRow, hit: Hit | None) -> QMenu:
    """Return the menu for a row; the caller shows it with `popup`."""
    menu = QMenu(view)
    people, seq = view.people, row.seq

    def add(
        sign: str, text: str, allowed: bool, act: Callable[[], object], shortcut: str = ""
    ) -> None:
        action = menu.addAction(_sign(view, sign), text)
        action.setEnabled(allowed)
        if shortcut:
            action.setText(f"{text}\t{key_words(shortcut)}")
        action.triggered.connect(lambda _checked=False: act())

    if view.going(row) is not Going.NO:
        undo = view.going(row) is Going.UNDOABLE
        add("refresh", translate("Chat", "Undo delete"), undo, lambda: view.undo_delete(row))
        return menu
    if seq is not None and not row.deleted:
        reply = translate("Chat", "Reply")
        add("reply", reply, people.may_reply(row), lambda: view.replyRequested.emit(seq), "R")
        _add_reactions(menu, view, row)
        menu.addSeparator()
    if view.selected_text():
        copy = translate("Chat", "Copy selection")
        add("copy", copy, True, view.copy, "Ctrl+C")
    text = row.text
    if text and not row.deleted:
        add("copy", translate("Chat", "Copy message"), True, lambda: view.put_on_clipboard(text))
    if hit is not None and hit.part is Part.LINK:
        link, label = hit.link, hit.label
        add("globe", translate("Chat", "Open link"), True, lambda: clicks.follow(view, link, label))
        add("link", translate("Chat", "Copy link"), True, lambda: view.put_on_clipboard(link))
    _add_code(add, view, row)
    if may_pick(row):
        select = translate("Chat", "Select")
        add("check", select, True, lambda: view.picks.begin(row), "S")
    if row.delivery is Delivery.FAILED:
        menu.addSeparator()
        again = translate("Chat", "Try again")
        add("refresh", again, True, lambda: view.retryRequested.emit(row.key))
        add(
            "close", translate("Chat", "Discard"), True, lambda: view.discardRequested.emit(row.key)
        )
    if seq is not None and not row.deleted:
        menu.addSeparator()
        edit = translate("Chat", "Edit")
        add("edit", edit, people.may_edit(row), lambda: view.editRequested.emit(seq), "E")
        delete = translate("Chat", "Delete")
        add("trash", delete, people.may_delete(row), lambda: view.delete(row), "Del")
    if seq is not None or row.text:
        info = translate("Chat", "Message info")
        add("info", info, True, lambda: clicks.show_info(view, row), "I")
    return menu


def _sign(view: ChatView, name: str) -> QIcon:
    inks = {QIcon.Mode.Disabled: view.tokens.text_faint}
    return icon(name, view.tokens.text_soft, 16, inks)


def _add_code(add: Add, view: ChatView, row: MessageRow) -> None:
    """Let blocks of code be copied without the mouse, too."""
    blocks = [] if row.deleted else view.code_of(row)
    for number, code in enumerate(blocks[:MOST_BLOCKS], 1):
        name = translate("Chat", "Copy code")
        if len(blocks) > 1:
            name = translate("Chat", "Copy code, block {number}").format(number=number)
        add("copy", name, True, partial(view.put_on_clipboard, code))


def open_jump_menu(view: ChatView, at: QPoint) -> None:
    """Open the menu of places to jump to at a global position."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    newest = menu.addAction(translate("Chat", "Newest message"))
    newest.triggered.connect(lambda _checked=False: view.jump_to_newest())
    unread = menu.addAction(translate("Chat", "First unread message"))
    unread.setEnabled(view.reader.unread_below() > 0)
    unread.triggered.connect(lambda _checked=False: view.firstUnreadNeeded.emit())
    line = view.leads.unread_index
    if line is not None:
        new = menu.addAction(translate("Chat", "Where the new messages began"))
        new.triggered.connect(lambda _checked=False: view.jump_to_line())
    menu.popup(at)


def _add_reactions(menu: QMenu, view: ChatView, row: MessageRow) -> None:
    seq = row.seq
    allowed = view.people.may_react(row)
    mine = {reaction.emoji for reaction in row.reactions if reaction.mine}
    more = menu.addMenu(translate("Chat", "React"))
    more.setIcon(_sign(view, "smile"))
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
