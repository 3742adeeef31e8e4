"""The table of searches: every kind is asked for, and what is measured is what the client does."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desktop import searches
from benchmarks.desktop.big_cache import build_cache
from benchmarks.desktop.big_texts import Writer
from benchmarks.desktop.searches import Row, finder, kinds, main, measure
from chat_desktop.core.search import SearchPage, parse_query


def test_every_query_can_be_asked() -> None:
    queries = kinds(Writer().words)
    assert all(texts for texts in queries.values())
    assert not any(parse_query(text).empty for texts in queries.values() for text in texts)
    assert queries == kinds(Writer().words)


def test_the_best_run_counts() -> None:
    asked: list[str] = []

    def find(text: str) -> SearchPage:
        asked.append(text)
        return SearchPage()

    rows, total = measure(find, {"one": ["a", "b"], "two": ["c"]})
    assert [row.kind for row in rows] == ["one", "two"]
    assert asked == [text for text in "abc" for _ in range(searches.RUNS)]
    assert total.worst == max(row.worst for row in rows)
    assert str(Row("x", 1.04, 2, 3, 4.4)) == "| x | 1.0 | 2.0 | 3.0 | 4 |"


def test_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "a.sqlite"
    monkeypatch.setattr(searches, "kinds", lambda _: {"frequent": ["the"], "nobody": ["from:no"]})
    main([str(path), "300"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| kind |")
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["frequent", "nobody", "all"]
    assert finder(path)("the").hits
    build_cache(tmp_path / "b.sqlite", 10, groups=1)
