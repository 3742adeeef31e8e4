"""What a screen reader is told: new messages, and the row that the keyboard is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from chat_desktop.chat.labels import Chat
from chat_desktop.chat.people import People
from chat_desktop.core.rows import Delivery, MessageRow

READ_OUT: Final = 3
"""More messages at once are counted, not read out."""


def news(arrived: Sequence[MessageRow], people: People) -> str:
    """Return what to say about messages that have just come; "" for nothing."""
    others = [row for row in arrived if row.by != people.me and row.delivery is Delivery.SENT]
    if len(others) > READ_OUT:
        return Chat.tr("%n new message(s)", "", len(others))
    return "\n".join(people.sentence(row) for row in others)


def say(widget: QWidget, text: str) -> None:
    """Have a screen reader say something when it has nothing more urgent."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
