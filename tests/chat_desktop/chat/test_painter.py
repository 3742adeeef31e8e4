from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from timelines import message, reaction, waiting

from chat_desktop.chat import metrics as m
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Delivery, MessageRow
from chat_desktop.look.tokens import LIGHT


def colours(view: ChatView) -> set[str]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = set(memoryview(bytes(image.constBits())).cast("I"))
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in pixels}


def show(view: ChatView, *rows: MessageRow, read: int = 2**40) -> set[str]:
    view.show_timeline(rows, read, True, True)
    return colours(view)


def test_bubbles_have_their_colours(view: ChatView) -> None:
    assert LIGHT.bubble in show(view, message(1))
    mine = show(view, message(1, by="ada"))
    assert LIGHT.bubble_mine in mine
    assert LIGHT.bubble not in mine
    assert LIGHT.danger_soft in show(view, waiting(1, delivery=Delivery.FAILED))
    gone = show(view, message(1, None, deleted=True))
    assert not {LIGHT.bubble, LIGHT.bubble_mine} & gone
    assert LIGHT.bubble not in show(view, message(1, "🎉"))


def test_the_unread_line_is_the_only_red(view: ChatView) -> None:
    rows = message(1), message(2)
    assert LIGHT.danger in show(view, *rows, read=1)
    assert LIGHT.danger not in show(view, *rows)


def test_a_selection_is_tinted(view: ChatView) -> None:
    assert LIGHT.selection not in show(view, message(1))
    view.select_all()
    assert LIGHT.selection in colours(view)


def test_ones_own_reactions_stand_out(view: ChatView) -> None:
    assert LIGHT.accent_soft in show(view, message(1, reactions=(reaction(mine=True),)))
    assert LIGHT.accent_soft not in show(view, message(1, reactions=(reaction(),)))


def test_the_copy_button_shows_under_the_mouse(view: ChatView) -> None:
    view.show_timeline([message(1, "```\ncode\n```")], 9, True, True)
    before = view.grab().toImage()
    piece = view.layout_of(0).body.pieces[0]  # type: ignore[union-attr]
    view.set_hovered(Hit(0, Part.TEXT, piece=piece))
    assert view.grab().toImage() != before
    view.set_hovered(None)
    assert view.grab().toImage() == before


def test_a_link_is_underlined_under_the_mouse(view: ChatView) -> None:
    view.show_timeline([message(1, "https://a.example")], 9, True, True)
    before = view.grab().toImage()
    piece = view.layout_of(0).body.pieces[0]  # type: ignore[union-attr]
    view.set_hovered(Hit(0, Part.LINK, piece=piece, link_range=(0, 17)))
    assert view.grab().toImage() != before


def test_the_focused_message_has_a_frame(view: ChatView, qtbot: QtBot) -> None:
    show(view, message(1), message(2))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    before = view.grab().toImage()
    view.focus_row(0)
    assert view.grab().toImage() != before


def test_a_jump_tints_its_row_for_a_moment(view: ChatView) -> None:
    view.show_timeline([message(1), message(2)], 9, True, True)
    view.jump_to(1)
    y = view.content_top(0) + 5
    assert view.grab().toImage().pixelColor(m.SIDE // 2, y) != QColor(LIGHT.window)
