"""The chart has a panel for what was measured, and is really drawn."""

from __future__ import annotations

from pathlib import Path

from bench_figures import chat, whole_suite
from PySide6.QtGui import QColor, QImage

from benchmarks.chart import INK, OURS, Bar, Panel, draw, panels
from benchmarks.suite import Run
from benchmarks.summary import summarise


def test_panels_show_the_best_first() -> None:
    a200, a1000, c, b = panels(summarise(whole_suite()))
    assert [bar.name for bar in a200.bars][:2] == ["C loop, coalescing", "Parlance"]
    assert a1000.title == "One group of 1,000 members, saturated"
    assert len(c.bars) == 4
    assert b.bars[0].value == 1
    assert b.bars[-1].name == "Django Channels"
    assert all(bar.larger == 2 * bar.value for bar in b.bars)


def test_the_axis_holds_every_bar_and_at_least_a_decade() -> None:
    assert Panel("", "", (Bar("a", 3_718), Bar("b", 6.2e6))).scale() == (3, 7)
    assert Panel("", "", (Bar("a", 1_000),)).scale() == (2, 3)
    assert Panel("", "", (Bar("a", 0.5, 30),)).scale() == (-1, 2)


def test_what_was_not_measured_has_no_panel() -> None:
    assert panels({}) == []
    (only,) = panels(summarise([Run("B", "Parlance", chat())]))
    assert only.bars[0].ours


def test_the_picture_has_our_bars_and_text_on_white(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "new" / "chart.png"
    draw(panels(summarise(whole_suite())), "where it was measured", path)
    image = QImage(str(path))
    assert image.width() > 1_000
    assert image.pixelColor(0, 0) == QColor("white")
    seen = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
    assert OURS.rgb() in seen
    assert INK.rgb() in seen
