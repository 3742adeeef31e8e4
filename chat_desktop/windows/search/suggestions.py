"""What a search may be completed with, and how hits are worded: asks the client what it knows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from chat_desktop.core.fuzzy import rank
from chat_desktop.core.ports import Client
from chat_desktop.core.search import Hit
from chat_desktop.core.search_help import Token, likely_days
from chat_desktop.markdown.clean import one_line
from chat_desktop.windows.parts.times import day_words, list_time
from chat_desktop.windows.search.excerpt import excerpt
from chat_desktop.windows.search.result_model import Found, Suggestion
from protocol.scalars import GroupId, UserId

MOST: Final = 8

translate = QCoreApplication.translate


def operators() -> tuple[tuple[str, str], ...]:
    """Return every operator with what it does."""
    return (
        ("from:", translate("Search", "said by somebody")),
        ("in:", translate("Search", "said in a group")),
        ("after:", translate("Search", "since a day")),
        ("before:", translate("Search", "before a day")),
        ("“…”", translate("Search", "these words in a row")),
    )


def name_of(client: Client, user: UserId) -> str:
    """Return the name of somebody as it may be shown."""
    known = client.user(user)
    return one_line(known.display_name or known.username, 80) if known else "…"


def found(client: Client, hit: Hit, now: datetime, *, everywhere: bool) -> Found:
    """Return a hit as a row; with its group where it may be from any."""
    row = client.group(hit.group) if everywhere else None
    where = ""
    if row is not None:
        where = translate("Search", "in {group}").format(group=one_line(row.name, 60))
    name = name_of(client, hit.by)
    mine = client.me is not None and hit.by == client.me.id
    author = translate("Search", "You") if mine else name
    return Found(hit, author, name, where, list_time(hit.at, now), excerpt(hit.text, hit.spans))


def suggest(
    client: Client, token: Token | None, today: date, group: GroupId | None = None
) -> list[Suggestion]:
    """Return values for the operator being written, if any; in a search of `group`, its people."""
    if token is None:
        return []
    if token.operator == "from":
        return _people(client, token.value.lstrip("@"), group)
    if token.operator == "in":
        return [] if group is not None else _groups(client, token.value)
    return _days(token.value, today)


def _people(client: Client, text: str, group: GroupId | None) -> list[Suggestion]:
    members = client.members(group) if group is not None else None
    users = [member.user for member in members] if members else list(client.known_people())
    users.sort(key=lambda user: (user.display_name or user.username).casefold())
    names = [f"{user.display_name or user.username} {user.username}" for user in users]
    ranked = rank(text, names, scattered=False) or rank(text, names)
    return [
        Suggestion(
            users[at].username,
            one_line(users[at].display_name or users[at].username, 80),
            f"@{users[at].username}",
            "person",
        )
        for at, _fit in ranked[:MOST]
    ]


def _groups(client: Client, text: str) -> list[Suggestion]:
    rows = client.groups
    return [
        Suggestion(rows[at].name, one_line(rows[at].name, 80), "", "hash")
        for at, _fit in rank(text, [row.name for row in rows])[:MOST]
    ]


def _days(text: str, today: date) -> list[Suggestion]:
    named = {
        0: translate("Search", "Today"),
        1: translate("Search", "Yesterday"),
        7: translate("Search", "A week ago"),
    }
    found = []
    for day in likely_days(today):
        iso = day.isoformat()
        title = named.get((today - day).days) or day_words(day, today)
        if iso.startswith(text) and iso != text:
            found.append(Suggestion(iso, title, iso, "calendar"))
    return found
