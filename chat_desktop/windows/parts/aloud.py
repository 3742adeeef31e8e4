"""What a screen reader is told of lists that never have the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView

from chat_desktop.chat.speech import say

Role = Qt.ItemDataRole


def read_current(view: QAbstractItemView) -> None:
    """Have each current entry of a list read out while the keyboard stays in a field beside it.

    Call it once the view has its model.
    """

    def tell(index: QModelIndex, _before: QModelIndex) -> None:
        if view.isVisible() and not view.hasFocus():
            say(view, words_of(index))

    view.selectionModel().currentChanged.connect(tell)


def words_of(index: QModelIndex) -> str:
    """Return what is read out for an entry, empty for none."""
    for role in (Role.AccessibleTextRole, Role.DisplayRole):
        words = index.data(role) if index.isValid() else None
        if isinstance(words, str) and words:
            return words
    return ""
