"""Storage: how much the local copies take, and clearing them after a question."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from chat_desktop.core.ports import Client
from chat_desktop.windows.parts.ask import confirm
from chat_desktop.windows.parts.controls import button
from chat_desktop.windows.parts.links import server_name
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.settings.rows import Page, Row
from chat_desktop.windows.settings.surroundings import Surroundings


class StoragePage(Page):
    """A row for each account that is signed in; its size is asked for when the page is seen."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Storage"), parent)
        self._rows: dict[Client, Row] = {}
        self.tasks = Tasks(self._say)
        self.add_note(
            self.tr(
                "Your messages are on the server. A copy here lets you read and search them"
                " without a connection."
            )
        )
        card = self.add_card()
        signed_in = [client for client in around.clients if client.me is not None]
        for client in signed_in:
            card.add(self._row(client))
        card.setVisible(bool(signed_in))
        self._problem = self.add_note("")
        self._problem.setObjectName("storageProblem")
        self._problem.hide()

    def _row(self, client: Client) -> Row:
        me = client.me
        name = (me.display_name or me.username) if me else ""
        clear = button(self.tr("Clear cache…"))
        clear.setObjectName("clearCache")
        clear.clicked.connect(lambda: self.tasks.spawn(self._clear(client, clear)))
        words = f"{name} · {server_name(client.server_url)}"
        self._rows[client] = row = Row(words, self.tr("Counting…"), clear)
        return row

    def end(self) -> None:
        """Wait for no answer any more; a cache that is being cleared is cleared all the same."""
        self.tasks.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the sizes as they are now."""
        super().showEvent(event)
        self.tasks.spawn(self._measure())

    async def _measure(self) -> None:
        for client, row in self._rows.items():
            size = await client.storage_bytes()
            words = QLocale().formattedDataSize(
                size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
            )
            row.set_hint(self.tr("{size} on this computer").format(size=words))

    async def _clear(self, client: Client, clear: QPushButton) -> None:
        question = self.tr("Clear the local copy of this account?")
        meaning = self.tr(
            "Messages are fetched again when you open a group. What waits to be sent and your"
            " drafts stay."
        )
        if await confirm(self.window(), question, meaning, self.tr("Clear cache"), danger=True):
            clear.setEnabled(False)
            try:
                await asyncio.shield(client.clear_cache())
                await self._measure()
            except Exception:
                clear.setEnabled(True)
                raise
            clear.setEnabled(True)

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()
