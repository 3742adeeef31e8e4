"""Lets users in by what they filled in: the way into a server, and the account made of it."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QCoreApplication

from chat_desktop.accounts import AccountClient, Accounts
from chat_desktop.network.address import parse_address
from chat_desktop.network.failures import SESSION_ENDED
from chat_desktop.storage.profile import Profile
from chat_desktop.translations.said import in_words
from chat_desktop.windows.account.entry import LogInForm, SignUpForm

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Admission:
    """What the screen to log in on asks of the program: `windows.account.entry.Entry`."""

    def __init__(self, profile: Profile, accounts: Accounts) -> None:
        self._profile, self._accounts = profile, accounts

    def needs_consent(self, server: str) -> bool:
        """Return whether the way to this server is open to listeners and not yet agreed to."""
        address = parse_address(server)
        agreed = address.url in self._profile.settings.plain
        return not (address.secure or address.loopback or agreed)

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        """Log in or sign up on the server named, as one account more."""
        if consent:
            try:
                self._profile.allow_plain(parse_address(form.server).url)
            except OSError as error:
                _log.warning("the consent holds until the program ends: %s", error)
        login = form.login if isinstance(form, LogInForm) else form.username
        await self._accounts.enter(form.server, login, partial(_let_in, form))


async def _let_in(form: LogInForm | SignUpForm, client: AccountClient) -> None:
    if isinstance(form, LogInForm):
        await client.log_in(form.login, form.password, keep=form.keep)
    else:
        await client.sign_up(
            form.username,
            form.password,
            email=form.email,
            display_name=form.display_name,
            country=form.country,
            keep=form.keep,
        )


def why_again(reason: str | None, server: str) -> str:
    """Return in the reader's words why an account has to log in again; `reason` is the server's."""
    if reason and reason != SESSION_ENDED:
        return in_words(reason)
    return translate(
        "Desktop",
        "Your session on {server} has ended: by another device, a new password, or whoever"
        " runs the server.",
    ).format(server=server)
