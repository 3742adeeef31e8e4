import pytest
from PySide6.QtCore import QPointF, QRectF
from timelines import message

from chat_desktop.chat.body import Body
from chat_desktop.chat.row_layout import Going, MessageLayout


def layout(mine: bool, mirrored: bool = False, **more: object) -> MessageLayout:
    row = message(1, deleted=bool(more.get("deleted")))
    made = MessageLayout(row, mine, True, QRectF(), Body(), QPointF(), "", QPointF())
    made.mirrored = mirrored
    return made


@pytest.mark.parametrize(
    ("mine", "mirrored", "right"),
    [(True, False, True), (False, False, False), (True, True, False), (False, True, True)],
)
def test_ones_own_messages_stand_across_from_others(
    mine: bool, mirrored: bool, right: bool
) -> None:
    assert layout(mine, mirrored).at_right is right


def test_what_is_gone_or_goes_has_only_an_outline() -> None:
    assert not layout(True).outlined
    assert layout(True, deleted=True).outlined
    going = layout(True)
    going.going = Going.UNDOABLE
    assert going.outlined
