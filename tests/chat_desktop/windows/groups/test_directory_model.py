"""The directory's model grows page by page and keeps Qt's rules."""

from __future__ import annotations

from fake_data import DIRECTORY
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from chat_desktop.windows.groups.directory_model import DirectoryModel


def test_pages_are_added_once(qapp: QApplication) -> None:
    parent = QObject()
    model = DirectoryModel(parent)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin(DIRECTORY[:5])
    model.add(DIRECTORY[3:8])
    names = [model.index(row).data() for row in range(model.rowCount())]
    assert names == [group.name for group in DIRECTORY[:8]]
    model.begin(DIRECTORY[:1])
    assert model.rowCount() == 1
    assert model.group(model.index(0)) == DIRECTORY[0]
    assert model.group(QModelIndex()) is None
    assert tester.model() is model


def test_a_screen_reader_hears_a_whole_sentence(qapp: QApplication) -> None:
    parent = QObject()
    model = DirectoryModel(parent)
    model.begin(DIRECTORY[1:2])
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Book club, One book a month, 9 members, joined"
