from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from timelines import message, reaction, waiting

from chat_desktop.chat.clicks import click
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.row_layout import Action, MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Delivery

BIG = 2**40
LONG = [message(seq, "line\n" * 3) for seq in range(1, 61)]


@pytest.fixture
def emitted(view: ChatView) -> list[tuple[object, ...]]:
    """What the view's signals said, with their names."""
    said: list[tuple[object, ...]] = []

    def keep(name: str) -> Callable[..., None]:
        return lambda *args: said.append((name, *args))

    for name in (
        "linkActivated",
        "reactRequested",
        "authorClicked",
        "jumpRequested",
        "retryRequested",
        "discardRequested",
    ):
        getattr(view, name).connect(keep(name))
    return said


def test_clicks_say_what_is_wanted(view: ChatView, emitted: list[tuple[object, ...]]) -> None:
    failed = waiting(1, delivery=Delivery.FAILED)
    rows = [message(BIG, "x", reply_to=3, reactions=(reaction(),)), failed]
    view.show_timeline(rows, BIG, False, True)
    click(view, Hit(0, Part.LINK, link="https://a.example", label="a.example"))
    click(view, Hit(0, Part.LINK, link="file:///etc/passwd"))
    click(view, Hit(0, Part.CHIP, emoji="🎉", mine=False))
    click(view, Hit(0, Part.CHIP, emoji="🎉", mine=True))
    click(view, Hit(0, Part.AUTHOR))
    click(view, Hit(0, Part.QUOTE))
    click(view, Hit(1, Part.ACTION, action=Action.RETRY))
    click(view, Hit(1, Part.ACTION, action=Action.DISCARD))
    assert emitted == [
        ("linkActivated", "https://a.example"),
        ("reactRequested", BIG, "🎉", True),
        ("reactRequested", BIG, "🎉", False),
        ("authorClicked", "grace"),
        ("jumpRequested", 3),
        ("retryRequested", failed.key),
        ("discardRequested", failed.key),
    ]


def test_a_quote_in_the_window_is_jumped_to(
    view: ChatView, emitted: list[tuple[object, ...]]
) -> None:
    view.show_timeline([*LONG, message(61, reply_to=2)], 61, False, True)
    click(view, Hit(60, Part.QUOTE))
    assert view.column.top_of(1) >= 0
    assert emitted == []


def test_code_is_copied_by_its_button(view: ChatView) -> None:
    view.show_timeline([message(1, "```\nx = 1\n```")], 9, True, True)
    layout = view.layout_of(0)
    assert isinstance(layout, MessageLayout)
    click(view, Hit(0, Part.COPY, piece=layout.body.pieces[0]))
    assert QGuiApplication.clipboard().text() == "x = 1"
