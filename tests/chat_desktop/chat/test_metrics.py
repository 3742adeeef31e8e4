from PySide6.QtGui import QFontInfo

from chat_desktop.chat import metrics as m
from chat_desktop.chat.metrics import Faces


def test_bubbles_leave_room_at_the_sides() -> None:
    assert m.bubble_width(2_000) == m.BUBBLE_MAX
    assert m.bubble_width(760) < 760 - m.INDENT - m.SIDE
    assert m.bubble_width(10) == 120


def test_code_is_set_in_one_width(faces: Faces) -> None:
    assert QFontInfo(faces.mono).fixedPitch()
