"""The cards of themes: one is chosen, by mouse or arrow, and each shows its own colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT
from chat_desktop.windows.settings.theme_cards import ThemeCard, ThemeCards


def card(cards: ThemeCards, choice: ThemeChoice) -> ThemeCard:
    found = cards.findChild(ThemeCard, f"theme-{choice.value}")
    assert isinstance(found, ThemeCard)
    return found


def test_mouse_and_arrows_choose(theme: Theme, qtbot: QtBot) -> None:
    cards, chosen = ThemeCards(theme), list[ThemeChoice]()
    qtbot.addWidget(cards)
    cards.chosen.connect(chosen.append)
    cards.show()
    cards.activateWindow()
    qtbot.waitUntil(cards.isActiveWindow)
    assert card(cards, ThemeChoice.LIGHT).isChecked()
    QTest.mouseClick(card(cards, ThemeChoice.DARK), Qt.MouseButton.LeftButton)
    QTest.keyClick(card(cards, ThemeChoice.DARK), Qt.Key.Key_Left)
    assert chosen == [ThemeChoice.DARK, ThemeChoice.LIGHT]


def test_each_card_shows_its_theme_and_the_systems_shows_both(theme: Theme, qtbot: QtBot) -> None:
    cards = ThemeCards(theme)
    qtbot.addWidget(cards)
    for choice, left, right in (
        (ThemeChoice.LIGHT, LIGHT, LIGHT),
        (ThemeChoice.DARK, DARK, DARK),
        (ThemeChoice.SYSTEM, LIGHT, DARK),
    ):
        image = card(cards, choice).grab().toImage()
        y = 12
        middle = image.width() // 2
        assert image.pixelColor(middle - 4, y) == QColor(left.window)
        assert image.pixelColor(middle + 4, y) == QColor(right.window)
