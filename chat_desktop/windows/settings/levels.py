"""The notification level of each group, of all accounts; the ones that differ come first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
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


class Levels(QWidget):
    """A card of groups, with a search above it where there are many."""

    def __init__(self, theme: Theme, clients: Sequence[Client]) -> None:
        super().__init__()
        self._clients = clients
        self.search = SearchField(theme, self.tr("Search your groups"))
        self.search.setObjectName("levelSearch")
        self.search.textChanged.connect(self._show)
        self._card = Card()
        self._none = label(tone="soft")
        self._none.setContentsMargins(4, 0, 4, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._card)
        column.addWidget(self._none)
        self.search.setVisible(len(self._all()) > MOST)
        self._show()

    def _all(self) -> list[tuple[Client, GroupRow]]:
        found = [(client, row) for client in self._clients for row in client.groups]
        return sorted(found, key=lambda pair: (pair[1].level is Level.ALL, pair[1].name.casefold()))

    def _show(self) -> None:
        wanted = self.search.text().casefold().strip()
        fits = [pair for pair in self._all() if wanted in pair[1].name.casefold()]
        self._card.clear()
        for client, row in fits[:MOST]:
            self._card.add(self._row(client, row))
        self._card.setVisible(bool(fits))
        more = self.tr("%n more group(s): search for them by name.", "", max(0, len(fits) - MOST))
        nothing = self.tr("No group of yours is called like that.")
        if wanted == "":
            nothing = self.tr("You are in no group yet.")
        self._none.setText(nothing if not fits else more)
        self._none.setVisible(not fits or len(fits) > MOST)

    def _row(self, client: Client, row: GroupRow) -> Row:
        options: list[tuple[str, object]] = [(level_words(level), level) for level in Level]
        made = choice(f"level-{row.id}", row.name, options, row.level)
        made.currentIndexChanged.connect(partial(self._choose, client, row.id, made))
        account = ""
        if len(self._clients) > 1 and client.me is not None:
            account = client.me.display_name or client.me.username
        return Row(row.name, account, made)

    @staticmethod
    def _choose(client: Client, group: str, made: QComboBox, _place: int) -> None:
        client.set_attention(group, Level(made.currentData()))
