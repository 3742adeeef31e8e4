"""Icons are drawn from SVG in the colour asked for, at the resolution asked for."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from chat_desktop.look.icons import TURNED, icon, icon_names, pixmap


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_something(name: str, qapp: QApplication) -> None:
    image = pixmap(name, "#ff0000").toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked


def test_the_colour_is_the_one_asked_for(qapp: QApplication) -> None:
    image = pixmap("plus", "#ff0000", 24).toImage()
    assert image.pixelColor(12, 12).name() == QColor("#ff0000").name()


def test_twice_the_ratio_has_twice_the_pixels(qapp: QApplication) -> None:
    large = pixmap("plus", "#000000", 20, 2.0)
    assert (large.width(), large.deviceIndependentSize().width()) == (40, 20)


def test_an_icon_has_pictures_for_all_screens_and_no_others(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def widths() -> set[int]:
        return {size.width() for size in icon("plus", "#000000", 20).availableSizes()}

    assert widths() == {20}
    screens = [SimpleNamespace(devicePixelRatio=lambda ratio=ratio: ratio) for ratio in (1.5, 3)]
    monkeypatch.setattr(QGuiApplication, "screens", lambda: screens)
    assert widths() == {20, 40, 60}


def test_the_same_icon_is_made_once(qapp: QApplication) -> None:
    states = {QIcon.Mode.Disabled: "#888888"}
    made = icon("send", "#000000", 18, states).cacheKey()
    assert icon("send", "#000000", 18, dict(states)).cacheKey() == made
    others = (icon("send", "#000000", 18), icon("send", "#000000", 16, states))
    assert made not in {other.cacheKey() for other in others}


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def columns(name: str) -> list[int]:
    """Return how much ink an icon has in each column."""
    image = pixmap(name, "#000000").toImage()
    return [
        sum(image.pixelColor(x, y).alpha() for y in range(image.height()))
        for x in range(image.width())
    ]


def test_what_points_along_the_line_is_turned_round_with_it(mirrored: None) -> None:
    turned = {name: columns(name) for name in (*TURNED, "copy")}
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned.pop("copy") == columns("copy")
    for name, ink in turned.items():
        assert ink == pytest.approx(columns(name)[::-1], abs=60), name
        assert ink != pytest.approx(columns(name), abs=60), name


def test_a_turned_icon_is_another_one(mirrored: None) -> None:
    turned = {name: icon(name, "#000000").cacheKey() for name in ("send", "copy")}
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert icon("send", "#000000").cacheKey() != turned["send"]
    assert icon("copy", "#000000").cacheKey() == turned["copy"]


def test_every_icon_that_is_turned_exists() -> None:
    assert set(icon_names()) >= TURNED
