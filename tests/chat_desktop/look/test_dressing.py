"""Every widget wears the new style sheet, and none was gone through more than once for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from shiboken6 import delete

from chat_desktop.look.dressing import dress

DEEP = 12


class Watch(QObject):
    """Counts how often each widget was told of another style or palette."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.told[watched.objectName()] += 1
        return False


@pytest.fixture
def nested(qapp: QApplication) -> Iterator[list[QLabel]]:
    """Labels, each within the one before."""
    before, palette = qapp.styleSheet(), qapp.palette()
    wear(qapp, palette, "QLabel { color: #112233; min-height: 20px; }")
    top = QWidget()
    made: list[QLabel] = []
    for depth in range(DEEP):
        label = QLabel()
        label.setObjectName(f"label{depth}")
        QVBoxLayout(made[-1] if made else top).addWidget(label)
        made.append(label)
    top.show()
    yield made
    top.close()
    top.deleteLater()
    wear(qapp, palette, before)


def wear(app: QApplication, palette: QPalette, sheet: str) -> None:
    for _ in dress(app, palette, sheet):
        pass


def ink(label: QLabel) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name()


def test_every_widget_wears_the_new_sheet(qapp: QApplication, nested: list[QLabel]) -> None:
    hidden = nested[DEEP // 2]
    hidden.hide()
    assert {ink(label) for label in nested} == {"#112233"}
    wear(qapp, qapp.palette(), "QLabel { color: #445566; min-height: 30px; }")
    assert {ink(label) for label in nested} == {"#445566"}
    assert {label.minimumHeight() for label in nested} == {30}
    later = QLabel(nested[0])
    later.ensurePolished()
    assert ink(later) == "#445566"
    nested[1].setProperty("tone", "none")
    nested[1].style().unpolish(nested[1])
    nested[1].style().polish(nested[1])
    assert ink(nested[1]) == "#445566"


def test_what_is_seen_comes_first(qapp: QApplication, nested: list[QLabel]) -> None:
    nested[DEEP // 2].hide()
    gone = nested.pop()
    steps = dress(qapp, qapp.palette(), "QLabel { color: #445566; }")
    while not next(steps):
        pass
    assert {ink(label) for label in nested[: DEEP // 2]} == {"#445566"}
    assert {ink(label) for label in nested[DEEP // 2 :]} == {"#112233"}
    delete(gone)
    for _ in steps:
        pass
    assert {ink(label) for label in nested} == {"#445566"}


def test_what_the_old_sheet_said_is_gone(qapp: QApplication, nested: list[QLabel]) -> None:
    wear(qapp, qapp.palette(), "QLineEdit { color: #445566; }")
    plain = qapp.palette().color(QPalette.ColorRole.WindowText).name()
    assert {ink(label) for label in nested} == {plain}


def test_no_widget_is_gone_through_for_each_one_around_it(
    qapp: QApplication, nested: list[QLabel]
) -> None:
    watch = Watch()
    for label in nested:
        label.installEventFilter(watch)
    wear(qapp, qapp.palette(), "QLabel { color: #445566; }")
    ours = max(watch.told.values())
    watch.told.clear()
    qapp.setStyleSheet("QLabel { color: #667788; }")
    assert max(watch.told.values()) > DEEP, "Qt does better now: dressing.py is not needed"
    assert ours <= 4
