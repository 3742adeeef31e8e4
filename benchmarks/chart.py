"""The figures as one picture: a panel for each workload, bars on a logarithmic scale."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.summary import Summary
from benchmarks.targets import PARLANCE, POSTGRESQL

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

from chat_desktop.look.fonts import font, load_fonts

WIDTH: Final = 1240
MARGIN: Final = 36
GAP: Final = 44
TITLE_HEIGHT: Final = 78
BAR: Final = 22
ROW: Final = 34
LABEL_WIDTH: Final = 178
VALUE_WIDTH: Final = 92
OURS, THEIRS, PALER = QColor("#2f6fed"), QColor("#a3adba"), QColor("#d5dbe3")
INK, FAINT, RULE = QColor("#1c2733"), QColor("#5c6b7a"), QColor("#e6eaef")


@dataclass(frozen=True, slots=True)
class Bar:
    """One candidate: its value and, where two are shown, the larger one."""

    name: str
    value: float
    larger: float = 0.0

    @property
    def ours(self) -> bool:
        return self.name in (PARLANCE, POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Panel:
    """A title, what the bars count, and the bars."""

    title: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return TITLE_HEIGHT + ROW * len(self.bars)

    def scale(self) -> tuple[float, float]:
        """Return the powers of ten that the axis spans."""
        values = [value for bar in self.bars for value in (bar.value, bar.larger) if value > 0]
        # A bar that ends where the axis begins would not be seen.
        low = math.floor(math.log10(0.8 * min(values)))
        high = math.ceil(math.log10(max(values)))
        return low, max(high, low + 1)


def panels(summary: Summary) -> list[Panel]:
    """Return what can be drawn of the figures, best first."""
    found = []
    for workload, title in (("A200", "200 members"), ("A1000", "1,000 members")):
        found.append(
            _panel(summary, workload, f"One group of {title}, saturated", "deliveries per second",
                   "deliveries_per_second")
        )  # fmt: skip
    found.append(
        _panel(summary, "C", "1,000 groups of two, saturated", "messages per second",
               "messages_per_second")
    )  # fmt: skip
    found.append(
        _panel(summary, "B", "200 members, 50 messages a second",
               "ms from send to receipt: half of them, and 99 % (less is better)",
               "p50_ms", "p99_ms")
    )  # fmt: skip
    return [panel for panel in found if panel.bars]


def _panel(
    summary: Summary, workload: str, title: str, unit: str, figure: str, larger: str = ""
) -> Panel:
    bars = [
        Bar(name, figures[figure], figures[larger] if larger else 0.0)
        for name, figures in summary.get(workload, {}).items()
        if figures[figure] > 0
    ]
    bars.sort(key=lambda bar: bar.value, reverse=not larger)
    return Panel(title, unit, tuple(bars))


def draw(shown: Sequence[Panel], caption: str, path: Path) -> None:
    """Write the picture: two panels side by side in each row, `caption` below."""
    application = QGuiApplication.instance() or QGuiApplication([])
    load_fonts()
    rows = [shown[i : i + 2] for i in range(0, len(shown), 2)]
    height = MARGIN * 2 + sum(max(panel.height for panel in row) + GAP for row in rows)
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    width = (WIDTH - 2 * MARGIN - GAP) / 2
    top = float(MARGIN)
    for row in rows:
        for place, panel in enumerate(row):
            _draw_panel(painter, panel, QRectF(MARGIN + place * (width + GAP), top, width, 0))
        top += max(panel.height for panel in row) + GAP
    _text(painter, QRectF(MARGIN, height - MARGIN - 8, WIDTH - 2 * MARGIN, 20), caption, 12, FAINT)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"the chart cannot be written to {path}")
    del application


def _draw_panel(painter: QPainter, panel: Panel, at: QRectF) -> None:
    _text(painter, QRectF(at.x(), at.y(), at.width(), 24), panel.title, 18, INK, bold=True)
    _text(painter, QRectF(at.x(), at.y() + 26, at.width(), 18), panel.unit, 13, FAINT)
    low, high = panel.scale()
    left = at.x() + LABEL_WIDTH
    room = at.width() - LABEL_WIDTH - VALUE_WIDTH

    def along(value: float) -> float:
        return max(2.0, (math.log10(value) - low) / (high - low) * room)

    first = at.y() + TITLE_HEIGHT
    for power in range(int(low), int(high) + 1):
        x = left + (power - low) / (high - low) * room
        painter.setPen(QPen(RULE, 1))
        painter.drawLine(int(x), int(first) - 6, int(x), int(at.y() + panel.height) - 6)
        _text(painter, QRectF(x - 40, first - 26, 80, 16), _round(power), 11, FAINT, centre=True)
    for place, bar in enumerate(panel.bars):
        y = first + place * ROW
        _text(painter, QRectF(at.x(), y, LABEL_WIDTH - 10, BAR), bar.name, 13, INK, bold=bar.ours)
        if bar.larger:
            _fill(
                painter,
                QRectF(left, y, along(bar.larger), BAR),
                OURS.lighter(165) if bar.ours else PALER,
            )
        _fill(painter, QRectF(left, y, along(bar.value), BAR), OURS if bar.ours else THEIRS)
        said = _short(bar.value) + (f" / {_short(bar.larger)}" if bar.larger else "")
        end = left + along(max(bar.value, bar.larger)) + 8
        _text(painter, QRectF(end, y, VALUE_WIDTH + 20, BAR), said, 13, INK, bold=bar.ours)


def _fill(painter: QPainter, bar: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, 3, 3)


def _text(
    painter: QPainter,
    place: QRectF,
    text: str,
    pixels: int,
    colour: QColor,
    *,
    bold: bool = False,
    centre: bool = False,
) -> None:
    painter.setFont(font(pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    painter.setPen(colour)
    across = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, across | Qt.AlignmentFlag.AlignVCenter, text)


def _round(power: int) -> str:
    """Return a power of ten as people write it: 0.1, 10, 1 k, 10 M."""
    for step, unit in ((6, " M"), (3, " k")):
        if power >= step:
            return f"{10 ** (power - step)}{unit}"
    return f"{10.0**power:g}"


def _short(value: float) -> str:
    if value >= 1e6:
        return f"{value / 1e6:.2f} M"
    if value >= 1e4:
        return f"{value / 1e3:.0f} k"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"
