"""The keyboard on the canvas: scrolling, walking from message to message, acting on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from chat_desktop.chat import clicks, picking
from chat_desktop.chat.picks import may_pick
from chat_desktop.chat.row_layout import Going, MessageLayout
from chat_desktop.core.rows import MessageRow

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

Key = Qt.Key


def press(view: ChatView, event: QKeyEvent) -> bool:
    """Do what a key asks for; False if it asks for nothing here."""
    if event.matches(QKeySequence.StandardKey.Copy):
        view.copy()
    elif event.matches(QKeySequence.StandardKey.SelectAll):
        view.select_all()
    elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and view.picks.on:
        return _extend(view, event.key())
    elif event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier):
        return False
    else:
        return _scroll(view, event.key()) or _act(view, event.key())
    return True


def _scroll(view: ChatView, key: int) -> bool:
    page = max(40, view.viewport().height() - 60)
    if key == Key.Key_PageUp:
        view.scroll_by(-page)
    elif key == Key.Key_PageDown:
        view.scroll_by(page)
    elif key == Key.Key_Home:
        view.column.scroll_to(0)
        view.settle()
    elif key == Key.Key_End:
        view.jump_to_newest()
    elif key == Key.Key_Up:
        walk(view, -1)
    elif key == Key.Key_Down:
        walk(view, 1)
    else:
        return False
    return True


def _act(view: ChatView, key: int) -> bool:
    if key == Key.Key_Escape:
        return _leave(view)
    if view.picks.on:
        return _pick(view, key)
    row = view.focused_row()
    if row is None:
        return False
    if key in (Key.Key_Menu, Key.Key_Return, Key.Key_Enter, Key.Key_Space):
        open_menu(view)
    elif view.going(row) is not Going.NO:
        return key == Key.Key_U and _keep(view, row)
    elif key == Key.Key_R and view.people.may_reply(row):
        view.replyRequested.emit(row.seq)
    elif key == Key.Key_E and view.people.may_edit(row):
        view.editRequested.emit(row.seq)
    else:
        return _act_here(view, key, row)
    return True


def _act_here(view: ChatView, key: int, row: MessageRow) -> bool:
    """Do what the view does itself with a message."""
    if key == Key.Key_Delete and view.people.may_delete(row):
        view.delete(row)
    elif key == Key.Key_S and may_pick(row):
        view.picks.begin(row)
    elif key == Key.Key_I:
        clicks.show_info(view, row)
    else:
        return False
    return True


def _keep(view: ChatView, row: MessageRow) -> bool:
    view.undo_delete(row)
    return True


def _leave(view: ChatView) -> bool:
    """Leave one thing at a time: picking, then the focused message and the selection."""
    if view.picks.on:
        view.picks.end()
    elif view.focused is None and view.selection is None:
        return False
    else:
        view.focused = None
        view.select(None)
        view.viewport().update()
    return True


def _pick(view: ChatView, key: int) -> bool:
    row = view.focused_row()
    if key == Key.Key_Space and row is not None:
        view.picks.toggle(row)
    elif key == Key.Key_Delete:
        picking.delete(view)
    else:
        return False
    return True


def _extend(view: ChatView, key: int) -> bool:
    """Walk and pick what lies on the way."""
    if key not in (Key.Key_Up, Key.Key_Down):
        return False
    walk(view, -1 if key == Key.Key_Up else 1)
    index = None if view.focused is None else view.model.index_of(view.focused)
    if index is not None:
        view.picks.extend(view.rows, index)
    return True


def walk(view: ChatView, step: int) -> None:
    """Move the focus to the next message in a direction; at first to the last one in view."""
    rows = view.rows
    index = None if view.focused is None else view.model.index_of(view.focused)
    if index is None:
        shown = [place for place, top, tall in view.column.visible() if top + tall > 0]
        index = shown[-1] + 1 if shown else len(rows)
        step = -1
    index += step
    while 0 <= index < len(rows):
        if isinstance(rows[index], MessageRow):
            view.focus_row(index)
            return
        index += step
    view.scroll_by(step * 60)


def open_menu(view: ChatView) -> None:
    """Open the menu of the focused message under its bubble."""
    row = view.focused_row()
    index = None if view.focused is None else view.model.index_of(view.focused)
    if row is None or index is None:
        return
    layout = view.layout_of(index)
    if isinstance(layout, MessageLayout):
        y = view.content_top(index) + layout.bubble.height()
        at = QPoint(round(layout.bubble.left()) + 12, round(min(y, view.viewport().height())))
        view.show_menu(row, None, view.viewport().mapToGlobal(at))
