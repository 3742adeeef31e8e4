"""What the quick switcher offers: groups and people that fit what is typed, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.core.fuzzy import rank
from chat_desktop.core.rows import GroupRow
from chat_desktop.markdown.clean import one_line
from protocol.views import User

Index = QModelIndex | QPersistentModelIndex
MOST: Final = 60


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
        self._groups = [
            Offer(row.id, one_line(row.name, 80), self._about(row), unread=row.unread)
            for row in groups
        ]
        self._people = [
            Offer(user.id, one_line(user.display_name or user.username, 80), f"@{user.username}",
                  person=True)
            for user in people
        ]  # fmt: skip
        self._people.sort(key=lambda offer: offer.name.casefold())
        self._shown = list(self._groups)

    def _about(self, row: GroupRow) -> str:
        members = self.tr("%n member(s)", "", row.members)
        return f"{members} · {one_line(row.topic, 120)}" if row.topic else members

    def look_for(self, text: str) -> None:
        """Show what fits."""
        self.beginResetModel()
        if text.strip():
            offers = self._groups + self._people
            # Groups come first where both fit alike: `rank` takes the earlier as more recent.
            self._shown = [
                _marked(offers[index], fit.places)
                for index, fit in rank(text, [offer.name for offer in offers])[:MOST]
            ]
            if text.strip().startswith("@") or not self._shown:
                self._shown += self._by_username(text.strip().lstrip("@"))
        else:
            self._shown = list(self._groups)
        self.endResetModel()

    def _by_username(self, text: str) -> list[Offer]:
        """Return people whose username fits, for those who know no other name."""
        ranked = rank(text, [offer.detail[1:] for offer in self._people])
        there = {offer.id for offer in self._shown}
        return [self._people[at] for at, _fit in ranked if self._people[at].id not in there][:MOST]

    def offer(self, row: int) -> Offer | None:
        """Return what is offered in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

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


def _marked(offer: Offer, places: tuple[int, ...]) -> Offer:
    return Offer(offer.id, offer.name, offer.detail, offer.person, offer.unread, places)
