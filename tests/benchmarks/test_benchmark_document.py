"""The block of figures in the documentation is replaced, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench_figures import MACHINE, whole_suite

from benchmarks import document
from benchmarks.summary import summarise
from benchmarks.targets import judge


def test_only_the_block_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "performance.md"
    path.write_text("before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n")
    monkeypatch.setattr(document, "DOCUMENT", path)
    summary = summarise(whole_suite())
    document.renew(document.figures(MACHINE, summary, judge(summary)))
    text = path.read_text()
    assert text.startswith("before\n<!-- figures -->\n")
    assert text.endswith("<!-- end of figures -->\nafter\n")
    assert "old" not in text
    assert "A Processor" in text
    assert "1,000 groups of two" in text
    again = document.with_figures(text, document.figures(MACHINE, summary, judge(summary)))
    assert again == text


def test_a_document_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        document.with_figures("nothing here", "block")


def test_the_document_has_a_place_and_its_picture() -> None:
    text = document.DOCUMENT.read_text(encoding="utf-8")
    assert document.with_figures(text, "block") != text
    assert document.CHART.exists()


def test_one_core_is_told() -> None:
    assert "on the same core" in document.where({**MACHINE, "load_core": 0})
