"""Searching a cache: all that matches, newest first, in any state of the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched_caches import (
    HOUR,
    found,
    index_all,
    plan_of,
    put,
    record,
    said,
    search,
    slow_search,
    start_of,
)

from chat_desktop.core.search import Hit
from chat_desktop.storage import search_reads
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.search_reads import Search
from protocol.views import MessageView

WORDS = [
    "tea",
    "te",
    "Steam",
    "a",
    "上海",
    "上",
    "海上",
    "über",
    "the end",
    "x-y",
    "🎉",
    '"',
    "NEAR(",
]
QUERIES = [
    *WORDS,
    "tea a",
    '"the end"',
    "from:ada tea",
    "in:h a",
    "from:eve",
    "uber",
    "eam",
    "in:g",
]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    cache = Cache(tmp_path / "cache.sqlite")
    cache.put_groups([record(0), record(0, "h")])
    yield cache
    cache.close()


@st.composite
def conversations(draw: st.DrawFn) -> list[tuple[str, MessageView]]:
    """Return messages of two groups, some of them told again with another text or none."""
    texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    steps = st.tuples(
        st.sampled_from("gh"),
        st.integers(1, 12),
        st.one_of(st.none(), texts),
    )
    drawn = draw(st.lists(steps, max_size=25))
    return [
        (group, said(seq, text, ("ada", "eve")[seq % 2], seq * 40 * HOUR))
        for group, seq, text in drawn
    ]


@settings(max_examples=30)
@given(conversations(), st.data())
def test_exactly_what_matches_is_found(
    told: list[tuple[str, MessageView]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache.sqlite")
        cache.database.execute_sql("PRAGMA synchronous = off")
        cache.put_groups([record(0), record(0, "h")])
        now: dict[str, dict[int, MessageView]] = {"g": {}, "h": {}}
        for place, (group, item) in enumerate(told):
            put(cache, group, [item], as_of=place + 1)
            now[group][item.seq] = item
            if data.draw(st.booleans(), label="index"):
                index_all(cache)
        for text in data.draw(st.lists(st.sampled_from(QUERIES), min_size=1, max_size=4)):
            plan = plan_of(text, "gh")
            expected = slow_search({g: items.values() for g, items in now.items()}, plan, 1000)
            hits = search(cache.path, text, "gh").hits
            assert [(hit.group, hit.seq) for hit in hits] == expected
            paged: list[Hit] = []
            page = search(cache.path, text, "gh", limit=2)
            while page.hits:
                paged.extend(page.hits)
                assert page.more == (len(paged) < len(expected))
                page = search(cache.path, text, "gh", limit=2, before=page.hits[-1])
            assert tuple(paged) == hits
        cache.close()


def test_what_was_edited_is_found_by_its_new_text_alone(cache: Cache) -> None:
    put(cache, "g", [said(1, "green tea"), said(2, "black tea"), said(3, "white tea")], as_of=1)
    index_all(cache)
    put(cache, "g", [said(1, "coffee"), said(2, None)], as_of=2)
    for _ in range(2):
        assert found(cache.path, "tea") == [3]
        assert found(cache.path, "green") == found(cache.path, "black") == []
        assert found(cache.path, "coffee") == [1]
        index_all(cache)


def test_an_edited_message_is_found_once(cache: Cache) -> None:
    put(cache, "g", [said(1, "green tea"), said(2, "tea")], as_of=1)
    index_all(cache)
    put(cache, "g", [said(1, "green tea, hot")], as_of=2)
    assert found(cache.path, "tea") == [2, 1]
    index_all(cache)
    assert found(cache.path, "tea") == [2, 1]


def test_hits_say_what_to_show(cache: Cache) -> None:
    put(cache, "g", [said(4, "Après le thé", "eve", at=7)])
    (hit,) = search(cache.path, "the apres").hits
    assert (hit.group, hit.seq, hit.at, hit.by, hit.text) == ("g", 4, 7, "eve", "Après le thé")
    assert hit.spans == ((0, 5), (9, 12))


@pytest.mark.parametrize("indexed", [True, False])
def test_days_and_authors_and_groups(cache: Cache, indexed: bool) -> None:
    day = 24 * HOUR
    first = start_of(date(2026, 6, 12))
    put(
        cache,
        "g",
        [said(n, "tea", ("ada", "eve")[n % 2], first + (n - 3) * day // 2) for n in range(1, 8)],
    )
    put(cache, "h", [said(1, "tea", "eve", first)])
    if indexed:
        index_all(cache)
    assert found(cache.path, "tea after:2026-06-12 before:2026-06-13") == [4, 3]
    assert found(cache.path, "after:2026-06-14") == [7]
    assert found(cache.path, "before:2026-06-12 tea") == [2, 1]
    assert found(cache.path, "from:eve after:2026-06-13") == [7, 5]
    assert found(cache.path, "tea", "h") == [1]
    assert found(cache.path, "tea", "gh", group="h") == [1]
    assert found(cache.path, "in:h", "gh") == [1]
    assert found(cache.path, "tea", []) == []
    assert found(cache.path, "tea", ["nowhere"]) == []


def test_only_groups_of_now_are_searched(cache: Cache) -> None:
    put(cache, "g", [said(1, "tea")])
    put(cache, "h", [said(1, "tea")])
    index_all(cache)
    cache.drop_group("h")
    assert [hit.group for hit in search(cache.path, "tea", "gh").hits] == ["g"]
    cache.put_groups([record(0, "h")])
    put(cache, "h", [said(2, "coffee")])
    index_all(cache)
    assert [(h.group, h.seq) for h in search(cache.path, "tea", "gh").hits] == [("g", 1)]
    assert [(h.group, h.seq) for h in search(cache.path, "coffee", "gh").hits] == [("h", 2)]


HOSTILE = [
    '"',
    "*",
    "NEAR(a b)",
    "col:x",
    "a" * 10_000,
    "% _ [ \\",
    "-",
    "AND OR NOT",
    "\x00",
    "'--",
]


@pytest.mark.parametrize("text", [*HOSTILE, " ".join(f"w{n}" for n in range(10_000))])
def test_any_text_is_answered(cache: Cache, text: str) -> None:
    put(cache, "g", [said(1, text[:5000] + " w1 w2"), said(2, "nothing of it")])
    expected = found(cache.path, text)
    index_all(cache)
    assert found(cache.path, text) == expected


def test_a_search_that_takes_too_long_answers_with_what_it_has(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(cache, "g", [said(n, "then so" if n < 300 else "so then") for n in range(1, 400)])
    index_all(cache)
    monkeypatch.setattr(search_reads, "BUDGET_SECONDS", -1.0)
    page = search(cache.path, "so")
    assert (page.hits, page.more, page.partial) == ((), False, True)
    monkeypatch.setattr(search_reads, "BUDGET_SECONDS", 60.0)
    assert not search(cache.path, "so then").partial


def test_a_search_that_nobody_waits_for_ends(cache: Cache) -> None:
    put(cache, "g", [said(n, "so") for n in range(1, 400)])
    index_all(cache)
    plan = plan_of("so", limit=1000)
    assert plan is not None
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) == 3

    page = Search(cache.database.connection(), plan, stopped).page()
    assert len(page.hits) == 2 * search_reads.PATIENCE
    assert page.partial
    assert page.more
