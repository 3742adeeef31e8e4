import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from timelines import PEOPLE, message, reaction, waiting

from chat_desktop.chat.identity import identity
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import HoleRow, MessageRow, Row, Splice
from chat_desktop.look.tokens import DARK
from protocol.views import User

LONG = [message(seq, f"message {seq} " * (1 + seq % 30), by="grace") for seq in range(100, 200)]


def shown(view: ChatView, rows: list[MessageRow]) -> None:
    view.show_timeline(rows, 10_000, False, True)


def ends(view: ChatView) -> dict[tuple[str, str | int], int]:
    """Where every row in view ends: its upper edge moves when it loses its author's name."""
    return {identity(view.rows[index]): top + tall for index, top, tall in view.column.visible()}


def test_it_opens_at_the_end(view: ChatView) -> None:
    shown(view, LONG)
    assert identity(LONG[-1]) in ends(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_history_above_moves_nothing(view: ChatView) -> None:
    shown(view, LONG)
    view.column.scroll_to(0)
    view.settle()
    before = ends(view)
    older = tuple(message(seq, "older " * (seq % 50)) for seq in range(1, 100))
    view.apply([Splice(0, 0, older)], at_start=True)
    view.flush()
    after = ends(view)
    assert {name: after[name] for name in before} == before
    assert view.verticalScrollBar().value() > 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 130), st.integers(1, 8)), min_size=1, max_size=5))
def test_changes_anywhere_leave_the_anchor_where_it_is(
    view: ChatView, changes: list[tuple[int, int]]
) -> None:
    shown(view, LONG)
    view.column.place(50, 40)
    view.settle()
    name = identity(view.rows[view.column.anchor])
    before = view.column.lower
    seq = 1_000
    for at, count in changes:
        rows = tuple(message(seq + n, "new " * n, at=LONG[50].at) for n in range(count))
        seq += count
        view.queue([Splice(min(at, len(view.rows)), 0, rows)])
        view.flush()
    index = view.model.index_of(name)
    assert index is not None
    assert view.column.top_of(index) + view.column.height(index) == before


def test_a_hole_is_filled_without_a_jump(view: ChatView) -> None:
    rows: list[Row] = [*LONG[:50], HoleRow(149, 250), *LONG[60:]]
    view.show_timeline(rows, 10_000, False, True)
    filling = tuple(message(seq, "filled " * (seq % 40), at=LONG[50].at) for seq in range(150, 190))
    for top, kept in ((-20, 51), (200, 49)):
        view.show_timeline(rows, 10_000, False, True)
        view.column.place(50, top)
        view.settle()
        name = identity(rows[kept])
        before = ends(view)[name]
        view.apply([Splice(50, 1, filling)])
        view.flush()
        assert ends(view)[name] == before


def test_new_messages_follow_only_at_the_end(view: ChatView) -> None:
    shown(view, LONG)
    view.apply([Splice(100, 0, (message(300),))])
    view.flush()
    assert identity(message(300)) in ends(view)
    view.scroll_by(-200)
    before = ends(view)
    view.apply([Splice(101, 0, (message(301),))])
    view.flush()
    assert ends(view) == before


def test_ones_own_message_is_always_shown(view: ChatView) -> None:
    shown(view, LONG)
    view.scroll_by(-2_000)
    view.apply([Splice(100, 0, (waiting(1),))])
    view.flush()
    assert identity(waiting(1)) in ends(view)


def test_changes_of_one_frame_are_applied_together(view: ChatView, qtbot: QtBot) -> None:
    shown(view, LONG)
    with qtbot.waitSignal(view.rowsArrived):
        for number in range(50):
            view.apply([Splice(100 + number, 0, (message(300 + number),))])
        assert len(view.rows) == 100
    assert len(view.rows) == 150


def test_a_resize_keeps_the_end_and_the_anchor(view: ChatView) -> None:
    shown(view, LONG)
    view.resize(420, 400)
    assert view.column.below == 0
    view.column.place(50, 40)
    view.settle()
    before = view.column.anchor, view.column.lower
    view.resize(560, 400)
    assert (view.column.anchor, view.column.lower) == before


