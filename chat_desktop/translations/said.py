"""What the parts without Qt say in English, said in the reader's language; waits in words."""

from __future__ import annotations

import functools
import re
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from chat_desktop.translations.context import Context
from protocol.errors import MESSAGES, Refusal

translate = QCoreApplication.translate
Client = Context("Client")

_TEXTS: Final = (
    # protocol/errors.py: what a code means
    QT_TRANSLATE_NOOP("Client", "The request could not be understood."),
    QT_TRANSLATE_NOOP("Client", "Log in first."),
    QT_TRANSLATE_NOOP("Client", "The name or the password is wrong."),
    QT_TRANSLATE_NOOP("Client", "This username is taken."),
    QT_TRANSLATE_NOOP("Client", "An account with this e-mail exists already."),
    QT_TRANSLATE_NOOP("Client", "This name cannot be used."),
    QT_TRANSLATE_NOOP("Client", "This is not an e-mail address."),
    QT_TRANSLATE_NOOP("Client", "A password has 8 to 1,024 characters."),
    QT_TRANSLATE_NOOP("Client", "There is no such group."),
    QT_TRANSLATE_NOOP("Client", "There is no such user."),
    QT_TRANSLATE_NOOP("Client", "There is no such message."),
    QT_TRANSLATE_NOOP("Client", "You are not a member of this group."),
    QT_TRANSLATE_NOOP("Client", "Already a member of this group."),
    QT_TRANSLATE_NOOP("Client", "You are not allowed to do this."),
    QT_TRANSLATE_NOOP("Client", "This is too long."),
    QT_TRANSLATE_NOOP("Client", "There is nothing to send."),
    QT_TRANSLATE_NOOP("Client", "Too many requests; try again in a moment."),
    QT_TRANSLATE_NOOP("Client", "The server is busy; try again in a moment."),
    QT_TRANSLATE_NOOP("Client", "The server cannot store anything at the moment."),
    QT_TRANSLATE_NOOP("Client", "Something went wrong on the server."),
    # protocol/rules.py: what a value must be like
    QT_TRANSLATE_NOOP(
        "Client", "A username has {least} to {most} characters, without @ and spaces."
    ),
    QT_TRANSLATE_NOOP("Client", "A group's name has 1 to {most} characters."),
    QT_TRANSLATE_NOOP("Client", "A message has at most {most} characters."),
    QT_TRANSLATE_NOOP("Client", "At most {most} characters fit here."),
    QT_TRANSLATE_NOOP("Client", "This is not an emoji."),
    QT_TRANSLATE_NOOP("Client", "Control characters are not allowed."),
    # the server: a code in words that fit better
    QT_TRANSLATE_NOOP("Client", "The old password is wrong."),
    QT_TRANSLATE_NOOP("Client", "This session has ended; log in again."),
    QT_TRANSLATE_NOOP("Client", "A message has at most {most} different reactions."),
    QT_TRANSLATE_NOOP("Client", "They are not a member of this group."),
    QT_TRANSLATE_NOOP("Client", "Another superuser has to do this to you."),
    QT_TRANSLATE_NOOP("Client", "They are a member already."),
    QT_TRANSLATE_NOOP("Client", "This account is deactivated."),
    # core/outbox.py, client/sending.py: why a message was not sent
    QT_TRANSLATE_NOOP("Client", "You are no longer in this group."),
    QT_TRANSLATE_NOOP("Client", "This message is too long for the server."),
    QT_TRANSLATE_NOOP("Client", "The message that this replies to is gone."),
    QT_TRANSLATE_NOOP("Client", "This message could not be written down."),
    # core/groups.py, core/search.py
    QT_TRANSLATE_NOOP("Client", "Message deleted"),
    QT_TRANSLATE_NOOP("Client", "“{text}” is no date. Write it like 2026-06-12."),
    # network/: why there is no connection
    QT_TRANSLATE_NOOP("Client", "The connection to the server was lost."),
    QT_TRANSLATE_NOOP("Client", "The server cannot be reached."),
    QT_TRANSLATE_NOOP("Client", "The server did not answer in time."),
    QT_TRANSLATE_NOOP("Client", "There is no Parlance server at this address."),
    QT_TRANSLATE_NOOP("Client", "There is no Parlance server at this address. (HTTP {status})"),
    QT_TRANSLATE_NOOP(
        "Client",
        "The server speaks another version of the protocol; update Parlance or the server.",
    ),
    QT_TRANSLATE_NOOP("Client", "Your session has ended. Log in again."),
    QT_TRANSLATE_NOOP("Client", "The server is restarting."),
    QT_TRANSLATE_NOOP("Client", "The connection was too slow."),
    QT_TRANSLATE_NOOP("Client", "The server asks to wait before connecting again."),
    QT_TRANSLATE_NOOP("Client", "The server's certificate cannot be trusted: {words}."),
    QT_TRANSLATE_NOOP("Client", "The server does not offer an encrypted connection here."),
    QT_TRANSLATE_NOOP("Client", "The server's name is not known to the network."),
    QT_TRANSLATE_NOOP("Client", "The server is busy."),
    QT_TRANSLATE_NOOP("Client", "This is not the address of a server."),
    QT_TRANSLATE_NOOP("Client", "“{scheme}” is no kind of address that Parlance can connect to."),
    # accounts.py
    QT_TRANSLATE_NOOP("Client", "This account is already open in this window."),
    # client/, core/ports.py
    QT_TRANSLATE_NOOP("Client", "The server's answer makes no sense."),
    QT_TRANSLATE_NOOP("Client", "There is no connection to the server."),
    QT_TRANSLATE_NOOP("Client", "Log out first."),
    QT_TRANSLATE_NOOP(
        "Client", "A message was not deleted, since there is no connection to the server."
    ),
    QT_TRANSLATE_NOOP("Client", "Something in Parlance itself went wrong."),
    QT_TRANSLATE_NOOP("Client", "What this program remembers cannot be written down: {reason}."),
    QT_TRANSLATE_NOOP(
        "Client",
        "This connection is not encrypted: others on the way can read your password and"
        " everything you write.",
    ),
    # storage/: the local copy
    QT_TRANSLATE_NOOP("Client", "The local copy cannot be written: {reason}"),
    QT_TRANSLATE_NOOP("Client", "The local copy cannot be read: {reason}"),
    QT_TRANSLATE_NOOP(
        "Client",
        "The local copy was made by a newer version of Parlance. It was set aside and is fetched"
        " anew from the server.",
    ),
    QT_TRANSLATE_NOOP(
        "Client",
        "The local copy was damaged. It was set aside and is fetched anew from the server;"
        " messages that were not sent yet were kept as far as they could be read.",
    ),
)
TEXTS: Final = tuple(map(str, _TEXTS))
"""Every sentence that may reach a window from there; a test looks for others."""


