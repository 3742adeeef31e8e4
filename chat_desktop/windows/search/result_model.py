"""The rows of a search as a Qt list: headings, groups, people, messages, what completes a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.core.search import Hit
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.search.excerpt import Excerpt

Index = QModelIndex | QPersistentModelIndex


class Heading(Struct, frozen=True):
    """Begins a section; it cannot be chosen."""

    text: str


class Found(Struct, frozen=True):
    """A message. `author` is shown, `name` makes the avatar; no `where` goes without saying."""

    hit: Hit
    author: str
    name: str
    where: str
    when: str
    excerpt: Excerpt


class Suggestion(Struct, frozen=True):
    """A value for the operator that is being written; `about` says what it stands for."""

    value: str
    title: str
    about: str
    icon: str


class Invitation(Struct, frozen=True):
    """Something else to do, such as looking among public groups."""

    text: str
    icon: str
    act: str


Entry = Heading | Offer | Found | Suggestion | Invitation


class ResultModel(QAbstractListModel):
    """Shows the entries it is given."""

    EntryRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; what is only added at the end leaves everything else where it is."""
        new, old = list(entries), self._entries
        if new == old:
            return
        if old and len(new) > len(old) and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._entries = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._entries = new
            self.endResetModel()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._entries

    def entry(self, row: int) -> Entry | None:
        """Return what stands in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        if isinstance(self.entry(index.row()), Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate paints, and a sentence for screen readers."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == self.EntryRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(entry)
        return None

    def _sentence(self, entry: Entry) -> str:
        match entry:
            case Heading() | Invitation():
                return entry.text
            case Offer():
                kind = self.tr("person") if entry.person else self.tr("group")
                return f"{entry.name}, {kind}, {entry.detail}"
            case Suggestion():
                return f"{entry.title}, {entry.about}" if entry.about else entry.title
            case Found():
                parts = (entry.author, entry.excerpt.text, entry.where, entry.when)
                return ", ".join(part for part in parts if part)
