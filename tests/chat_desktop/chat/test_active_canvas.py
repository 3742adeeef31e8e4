import pytest
from pytestqt.qtbot import QtBot
from timelines import PEOPLE, message

from chat_desktop.chat.people import Rights
from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Splice
from chat_desktop.look.motion import MotionChoice

ROWS = [message(seq, "text " * seq, by="ada") for seq in range(1, 30)]


@pytest.fixture
def due(view: ChatView) -> list[tuple[str, int]]:
    told: list[tuple[str, int]] = []
    view.deleteDue.connect(lambda group, seq: told.append((group, seq)))
    return told


def test_a_message_that_goes_is_shown_so_until_it_is_kept(
    view: ChatView, due: list[tuple[str, int]]
) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    tall = view.column.height(28)
    view.delete(ROWS[28])
    assert view.going(ROWS[28]) is Going.UNDOABLE
    assert view.column.height(28) < tall
    assert view.column.below == 0
    view.undo_delete(ROWS[28])
    assert view.going(ROWS[28]) is Going.NO
    assert view.column.height(28) == tall
    view.deletions.finish()
    assert due == []


def test_another_group_does_not_stop_it(view: ChatView, due: list[tuple[str, int]]) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(ROWS[28])
    view.show_timeline(ROWS, 99, True, True, group="h")
    assert view.going(ROWS[28]) is Going.NO
    assert due == []
    view.show_timeline(ROWS, 99, True, True, group="g")
    assert view.going(ROWS[28]) is Going.UNDOABLE
    view.show_timeline(ROWS, 99, True, True, group="h")
    view.deletions.finish()
    assert due == [("g", 29)]


def test_a_hidden_window_still_leaves_time_to_undo(
    view: ChatView, due: list[tuple[str, int]]
) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(ROWS[28])
    view.hide()
    assert due == []
    view.show()
    assert view.going(ROWS[28]) is Going.UNDOABLE


def test_once_it_is_deleted_the_row_says_so(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(ROWS[28])
    view.deletions.finish()
    assert view.going(ROWS[28]) is Going.SENT
    gone = message(29, None, by="ada", deleted=True, rev=1)
    view.apply([Splice(28, 1, (gone,))])
    view.flush()
    assert view.going(gone) is Going.NO
    assert view.text_of(gone) == "Message deleted"


def test_where_nothing_is_to_move_the_time_to_undo_runs_down_by_the_second(
    view: ChatView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view.deletions, "remaining", lambda _group, _seq: 0.63)
    assert view.undo_left(ROWS[28]) == 0.63
    view.motion.choose(MotionChoice.REDUCED)
    assert view.undo_left(ROWS[28]) == 0.7


def test_what_somebody_else_deleted_meanwhile_is_not_deleted_again(
    view: ChatView, due: list[tuple[str, int]]
) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(ROWS[28])
    view.apply([Splice(28, 1, (message(29, None, by="ada", deleted=True, rev=1),))])
    view.flush()
    view.deletions.finish()
    assert due == []


def test_what_may_not_be_deleted_is_not(view: ChatView, due: list[tuple[str, int]]) -> None:
    view.set_source(PEOPLE.get, "ada", rights=Rights(delete=lambda _row: False))
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(ROWS[28])
    view.deletions.finish()
    assert due == []


def test_without_a_connection_nothing_is_deleted_and_that_is_said_at_once(
    view: ChatView, due: list[tuple[str, int]]
) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    view.set_source(PEOPLE.get, "ada", rights=Rights(connected=lambda: False))
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.delete(message(40, by="grace"))
    assert said == []
    view.delete(ROWS[28], ROWS[28])
    assert said == ["Messages can be deleted only with a connection."]
    assert view.going(ROWS[28]) is Going.NO
    view.deletions.finish()
    assert due == []


def test_copied_code_says_so_for_a_moment(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(1, "```\nx\n```")], 9, True, True)
    piece = view.layout_of(0).body.pieces[0]  # type: ignore[union-attr]
    before = view.grab().toImage()
    view.show_copied(piece)
    assert view.grab().toImage() != before
    view.show_copied(None)
    assert view.grab().toImage() == before


def test_only_others_give_way_to_the_check_marks(view: ChatView) -> None:
    view.show_timeline([message(1), message(2, by="ada")], 9, True, True)
    view.picks.begin()
    view.picks._move(32.0)
    shifts = [view.shift_of(view.layout_of(index)) for index in (0, 1)]  # type: ignore[arg-type]
    assert shifts == [32, 0]