def test_the_bar_moves_the_rows(view: ChatView) -> None:
    shown(view, LONG)
    view.verticalScrollBar().setValue(0)
    assert identity(LONG[0]) in ends(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert identity(LONG[-1]) in ends(view)


@pytest.mark.parametrize(
    ("pixel", "angle", "moved"), [((0, 30), (0, 120), 30), ((0, 0), (0, 120), 60)]
)
def test_the_wheel(
    view: ChatView, pixel: tuple[int, int], angle: tuple[int, int], moved: int
) -> None:
    shown(view, LONG)
    before = view.column.top_of(99)
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(*pixel),
        QPoint(*angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)
    assert view.column.top_of(99) - before == moved


def test_a_theme_changes_the_picture_and_moves_nothing(view: ChatView) -> None:
    shown(view, LONG)
    view.scroll_by(-300)
    before, light = ends(view), view.grab().toImage()
    view.set_tokens(DARK)
    assert ends(view) == before
    dark = view.grab().toImage()
    assert dark.pixelColor(2, 2).name() == DARK.window
    assert dark != light


def test_a_changed_name_is_drawn(view: ChatView) -> None:
    known = dict(PEOPLE)
    view.set_source(known.get, "ada")
    shown(view, [message(1)])
    before = view.grab().toImage()
    known["grace"] = User(id="grace", username="grace", display_name="Amazing", active=True)
    view.names_changed()
    assert view.grab().toImage() != before


def test_a_reply_shows_what_it_answers_once_that_is_here(view: ChatView) -> None:
    shown(view, [message(9, reply_to=3)])
    before = view.layout_of(0)
    view.apply([Splice(0, 0, (message(3, "the question"),))])
    view.flush()
    layout = view.layout_of(1)
    assert layout is not before
    assert layout.quote is not None  # type: ignore[union-attr]
    assert layout.quote.text == "the question"  # type: ignore[union-attr]


def test_an_edited_row_takes_its_new_height(view: ChatView) -> None:
    shown(view, [message(1), message(2), message(3)])
    before = view.column.height(1)
    view.apply([Splice(1, 1, (message(2, "more\nlines\nnow", rev=1),))])
    view.flush()
    assert view.column.height(1) > before
    view.apply([Splice(1, 1, (message(2, rev=2, reactions=(reaction(),)),))])
    view.flush()
    assert view.column.height(1) > before


def test_the_model_stays_right_under_the_canvas(view: ChatView) -> None:
    tester = QAbstractItemModelTester(
        view.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    shown(view, LONG)
    view.apply([Splice(0, 3, (HoleRow(1, 5),)), Splice(50, 0, (message(500),))])
    view.flush()
    shown(view, [])
    tester.deleteLater()


def test_an_empty_group_says_hello_and_an_unknown_one_after_a_while_that_it_loads(
    view: ChatView, qtbot: QtBot
) -> None:
    blank = view.grab().toImage()
    view.show_timeline([], 0, True, True)
    empty = view.grab().toImage()
    view.show_timeline([], 0, False, True)
    assert view.grab().toImage() == blank
    qtbot.waitUntil(lambda: view.loaded)
    loading = view.grab().toImage()
    assert blank != empty != loading != blank


def test_a_hostile_name_and_text_are_drawn(view: ChatView) -> None:
    evil = User(id="e", username="e", display_name="<b>x</b>\u202e" + "\u0301" * 500, active=True)
    view.set_source({"e": evil}.get, "ada")
    texts = ["a" + "\u0301" * 20_000, "\u202e" * 500, "x" * 100_000, "\n" * 9_999, "> " * 500]
    shown(view, [message(n, text, by="e") for n, text in enumerate(texts, 1)])
    assert not view.grab().isNull()


def test_stacked_marks_stay_in_their_bubble(view: ChatView) -> None:
    shown(view, [message(1, "a"), message(2, "a" + "\u0301" * 500 + "\u0316" * 500)])
    top = view.content_top(1)
    image = view.grab().toImage()
    row = [image.pixelColor(x, top - 1).name() for x in range(90, 130)]
    assert set(row) == {"#ffffff"}


def test_pygments_waits_for_the_first_picture(qtbot: QtBot) -> None:
    fresh = ChatView()
    qtbot.addWidget(fresh)
    shown(fresh, [message(1, "```python\nimport os\n```")])
    assert fresh.layout_of(0).body.plain_code  # type: ignore[union-attr]
    fresh.grab()
    qtbot.waitUntil(lambda: not fresh.layout_of(0).body.plain_code)  # type: ignore[union-attr]
