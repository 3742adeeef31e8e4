"""The sidebar's model: any change of the groups keeps Qt's rules, and rows read as they should."""

from __future__ import annotations

from datetime import UTC, datetime

from fake_data import GROUPS, NOW, USERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from chat_desktop.core.rows import GroupRow
from chat_desktop.windows.groups.group_model import GroupModel


def model(parent: QObject) -> GroupModel:
    made = GroupModel(
        lambda user: USERS[user].display_name,
        lambda: datetime.fromtimestamp(NOW / 1000, UTC),
        parent,
    )
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


def ids(made: GroupModel) -> list[str]:
    return [made.index(row).data(GroupModel.IdRole) for row in range(made.rowCount())]


lists = st.lists(st.permutations(GROUPS).map(lambda rows: rows[:5]), min_size=1, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists)
def test_it_shows_exactly_what_it_is_given(qapp: QApplication, shown: list[list[GroupRow]]) -> None:
    parent = QObject()
    made = model(parent)
    for rows in shown:
        made.show(rows)
        assert ids(made) == [row.id for row in rows]
        assert [made.index(at).data(GroupModel.RowRole) for at in range(len(rows))] == rows


def test_a_selection_follows_its_group(qapp: QApplication) -> None:
    parent = QObject()
    made = model(parent)
    made.show(GROUPS)
    chosen = QPersistentModelIndex(made.index(3))
    made.show(list(reversed(GROUPS)))
    assert chosen.data(GroupModel.IdRole) == GROUPS[3].id
    made.show(GROUPS[:2])
    assert not chosen.isValid()


def test_many_that_move_are_told_once(qapp: QApplication) -> None:
    parent = QObject()
    made = model(parent)
    told: list[str] = []
    for name in ("rowsInserted", "rowsMoved", "layoutChanged", "modelReset"):
        getattr(made, name).connect(lambda *_, name=name: told.append(name))
    rows = [replace(GROUPS[0], id=f"g{number}") for number in range(100)]
    made.show(rows)
    assert told == ["rowsInserted"]
    chosen = QPersistentModelIndex(made.index(97))
    new = replace(GROUPS[0], id="new")
    made.show([new, *reversed(rows)])
    assert ids(made) == ["new", *(row.id for row in reversed(rows))]
    assert chosen.data(GroupModel.IdRole) == "g97"
    assert chosen.row() == 3
    assert told.count("layoutChanged") == 1
    assert len(told) < 12


def test_an_unchanged_list_says_nothing(qapp: QApplication) -> None:
    parent = QObject()
    made = model(parent)
    made.show(GROUPS)
    told: list[object] = []
    made.dataChanged.connect(lambda *_: told.append(None))
    made.rowsInserted.connect(lambda *_: told.append(None))
    made.show(list(GROUPS))
    assert told == []
    made.show([replace(GROUPS[0], unread=9), *GROUPS[1:]])
    assert len(told) == 1


def line(row: GroupRow) -> tuple[str, str, str]:
    parent = QObject()
    made = model(parent)
    made.show([row])
    found: tuple[str, str, str] = made.index(0).data(GroupModel.ShownRole)[2]
    return found


def test_what_the_second_line_says(qapp: QApplication) -> None:
    row = replace(GROUPS[0], last_line="one\n**two**")
    assert line(row) == ("last", "Radia:", "one two")
    assert line(replace(row, draft="so far")) == ("draft", "Draft:", "so far")
    typing = replace(row, draft="so far", typing=("u2",))
    assert line(typing) == ("typing", "", "Grace is typing…")
    assert line(replace(row, typing=("u2", "u3")))[2] == "Grace and Radia are typing…"
    quiet = replace(row, topic="Pixels\nand words", last_at=None, last_line="", last_author=None)
    assert line(quiet) == ("about", "", "Pixels and words")
    assert line(replace(quiet, topic="", members=1)) == ("about", "", "1 member")
    assert "Several" in line(replace(row, typing=("u2", "u3", "u4")))[2]


def test_the_draft_of_the_open_group_is_in_the_composer_alone(qapp: QApplication) -> None:
    parent = QObject()
    made = model(parent)
    row = replace(GROUPS[0], draft="so far")
    made.show([row])
    made.open_group = row.id
    assert made.index(0).data(GroupModel.ShownRole)[2][0] == "last"
    made.open_group = "g-books"
    assert made.index(0).data(GroupModel.ShownRole)[2][0] == "draft"


def test_a_screen_reader_hears_a_whole_sentence(qapp: QApplication) -> None:
    parent = QObject()
    made = model(parent)
    made.show([GROUPS[2]])
    said = made.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Release 2.4, 12 unread, Ken: changelog")
