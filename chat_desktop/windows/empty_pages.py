"""What stands in the place of the chat: no group yet, none open, no connection, not logged in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from chat_desktop.core.rows import LinkState, Status
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.empty import EmptyState
from chat_desktop.windows.parts.troubles import explain


class EmptyPages(QObject):
    """The pages, each with at most one clear action."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.no_group = EmptyState(
            theme,
            "people",
            self.tr("Find your first group"),
            self.tr("Join a public group of this server, or create one and invite others."),
            self.tr("Find a group"),
            self.tr("Create a group"),
        )
        self.no_group.setObjectName("noGroups")
        self.none_open = EmptyState(
            theme,
            "chat",
            self.tr("Choose a group"),
            self.tr("Click a group on the left, or press Ctrl+K and type a part of its name."),
        )
        self.offline = EmptyState(
            theme,
            "offline",
            self.tr("The server cannot be reached"),
            self.tr("Your groups appear as soon as it answers."),
            self.tr("Retry now"),
        )
        self.signed_out = EmptyState(
            theme,
            "lock",
            self.tr("You are not logged in"),
            self.tr("Log in, or create an account on a server you trust."),
            self.tr("Log in"),
        )

    @property
    def pages(self) -> Sequence[EmptyState]:
        """All of them."""
        return (self.no_group, self.none_open, self.offline, self.signed_out)

    def explain(self, status: Status, trouble: Status | None) -> None:
        """Say why there is no connection; while it is tried again, what the `trouble` was."""
        found = explain(trouble or status)
        self.offline.set_words(found.title, found.words, found.icon)
        if self.offline.action is not None:
            self.offline.action.setVisible(trouble is not None)
            self.offline.action.setEnabled(status.state is LinkState.OFFLINE)
