"""Rows of timelines for tests: people, messages, and a view that shows them."""

from __future__ import annotations

from typing import Any

from chat_desktop.core.rows import Delivery, MessageRow
from protocol.views import Reaction, User

NOON = 1_750_000_000_000
MINUTE = 60_000
DAY = 24 * 60 * MINUTE

PEOPLE = {
    id: User(id=id, username=id, display_name=name, active=True)
    for id, name in (("ada", "Ada Lovelace"), ("grace", "Grace Hopper"), ("radia", "Radia Perl"))
}


def message(seq: int, text: str | None = "hello", by: str = "grace", **more: Any) -> MessageRow:
    """A message at `seq`, a minute after the one before it."""
    more.setdefault("at", NOON + seq * MINUTE)
    return MessageRow(key=f"{seq:016}", by=by, text=text, seq=seq, n=seq, **more)


def waiting(number: int, text: str = "hello", by: str = "ada", **more: Any) -> MessageRow:
    """A message in the outbox."""
    more.setdefault("at", NOON + number * MINUTE)
    more.setdefault("delivery", Delivery.SENDING)
    return MessageRow(key=f"out{number:013}", by=by, text=text, **more)


def reaction(emoji: str = "🎉", count: int = 1, mine: bool = False) -> Reaction:
    return Reaction(emoji=emoji, count=count, mine=mine)
