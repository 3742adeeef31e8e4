"""A cache as somebody has it after years: a million messages in many groups, indexed for search.

    made = build_cache(Path("cache.sqlite"))
    cache = Cache(made.path)

It is made through the cache's own tables and its own index, only in greater steps.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.desktop.big_texts import Writer
from chat_desktop.core.cache import Saved, SavedUser
from chat_desktop.core.groups import GroupRecord
from chat_desktop.storage.cache import Cache
from protocol.views import DEFAULT_LIMITS, Group, MessageView, User

END_AT: Final = 1_781_274_720_000
"""When the newest message was sent: 12 June 2026."""

YEARS_MS: Final = 3 * 365 * 86_400_000
STEP: Final = 5_000
"""So many messages are written in one transaction."""

ME: Final = User(id="u0", username="reader", display_name="Robin Reader", active=True)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class BigCache:
    """What was made: `groups` are their ids, the greatest first, and `people` everybody's."""

    path: Path
    groups: tuple[str, ...]
    people: tuple[str, ...]


def build_cache(
    path: Path,
    messages: int = 1_000_000,
    groups: int = 200,
    people: int = 300,
    *,
    indexed: bool = True,
    tell: Callable[[str], object] = str,
) -> BigCache:
    """Make a cache of the user `ME` at `path`, which must not be there yet.

    Without `indexed` everything waits to be put in the index, as after an upgrade. A million takes
    about two minutes and 400 MB of disk.
    """
    ids = tuple(str(uuid.UUID(int=number + 1)) for number in range(groups))
    users = [_user(number) for number in range(people)]
    cache = Cache(path)
    try:
        cache.database.execute_sql("PRAGMA synchronous = off")
        cache.put_account(ME, "benchmark", DEFAULT_LIMITS)
        cache.put_users([SavedUser(user, END_AT) for user in (ME, *users)])
        writer = Writer()
        for number, (group, times) in enumerate(zip(ids, _times(messages, groups), strict=True)):
            _fill(cache, number, group, times, writer, users)
            tell(f"{group}: {len(times):,} messages")
        cache.index.rebuild()
        while indexed and _index_some(cache):
            tell("indexed")
        cache.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cache.close()
    return BigCache(path, ids, tuple(user.id for user in users))


def cached_groups(path: Path) -> dict[str, str]:
    """Return the names of the groups in a cache, by id."""
    return {record.view.id: record.view.name for record in _load(path).groups}


def cached_people(path: Path) -> list[User]:
    """Return who is known in a cache."""
    return [saved.user for saved in _load(path).users]


def _load(path: Path) -> Saved:
    cache = Cache(path)
    try:
        return cache.load(ME)
    finally:
        cache.close()


def _user(number: int) -> User:
    name = f"person{number}"
    return User(id=f"u{number + 1}", username=name, display_name=name.title(), active=True)


def _times(messages: int, groups: int) -> list[list[int]]:
    """Return when each group's messages were sent; some groups are much livelier than others."""
    dice = random.Random(2)
    weights = list(accumulate(1 / (rank + 4) for rank in range(groups)))
    times: list[list[int]] = [[] for _ in range(groups)]
    step = YEARS_MS / max(1, messages)
    for place in range(messages):
        at = END_AT - YEARS_MS + round(step * (place + dice.random()))
        times[dice.choices(range(groups), cum_weights=weights)[0]].append(at)
    return times


def _fill(
    cache: Cache, number: int, group: str, times: list[int], writer: Writer, users: list[User]
) -> None:
    dice = random.Random(number)
    inside = dice.sample(users, min(len(users), dice.choice((4, 8, 20, 60))))
    said = _views(number, times, writer, [user.id for user in inside])
    view = None
    while part := list(islice(said, STEP)):
        view = part[-1]
        with cache.database.atomic("IMMEDIATE"):
            cache.database.cursor().executemany(
                "INSERT INTO items (group_id, seq, as_of, body) VALUES (?, ?, 0, ?)",
                [(group, item.seq, _encode(item)) for item in part],
            )
    head = len(times)
    cache.put_groups([GroupRecord(_view(number, group, head, view), head, head)])
    if head:
        cache.database.execute_sql("INSERT INTO spans VALUES (?, 1, ?)", (group, head))


def _views(
    number: int, times: list[int], writer: Writer, people: list[str]
) -> Iterator[MessageView]:
    dice = random.Random(number + 1)
    for n, (at, text) in enumerate(zip(times, writer.texts(), strict=False), 1):
        by = people[min(int(dice.expovariate(6 / len(people))), len(people) - 1)]
        yield MessageView(seq=n, at=at, by=by, key=f"{number:08d}-{n:012d}", n=n, text=text)


def _view(number: int, group: str, head: int, last: MessageView | None) -> Group:
    return Group(
        id=group,
        name=f"Group {number}",
        topic="",
        visibility="private",
        head=head,
        n=head,
        members=8,
        role="member",
        read=head,
        read_n=head,
        last=last,
    )


def _index_some(cache: Cache) -> bool:
    with cache.database.atomic("IMMEDIATE"):
        more = False
        for _ in range(STEP // 200):
            more = cache.index.step()
        return more
