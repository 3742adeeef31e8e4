from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.identity import identity
from chat_desktop.chat.timeline_model import TimelineModel
from chat_desktop.core.rows import MessageRow, NoticeRow, Row, Splice
from protocol.events import Left


def say(row: Row) -> str:
    return f"said {row.text}" if isinstance(row, MessageRow) else "other"


@pytest.fixture
def model(qapp: object) -> Iterator[TimelineModel]:
    made = TimelineModel(say)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def test_rows_have_a_sentence_for_screen_readers(model: TimelineModel) -> None:
    model.reset([message(1), message(2, "two")])
    index = model.index(1)
    assert model.rowCount() == 2
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "said two"
    assert index.data(TimelineModel.RowRole) == message(2, "two")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(index) == 0


def test_a_changed_row_is_told_as_changed(model: TimelineModel, qtbot: QtBot) -> None:
    model.reset([message(1), message(2)])
    with (
        qtbot.waitSignal(model.dataChanged, timeout=100) as told,
        qtbot.assertNotEmitted(model.rowsInserted),
    ):
        model.splice(Splice(1, 1, (message(2, "edited", rev=1),)))
    assert told.args[0].row() == told.args[1].row() == 1
    assert model.index_of(identity(message(2))) == 1


def test_another_row_is_told_as_removed_and_inserted(model: TimelineModel, qtbot: QtBot) -> None:
    model.reset([message(1), message(2)])
    with qtbot.waitSignals([model.rowsRemoved, model.rowsInserted], timeout=100):
        model.splice(Splice(0, 1, (message(5), message(6))))
    assert [identity(row)[1] for row in model.rows] == [message(n).key for n in (5, 6, 2)]
    assert model.index_of(identity(message(1))) is None


def test_rows_are_found_by_seq_and_by_what_they_follow(model: TimelineModel) -> None:
    left = NoticeRow(Left(seq=2, at=0, by="ada", user="ada"))
    model.reset([message(1), left, message(2**40)])
    assert model.index_of_seq(2) == 1
    assert (model.message_at(2), model.message_at(2**40)) == (None, message(2**40))
    assert model.index_of_seq(9) is None
    assert model.messages_after(identity(message(1))) == (message(2**40),)
    assert model.messages_after(identity(message(7))) == ()


def test_a_splice_beyond_the_rows_is_an_error(model: TimelineModel) -> None:
    model.reset([message(1)])
    with pytest.raises(IndexError):
        model.splice(Splice(1, 1, ()))
    assert len(model.rows) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 4), st.lists(st.integers(1, 99), max_size=4)),
        max_size=6,
    )
)
def test_splices_do_what_they_say(
    model: TimelineModel, changes: list[tuple[int, int, list[int]]]
) -> None:
    expected: list[Row] = []
    model.reset([])
    for at, gone, seqs in changes:
        at = min(at, len(expected))
        gone = min(gone, len(expected) - at)
        rows = tuple(message(seq) for seq in seqs)
        expected[at : at + gone] = rows
        model.splice(Splice(at, gone, rows))
    assert list(model.rows) == expected
