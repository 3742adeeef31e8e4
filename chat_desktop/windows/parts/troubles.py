"""What is shown while there is neither a connection nor a cache: why, and what to do."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from chat_desktop.core.rows import LinkState, Status, Trouble
from chat_desktop.translations.said import in_words

translate = QCoreApplication.translate


class Explanation(Struct, frozen=True):
    """An icon, a title, and what is the matter with what can be done about it."""

    icon: str
    title: str
    words: str


def explain(status: Status) -> Explanation:
    """Return what to show in place of the groups, in the reader's language."""
    if status.state is not LinkState.OFFLINE:
        return Explanation(
            "globe",
            translate("Troubles", "Connecting…"),
            translate("Troubles", "Your groups appear as soon as the server answers."),
        )
    icon, title, advice = _of(status.trouble or Trouble.NETWORK)
    reason = in_words(status.reason) if status.reason else ""
    return Explanation(icon, title, " ".join(part for part in (reason, advice) if part))


def _of(trouble: Trouble) -> tuple[str, str, str]:
    """Return icon, title and advice for a kind of trouble."""
    return {
        Trouble.NETWORK: (
            "offline",
            translate("Troubles", "The server cannot be reached"),
            translate("Troubles", "Your groups appear as soon as it answers."),
        ),
        Trouble.CERTIFICATE: (
            "lock",
            translate("Troubles", "This connection is not safe"),
            translate(
                "Troubles",
                "Nothing was sent. Ask whoever runs the server, and do not go on until it is"
                " mended.",
            ),
        ),
        Trouble.VERSION: (
            "refresh",
            translate("Troubles", "An update is needed"),
            translate("Troubles", "What you wrote is kept until then."),
        ),
        Trouble.FOREIGN: (
            "globe",
            translate("Troubles", "This is not a Parlance server"),
            translate("Troubles", "Check the address, or ask whoever gave it to you."),
        ),
        Trouble.BUSY: (
            "clock",
            translate("Troubles", "The server asks for patience"),
            translate("Troubles", "You are connected by yourself as soon as it is ready."),
        ),
        Trouble.DEVICE: (
            "alert",
            translate("Troubles", "This device has a problem"),
            translate("Troubles", "The log has the details."),
        ),
    }[trouble]
