"""The great cache, made small: it is as the program itself would have left it."""

from __future__ import annotations

from pathlib import Path

import pytest
from searched_caches import found

from benchmarks.desktop.big_cache import ME, build_cache, cached_groups, cached_people
from chat_desktop.storage.cache import Cache


@pytest.mark.parametrize("indexed", [True, False])
def test_a_small_one(tmp_path: Path, indexed: bool) -> None:
    told: list[str] = []
    made = build_cache(
        tmp_path / "a.sqlite", 400, groups=5, people=10, indexed=indexed, tell=told.append
    )
    assert len(told) >= 5
    assert (len(made.groups), len(made.people)) == (5, 10)
    cache = Cache(made.path)
    records = {record.view.id: record for record in cache.load(ME).groups}
    assert set(records) == set(made.groups)
    assert sum(record.view.n for record in records.values()) == 400
    assert cache.holes(made.groups) == {}
    for group, record in records.items():
        page = cache.newest(group, 1000)
        assert page is not None
        assert len(page.items) == record.view.n == record.have
        assert page.items[-1].item == record.view.last
    cache.close()
    assert bool(found(made.path, "the", made.groups)) is indexed
    assert cached_groups(made.path) == {group: r.view.name for group, r in records.items()}
    assert ME in cached_people(made.path)
