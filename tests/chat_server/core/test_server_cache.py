"""What the journal remembers of groups, and what it forgets."""

from __future__ import annotations

from chat_server.core.cache import MAX_ENDED, GroupCache
from chat_server.core.model import GroupState


def group(id: str) -> GroupState:
    return GroupState(id=id, name=id, topic="", visibility="public", created=0)


def filled(capacity: int, *ids: str) -> GroupCache:
    cache = GroupCache(capacity)
    cache.keep(group(id) for id in ids)
    return cache


def remembered(cache: GroupCache, *ids: str) -> str:
    return "".join(id for id in ids if cache.take(id) is not None)


def test_it_gives_back_the_very_object() -> None:
    cache, tea = GroupCache(), group("tea")
    cache.keep([tea])
    assert cache.take("tea") is tea
    assert cache.take("tea") is tea
    assert cache.take("coffee") is None
    assert len(cache) == 1


def test_the_longest_unused_goes_first() -> None:
    cache = filled(2, "a", "b", "c")
    cache.take("a")
    cache.trim(in_use=())
    assert remembered(cache, "a", "b", "c") == "ac"


def test_what_is_in_use_stays_whatever_the_capacity() -> None:
    cache = filled(1, "a", "b", "c")
    cache.trim(in_use={"a", "b"})
    assert remembered(cache, "a", "b", "c") == "ab"


def test_below_its_capacity_it_forgets_nothing() -> None:
    cache = filled(3, "a", "b", "c")
    cache.trim(in_use=())
    assert len(cache) == 3


def test_what_was_rolled_back_is_forgotten() -> None:
    cache = filled(9, "a", "b", "c")
    cache.discard(["b", "z"])
    assert remembered(cache, "a", "b", "c") == "ac"


def test_it_can_forget_everything() -> None:
    cache = filled(9, "a", "b")
    cache.clear()
    assert len(cache) == 0


def test_sessions_that_ended_are_remembered_for_a_while() -> None:
    cache = GroupCache()
    cache.end_sessions(["first"])
    assert "first" in cache.ended
    assert "other" not in cache.ended
    cache.end_sessions(f"token-{number}" for number in range(MAX_ENDED))
    assert "first" not in cache.ended
    assert f"token-{MAX_ENDED - 1}" in cache.ended
