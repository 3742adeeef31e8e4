"""An account as others see it, and as its owner does."""

from __future__ import annotations

from chat_server.core.model import UserRecord
from protocol.views import User


def public_profile(record: UserRecord) -> User:
    """Return the fields that everybody may see; who chose no display name shows the username."""
    return User(
        id=record.id,
        username=record.username,
        display_name=record.display_name or record.username,
        active=record.active,
        about=record.about or None,
    )


def own_profile(record: UserRecord) -> User:
    """Return the public fields with e-mail, country and whether the user is a superuser."""
    return User(
        id=record.id,
        username=record.username,
        display_name=record.display_name or record.username,
        active=record.active,
        about=record.about or None,
        email=record.email or None,
        country=record.country or None,
        superuser=record.superuser,
    )
