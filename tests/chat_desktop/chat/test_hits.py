from PySide6.QtCore import QPointF
from timelines import message, reaction, waiting

from chat_desktop.chat.body import copy_button
from chat_desktop.chat.hits import Hit, Part, hit_message
from chat_desktop.chat.row_layout import Action, MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Delivery, MessageRow


def laid(view: ChatView, row: MessageRow) -> MessageLayout:
    view.show_timeline([message(1, "first", by="radia"), row], 99, True, True)
    layout = view.layout_of(1)
    assert isinstance(layout, MessageLayout)
    return layout


def part(layout: MessageLayout, point: QPointF) -> Part:
    return hit_message(1, layout, point).part


def test_every_part_of_a_message_is_found(view: ChatView) -> None:
    row = message(
        3, "see https://a.example/b\n\n```\ncode\n```", reply_to=1, reactions=(reaction(mine=True),)
    )
    layout = laid(view, row)
    assert layout.avatar is not None
    assert layout.name_rect is not None
    assert layout.quote_rect is not None
    assert part(layout, layout.avatar.center()) is Part.AUTHOR
    assert part(layout, layout.name_rect.center()) is Part.AUTHOR
    assert part(layout, layout.quote_rect.center()) is Part.QUOTE
    chip = hit_message(1, layout, layout.chips[0].rect.center())
    assert (chip.part, chip.emoji, chip.mine, chip.clickable) == (Part.CHIP, "🎉", True, True)
    link = hit_message(1, layout, layout.body_at + QPointF(60, 10))
    assert (link.part, link.link) == (Part.LINK, "https://a.example/b")
    box = layout.body.pieces[1].box
    assert box is not None
    copy = hit_message(1, layout, layout.body_at + copy_button(box).center())
    assert copy.part is Part.COPY
    assert part(layout, layout.body_at + QPointF(5, 10)) is Part.TEXT
    assert part(layout, layout.time_at + QPointF(3, -2)) is Part.TIME
    assert part(layout, QPointF(590, 20)) is Part.NOTHING


def test_the_actions_of_a_failed_message(view: ChatView) -> None:
    layout = laid(view, waiting(3, delivery=Delivery.FAILED))
    found = {hit_message(1, layout, rect.center()).action for rect, _, _ in layout.actions}
    assert found == {Action.RETRY, Action.DISCARD}


def test_text_is_not_clickable() -> None:
    assert not Hit(0, Part.TEXT).clickable
    assert Hit(0, Part.LINK).clickable
