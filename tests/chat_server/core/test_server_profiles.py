"""An account as others see it, and as its owner does."""

from __future__ import annotations

import msgspec

from chat_server.core.model import UserRecord
from chat_server.core.profiles import own_profile, public_profile

RECORD = UserRecord(
    id="1",
    username="Ada",
    folded="ada",
    password="hash",
    created=1,
    display_name="Ada L.",
    email="Ada@b.c",
    folded_email="ada@b.c",
    country="UK",
    about="hi",
    superuser=True,
    last_seen=9,
)
PUBLIC = {"id": "1", "username": "Ada", "display_name": "Ada L.", "about": "hi", "active": True}


def test_others_see_the_public_fields_alone() -> None:
    assert msgspec.to_builtins(public_profile(RECORD)) == PUBLIC


def test_oneself_sees_more_but_never_the_password() -> None:
    assert msgspec.to_builtins(own_profile(RECORD)) == {
        **PUBLIC,
        "email": "Ada@b.c",
        "country": "UK",
        "superuser": True,
    }


def test_what_is_empty_is_absent_and_the_username_stands_in() -> None:
    record = UserRecord(id="1", username="Ada", folded="ada", password="", created=1, active=False)
    for profile in (public_profile(record), own_profile(record)):
        assert msgspec.to_builtins(profile) == {
            "id": "1",
            "username": "Ada",
            "display_name": "Ada",
            "active": False,
        }
