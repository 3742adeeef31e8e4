"""What the program tells the screen to log in on, and what that asks of it: to let somebody in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct


class Beginning(Struct, frozen=True):
    """What the screen begins with: what is known already, and why it is shown.

    `title` and `words` are in the reader's language, empty for those of a first start. With
    `again` only that account can log in; with `leavable` there is something to go back to.
    """

    server: str = ""
    login: str = ""
    keep: bool = True
    title: str = ""
    words: str = ""
    again: bool = False
    leavable: bool = False
    servers: Sequence[str] = ()


FIRST_START: Final = Beginning()
"""Nothing is known yet."""


class LogInForm(Struct, frozen=True):
    """What the user filled in to log in."""

    server: str
    login: str
    password: str
    keep: bool


class SignUpForm(Struct, frozen=True):
    """What the user filled in to make an account; empty texts are left out."""

    server: str
    username: str
    password: str
    display_name: str
    email: str
    country: str
    keep: bool


class Entry(Protocol):
    """Lets a user into a server."""

    def needs_consent(self, server: str) -> bool:
        """Return whether the way to this server is open to listeners and not yet agreed to.

        Raises `Refusal` with the field `server` where the text is no address.
        """

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        """Log in or sign up, and return once logged in; raises `Refusal` or `Offline`."""
