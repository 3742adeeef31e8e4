"""A query made definite: which groups, whose messages, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from chat_desktop.core.search import Hit, Query
from chat_desktop.core.search_text import fold
from protocol.scalars import GroupId, UserId
from protocol.views import User


class SearchPlan(Struct, frozen=True):
    """What is to be found: `limit` messages of `groups` that match `query`, older than `before`.

    `authors` and `chosen` are None where anybody and every group are meant. Times are in
    milliseconds since 1970: from `since` on, before `until`.
    """

    query: Query
    groups: frozenset[GroupId]
    chosen: bool
    authors: frozenset[UserId] | None
    since: int | None
    until: int | None
    before: Hit | None
    limit: int


def plan_search(
    query: Query,
    groups: Mapping[GroupId, str],
    users: Iterable[User],
    me: UserId,
    start_of: Callable[[date], int],
    *,
    group: GroupId | None = None,
    before: Hit | None = None,
    limit: int = 50,
) -> SearchPlan | None:
    """Return how to answer `query`; None when nothing can be found.

    `groups` are the names of those the user is in, `users` all who are known, `start_of` gives
    the time at which a day begins here.
    """
    if query.empty:
        return None
    within = {id: name for id, name in groups.items() if group in (None, id)}
    chosen = group is not None or bool(query.groups)
    if query.groups:
        within = {id: within[id] for id in _groups_named(query.groups, within)}
    authors = _users_named(query.senders, list(users), me) if query.senders else None
    if not within or (authors is not None and not authors):
        return None
    return SearchPlan(
        query=query,
        groups=frozenset(within),
        chosen=chosen,
        authors=authors,
        since=start_of(query.after) if query.after else None,
        until=start_of(query.before) if query.before else None,
        before=before,
        limit=max(1, limit),
    )


def _groups_named(wanted: Iterable[str], groups: Mapping[GroupId, str]) -> set[GroupId]:
    """Return the groups of exactly such a name, or else those whose name has it in it."""
    found: set[GroupId] = set()
    names = {id: fold(name) for id, name in groups.items()}
    for part in map(fold, wanted):
        exact = {id for id, name in names.items() if name == part}
        found |= exact or {id for id, name in names.items() if part in name}
    return found


def _users_named(wanted: Iterable[str], users: Iterable[User], me: UserId) -> frozenset[UserId]:
    """Return those of exactly such a name, or else those one of whose names begins so."""
    found: set[UserId] = set()
    names = {user.id: (fold(user.username), fold(user.display_name)) for user in users}
    for part in map(fold, wanted):
        if part == "me":
            found.add(me)
            continue
        exact = {id for id, known in names.items() if part in known}
        found |= exact or {
            id
            for id, (username, shown) in names.items()
            if username.startswith(part) or f" {part}" in f" {shown}"
        }
    return frozenset(found)