class Told(Refusal):
    """A refusal by a window itself: its message is in the reader's language already."""


def in_words(text: str) -> str:
    """Return a sentence of the parts without Qt, or of the server, in the reader's language.

    One that is not known, as of a newer server, is returned as it is.
    """
    said = translate("Client", text)
    if said != text:
        return said
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return translate("Client", template).format(**found.groupdict())
    return text


def plain_words(problem: Exception) -> str:
    """Return what to tell the user about a known error, with the wait where there is one."""
    if not isinstance(problem, Refusal):
        return in_words(str(problem) or "The server cannot be reached.")
    said = refusal_words(problem)
    if problem.retry_after:
        wait = wait_words(problem.retry_after)
        return translate("Client", "{problem} (in {wait}).").format(
            problem=said.rstrip("."), wait=wait
        )
    return said


def refusal_words(refusal: Refusal) -> str:
    """Return what to tell about a refusal, without the wait."""
    if isinstance(refusal, Told):
        return refusal.message
    said = in_words(refusal.message)
    general = in_words(MESSAGES[refusal.code])
    if said == refusal.message and general != MESSAGES[refusal.code]:
        # A sentence that nobody translated, in the midst of another language.
        return general
    return said


def wait_words(seconds: float) -> str:
    """Return a wait in words: `1 second`, `40 seconds`, `3 minutes`; never less than a second."""
    whole = max(1, round(seconds))
    if whole < 90:
        return Client.tr("%n second(s)", "", whole)
    return Client.tr("%n minute(s)", "", round(whole / 60))


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the texts with something to fill in, each with what recognises it."""
    made = []
    for text in TEXTS:
        if "{" in text:
            parts = re.split(r"\{(\w+)\}", text)
            parts[::2] = map(re.escape, parts[::2])
            parts[1::2] = [f"(?P<{name}>.+)" for name in parts[1::2]]
            made.append((text, re.compile("".join(parts), re.DOTALL)))
    return tuple(made)
