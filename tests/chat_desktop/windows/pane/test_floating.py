"""A floating card stays inside its window, and goes when the user turns elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.floating import EDGE, Floating


@pytest.fixture
def card(window: QWidget, theme: Theme) -> Floating:
    made = Floating(window, theme)
    made.resize(216, 116)
    made.place(window.mapToGlobal(QPoint(100, 300)))
    made.appear()
    return made


def top_left(card: Floating) -> tuple[int, int]:
    at = card.mapTo(card.window(), card.card.topLeft())
    return at.x(), at.y()


def click(window: QWidget, at: QPoint) -> None:
    handle = window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_it_stands_on_the_corner_it_was_given(card: Floating) -> None:
    assert top_left(card) == (100, 200)


@pytest.mark.parametrize(
    ("corner", "expected"),
    [((-50, 300), (EDGE, 200)), ((5000, 300), (796, 200)), ((100, 40), (100, 40))],
)
def test_it_keeps_inside_the_window(
    card: Floating, window: QWidget, corner: tuple[int, int], expected: tuple[int, int]
) -> None:
    card.place(window.mapToGlobal(QPoint(*corner)))
    assert top_left(card) == expected


def test_only_a_click_elsewhere_hides_it(card: Floating, window: QWidget) -> None:
    click(window, QPoint(150, 250))
    assert card.isVisible()
    click(window, QPoint(600, 600))
    assert not card.isVisible()


def test_a_click_on_its_anchor_is_the_anchors(card: Floating, window: QWidget) -> None:
    anchor = QWidget(window)
    anchor.setGeometry(600, 600, 40, 40)
    card.anchor = anchor
    click(window, QPoint(610, 610))
    assert card.isVisible()
    click(window, QPoint(590, 610))
    assert not card.isVisible()


def test_a_window_that_changes_its_size_hides_it(card: Floating, window: QWidget) -> None:
    window.resize(900, 600)
    QTest.qWait(0)
    assert not card.isVisible()


def test_it_goes_with_what_it_belongs_to(window: QWidget, theme: Theme) -> None:
    owner = QWidget(window)
    made = Floating(owner, theme)
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(made)
