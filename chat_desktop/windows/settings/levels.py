"""The notification level of each group, of all accounts; the ones that differ come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.slices import Slices
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import SearchField, label
from chat_desktop.windows.settings.rows import Card, Row, choice

MOST: Final = 20
"""Rows shown at once; the search finds the others."""

translate = QCoreApplication.translate


def level_words(level: Level) -> str:
    """Return the name of a level."""
    return {
        Level.ALL: translate("Levels", "All messages"),
        Level.MENTIONS: translate("Levels", "Only mentions"),
        Level.NOTHING: translate("Levels", "Nothing"),
    }[level]


class LevelRow(Row):
    """The choice for one group after the other: made once, it shows whichever is found."""

    def __init__(self) -> None:
        options: list[tuple[str, object]] = [(level_words(level), level) for level in Level]
        self._choice = choice("", "", options, Level.ALL)
        super().__init__("", "", self._choice)
        self._client: Client | None = None
        self._group = ""
        self._choice.currentIndexChanged.connect(self._choose)

    def show_group(self, client: Client, row: GroupRow, account: str) -> None:
        """Show a group, and of which account it is where there are several."""
        if (client, row.id) != (self._client, self._group):
            self._client, self._group = client, row.id
            self._choice.setObjectName(f"level-{row.id}")
            self._choice.setAccessibleName(row.name)
            self.words.setText(row.name)
            self.set_hint(account)
        blocked = self._choice.blockSignals(True)
        self._choice.setCurrentIndex(self._choice.findData(client.attention(row.id)))
        self._choice.blockSignals(blocked)

    def _choose(self, _place: int) -> None:
        if self._client is not None:
            self._client.set_attention(self._group, Level(self._choice.currentData()))


class Levels(QWidget):
    """A card of groups, with a search above it where there are many; `slices` fill it."""

    def __init__(self, theme: Theme, clients: Sequence[Client]) -> None:
        super().__init__()
        self._clients = clients
        self._rows: list[LevelRow] = []
        self.slices = Slices(self)
        found = [(row.name.casefold(), client, row) for client in clients for row in client.groups]
        found.sort(key=itemgetter(0))
        differing = [each for each in found if each[2].level is not Level.ALL]
        self._all = differing + [each for each in found if each[2].level is Level.ALL]
        self.search = SearchField(theme, self.tr("Search your groups"))
        self.search.setObjectName("levelSearch")
        self.search.textChanged.connect(self._search)
        self._card = Card()
        self._none = label(tone="soft")
        self._none.setContentsMargins(4, 0, 4, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._card)
        column.addWidget(self._none)
        self.search.setVisible(len(self._all) > MOST)

    def build(self) -> Iterator[None]:
        """Show all groups, row by row."""
        yield from self._show()

    def _search(self) -> None:
        self.slices.begin(self._show())

    def _show(self) -> Iterator[None]:
        wanted = self.search.text().casefold().strip()
        fits = [(client, row) for name, client, row in self._all if wanted in name]
        more = self.tr("%n more group(s): search for them by name.", "", max(0, len(fits) - MOST))
        nothing = self.tr("No group of yours is called like that.")
        if wanted == "":
            nothing = self.tr("You are in no group yet.")
        self._none.setText(nothing if not fits else more)
        self._none.setVisible(not fits or len(fits) > MOST)
        self._card.setVisible(bool(fits))
        for place in range(len(fits), len(self._rows)):
            self._card.show_row(place, shown=False)
        for place, (client, row) in enumerate(fits[:MOST]):
            if place == len(self._rows):
                made = LevelRow()
                self._rows.append(made)
                self._card.add(made)
            self._rows[place].show_group(client, row, self._account(client))
            self._card.show_row(place, shown=True)
            yield

    def _account(self, client: Client) -> str:
        if len(self._clients) < 2 or client.me is None:
            return ""
        return client.me.display_name or client.me.username
