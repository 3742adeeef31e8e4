from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from timelines import message, reaction, waiting

from chat_desktop.chat.clicks import click
from chat_desktop.chat.full_text import FullText
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.link_question import LinkQuestion
from chat_desktop.chat.row_layout import Action, Going, MessageLayout
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


def test_a_doubtful_link_is_shown_before_it_is_opened(
    view: ChatView, emitted: list[tuple[object, ...]]
) -> None:
    url = "https://evil.example"
    view.show_timeline([message(1, f"[https://bank.example]({url})")], 9, True, True)
    click(view, Hit(0, Part.LINK, link=url, label="https://bank.example"))
    (question,) = view.findChildren(LinkQuestion)
    assert emitted == []
    question.agreed.emit(url)
    assert emitted == [("linkActivated", url)]
    question.close()


def test_undo_and_show_all(view: ChatView) -> None:
    own = message(1, "x" * 20_000, by="ada")
    view.show_timeline([own], 9, True, True)
    click(view, Hit(0, Part.ACTION, action=Action.SHOW_ALL))
    (shown,) = view.findChildren(FullText)
    shown.close()
    view.delete(own)
    click(view, Hit(0, Part.ACTION, action=Action.UNDO))
    assert view.going(own) is Going.NO
