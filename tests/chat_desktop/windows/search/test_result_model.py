"""The rows of a search as a Qt list: what is added stays in place, and each row is a sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from chat_desktop.core.search import Hit
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.search.excerpt import Excerpt
from chat_desktop.windows.search.result_model import (
    Entry,
    Found,
    Heading,
    Invitation,
    ResultModel,
    Suggestion,
)

HIT = Hit("g", 4, 0, "u2", "a moth", ((2, 6),))
ROWS: list[Entry] = [
    Heading("Messages"),
    Found(
        HIT, "Grace Hopper", "Grace Hopper", "in Server team", "14:32", Excerpt("a moth", ((2, 6),))
    ),
    Offer("u2", "Grace Hopper", "@grace", person=True),
    Offer("g", "Server team", "8 members"),
    Suggestion("grace", "Grace Hopper", "@grace", "person"),
    Invitation("Look among public groups", "globe", "moth"),
]


def test_each_row_is_a_sentence(qapp: object) -> None:
    parent = QObject()
    model = ResultModel(parent)
    model.show(ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(row, 0).data(role) for row in range(model.rowCount())] == [
        "Messages",
        "Grace Hopper, a moth, in Server team, 14:32",
        "Grace Hopper, person, @grace",
        "Server team, group, 8 members",
        "Grace Hopper, @grace",
        "Look among public groups",
    ]
    selectable = [bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable)
                  for row in range(6)]  # fmt: skip
    assert selectable == [False, True, True, True, True, True]


def test_more_hits_leave_the_first_ones_alone(qtbot: QtBot) -> None:
    parent = QObject()
    model = ResultModel(parent)
    model.show(ROWS[:2])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(ROWS)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(ROWS)
    with qtbot.waitSignal(model.modelReset):
        model.show(ROWS[1:])
    assert model.entry(9) is None
