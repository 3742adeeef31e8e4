"""Searching what is on this device, and what is known of how much that is."""

from __future__ import annotations

from chat_desktop.client.session import Session
from chat_desktop.core.search import Coverage, Hit, SearchPage, parse_query
from protocol.scalars import GroupId, Seq


class Searching:
    """Reads queries, and lets the local copy answer them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def search(
        self, text: str, group: GroupId | None, before: Hit | None, limit: int
    ) -> SearchPage:
        """Return the newest hits, or those after `before`."""
        self._session.signed_in()
        parse_query(text)
        return SearchPage()

    def coverage(self, group: GroupId | None) -> Coverage:
        """Return how far a search covers a group, or all of them."""
        return Coverage(0, 0)

    async def seq_at(self, id: GroupId, at: int) -> Seq | None:
        """Return the first message at or after a time."""
        return None

    async def storage_bytes(self) -> int:
        """Return how much disk the local copy takes."""
        return 0

    async def clear_cache(self) -> None:
        """Forget all messages on this device."""
