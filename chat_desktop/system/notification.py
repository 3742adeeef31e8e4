"""What a notification says, in plain text of bounded length, and who can show one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.preview import preview
from chat_desktop.translations.context import Context

translate = QCoreApplication.translate
Notifications = Context("Notifications")

TITLE_CHARS: Final = 80
LINE_CHARS: Final = 140
LINES: Final = 4
"""How many messages of a group one notification shows, the newest of them."""


class Notification(Struct, frozen=True):
    """`title` is one line, `body` at most five; both are plain text, not markup."""

    title: str
    body: str
    sound: bool = False


class Said(Struct, frozen=True):
    """A message as a notification knows it: who wrote it, what, and whether it names the user."""

    author: str
    text: str
    mention: bool = False


class Way(Protocol):
    """Shows notifications. `tag` names one: showing it again puts the new in the old one's place.

    `clicked` was given to it when it was made, and is called with the tag.
    """

    async def show(self, tag: str, notification: Notification) -> None:
        """Show it; raises `NoAnswer` where that cannot be."""

    async def close(self, tag: str) -> None:
        """Take it away, if it is still shown."""


def of_group(
    group: str, said: Sequence[Said], count: int, *, with_text: bool, sound: bool, account: str = ""
) -> Notification:
    """Return the one notification for all that was said in a group and not yet looked at.

    `said` are the newest of `count` messages. `account` is named where there are several. Without
    text nobody reads over a shoulder who wrote what.
    """
    name = one_line(group, TITLE_CHARS)
    where = f"{name} · {one_line(account, TITLE_CHARS)}" if account else name
    if not with_text:
        return Notification(where, Notifications.tr("%n new message(s)", "", count), sound)
    if count == 1 and said[0].mention:
        words = translate("Notifications", "{name} mentioned you in {group}")
        title = words.format(name=one_line(said[0].author, TITLE_CHARS), group=where)
        return Notification(title, one_line(preview(said[0].text), LINE_CHARS), sound)
    lines = [
        f"{one_line(each.author, TITLE_CHARS)}: {one_line(preview(each.text), LINE_CHARS)}"
        for each in said[-LINES:]
    ]
    if count > len(lines):
        lines.insert(0, Notifications.tr("%n earlier message(s)", "", count - len(lines)))
    title = where if count == 1 else f"{where} ({count})"
    return Notification(title, "\n".join(lines), sound)


def of_many(groups: Sequence[str], messages: int, *, sound: bool) -> Notification:
    """Return one notification for messages in many groups at once, as after a night's sleep."""
    words = Notifications.tr("%n new message(s)", "", messages)
    names = ", ".join(one_line(group, 40) for group in groups[:LINES])
    if len(groups) > LINES:
        more = Notifications.tr("and %n more group(s)", "", len(groups) - LINES)
        names = f"{names} {more}"
    return Notification(words, names, sound)
