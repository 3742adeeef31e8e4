"""What the quick switcher offers: groups and people that fit what is typed, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.core.fuzzy import match, rank
from chat_desktop.core.rows import GroupRow
from chat_desktop.markdown.clean import one_line
from protocol.views import User

Index = QModelIndex | QPersistentModelIndex
MOST: Final = 60
Found = tuple[int, tuple[int, ...]]
"""A place among the groups and the people behind them, and the letters of its name that fit."""


class Offer(Struct, frozen=True):
    """A group or a person. `places` are the letters of `name` that fit what is typed."""

    id: str
    name: str
    detail: str
    person: bool = False
    unread: int = 0
    places: tuple[int, ...] = ()


class SwitcherModel(QAbstractListModel):
    """All groups while nothing is typed, else groups and people by how well they fit."""

    OfferRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, groups: Sequence[GroupRow], people: Sequence[User], parent: QObject) -> None:
        super().__init__(parent)
        self._groups = list(groups)
        self._people = sorted(people, key=lambda user: _called(user).casefold())
        self._names: list[str] = []
        self._shown: list[Found] = []
        self.look_for("")

    def prepare(self) -> Iterator[None]:
        """Make all names ready to be compared, one by one: the first letter typed needs them."""
        while len(self._names) < len(self._groups) + len(self._people):
            match("", self._name(len(self._names)))
            yield

    def look_for(self, text: str) -> None:
        """Show what fits."""
        self.beginResetModel()
        if text.strip():
            # Groups come first where both fit alike: `rank` takes the earlier as more recent.
            self._shown = [(at, fit.places) for at, fit in rank(text, self._all_names())[:MOST]]
            if text.strip().startswith("@") or not self._shown:
                self._shown += self._by_username(text.strip().lstrip("@"))
        else:
            self._shown = [(at, ()) for at in range(len(self._groups))]
        self.endResetModel()

    def _by_username(self, text: str) -> list[Found]:
        """Return people whose username fits, for those who know no other name."""
        first = len(self._groups)
        ranked = rank(text, [user.username for user in self._people])
        there = {at for at, _places in self._shown}
        found: list[Found] = [(first + at, ()) for at, _fit in ranked if first + at not in there]
        return found[:MOST]

    def _all_names(self) -> list[str]:
        for _ in self.prepare():
            pass
        return self._names

    def _name(self, place: int) -> str:
        """Return a name; they are made in their order, as far as they are wanted."""
        while len(self._names) <= place:
            at = len(self._names)
            is_group = at < len(self._groups)
            name = (
                self._groups[at].name if is_group else _called(self._people[at - len(self._groups)])
            )
            self._names.append(one_line(name, 80))
        return self._names[place]

    def offer(self, row: int) -> Offer | None:
        """Return what is offered in a row."""
        if not 0 <= row < len(self._shown):
            return None
        at, places = self._shown[row]
        if at < len(self._groups):
            group = self._groups[at]
            about = self._about(group)
            return Offer(group.id, self._name(at), about, unread=group.unread, places=places)
        user = self._people[at - len(self._groups)]
        about = f"@{user.username}"
        return Offer(user.id, self._name(at), about, person=True, places=places)

    def _about(self, row: GroupRow) -> str:
        members = self.tr("%n member(s)", "", row.members)
        return f"{members} · {one_line(row.topic, 120)}" if row.topic else members

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of offers."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate paints, and a sentence for screen readers."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.name
        if role == self.OfferRole:
            return offer
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(offer)
        return None

    def _sentence(self, offer: Offer) -> str:
        kind = self.tr("person") if offer.person else self.tr("group")
        parts = [offer.name, kind, offer.detail]
        if offer.unread:
            parts.append(self.tr("%n unread", "", offer.unread))
        return ", ".join(parts)


def _called(user: User) -> str:
    return user.display_name or user.username
