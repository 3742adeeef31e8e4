"""The badge on the icon: seen at every size, gone at none, alike for all large numbers."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import LIGHT
from chat_desktop.system.badge import SIZES, app_icon


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    Theme(qapp, ThemeChoice.LIGHT)


def picture(count: int, size: int) -> QImage:
    found = app_icon(count).pixmap(size, size).toImage()
    assert found.width() == size
    return found


def reds(image: QImage) -> int:
    badge = QColor(LIGHT.danger)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(pixel == badge for pixel in pixels)


@pytest.mark.parametrize("size", SIZES)
def test_a_badge_takes_a_part_of_every_size(size: int) -> None:
    assert reds(picture(0, size)) == 0
    assert 0.02 < reds(picture(3, size)) / size**2 < 0.4
    assert picture(3, size).pixelColor(1, size // 3) == picture(0, size).pixelColor(1, size // 3)


def test_small_icons_count_to_nine_and_large_ones_to_a_hundred() -> None:
    assert picture(3, 22) != picture(4, 22)
    assert picture(12, 22) == picture(99, 22)
    assert picture(12, 48) != picture(99, 48)
    assert picture(100, 48) == picture(5_000, 48)
