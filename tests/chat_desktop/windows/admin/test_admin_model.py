"""The superuser's tables keep Qt's rules and say things on one line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from chat_desktop.windows.admin.admin_model import AdminModel, Column

COLUMNS = (
    Column[str]("Word", lambda word: word),
    Column[str]("Length", lambda word: str(len(word)), 80, numbers=True),
)


def test_pages(qapp: QApplication) -> None:
    parent = QObject()
    model: AdminModel[str] = AdminModel(COLUMNS, parent)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin(["one", "two\nlines"])
    model.add(["three"])
    model.add([])
    assert [model.index(row, 0).data() for row in range(3)] == ["one", "two lines", "three"]
    assert model.index(1, 1).data() == "9"
    assert model.row(model.index(2, 1)) == "three"
    assert model.row(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Length"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    model.begin([])
    assert list(model.rows) == []
    assert tester.model() is model


def test_numbers_stand_below_their_title_at_the_end(qapp: QApplication) -> None:
    parent = QObject()
    model: AdminModel[str] = AdminModel(COLUMNS, parent)
    model.begin(["one"])
    role, middle = Qt.ItemDataRole.TextAlignmentRole, Qt.AlignmentFlag.AlignVCenter
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    for column, side in enumerate(sides):
        assert model.index(0, column).data(role) == int(side | middle)
        assert model.headerData(column, Qt.Orientation.Horizontal, role) == int(side | middle)
