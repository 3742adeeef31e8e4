"""While windows change nobody sees them half changed, and the frame that shows them is ready."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.look.curtain import BAND, lower_curtain, paint_later, raise_curtain, rehearse


class Painted(QWidget):
    """Keeps which parts of it were painted, and the window that it is in."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.around = around
        self.areas: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.areas.append(event.rect())
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        painter.end()


@pytest.fixture
def part(qtbot: QtBot) -> Painted:
    window = QWidget()
    made = Painted(window)
    qtbot.addWidget(window)
    inside = QVBoxLayout(window)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(made)
    window.resize(200, 2 * BAND + 10)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: bool(made.areas))
    QApplication.processEvents()
    made.areas.clear()
    return made


def test_nothing_is_painted_until_the_curtain_is_up(
    qapp: QApplication, qtbot: QtBot, part: Painted
) -> None:
    held = QWidget(part)
    held.setUpdatesEnabled(False)
    lower_curtain(qapp)
    part.update()
    part.window().resize(220, 2 * BAND + 10)
    qapp.processEvents()
    assert part.areas == []
    raise_curtain(qapp)
    qtbot.waitUntil(lambda: part.rect() in part.areas)
    assert part.updatesEnabled()
    assert not held.updatesEnabled(), "what others hold is theirs"
    part.areas.clear()
    raise_curtain(qapp)
    qapp.processEvents()
    assert part.areas == []


@pytest.mark.parametrize("covers", ["nothing", "painted", "filled"])
def test_what_covers_the_ground_of_its_window_is_painted_too(
    qapp: QApplication, qtbot: QtBot, part: Painted, covers: str
) -> None:
    part.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, covers == "painted")
    part.setAutoFillBackground(covers == "filled")
    qapp.processEvents()
    lower_curtain(qapp)
    qapp.processEvents()
    part.areas.clear()
    raise_curtain(qapp)
    qtbot.waitUntil(lambda: part.rect() in part.areas)
    part.areas.clear()
    paint_later(part.around)
    qtbot.waitUntil(lambda: part.rect() in part.areas)


def test_all_is_painted_once_before(qapp: QApplication, part: Painted) -> None:
    lower_curtain(qapp)
    for _ in rehearse(qapp):
        qapp.processEvents()
    heights = [area.height() for area in part.areas]
    assert heights == [BAND, BAND, 10]
    assert [area.top() for area in part.areas] == [0, BAND, 2 * BAND]
    raise_curtain(qapp)


def test_a_window_that_goes_meanwhile_is_left_out(qapp: QApplication, part: Painted) -> None:
    lower_curtain(qapp)
    steps = rehearse(qapp)
    next(steps)
    part.window().close()
    raise_curtain(qapp)
    list(steps)
    assert part.areas == []


def test_several_sizes_are_painted_once_and_later(
    qapp: QApplication, qtbot: QtBot, part: Painted
) -> None:
    for wide in (210, 220, 230):
        part.around.resize(wide, 200)
        paint_later(part.around)
    assert not part.around.updatesEnabled()
    assert part.areas == []
    qtbot.waitUntil(lambda: part.around.updatesEnabled())
    qtbot.waitUntil(lambda: bool(part.areas))
    assert part.areas == [part.rect()]


def test_the_curtain_stays_down_for_what_is_painted_later(
    qapp: QApplication, qtbot: QtBot, part: Painted
) -> None:
    paint_later(part.around)
    lower_curtain(qapp)
    qtbot.wait(1)
    assert not part.around.updatesEnabled()
    raise_curtain(qapp)
    assert part.around.updatesEnabled()
