"""What FIELD calls bad inputs: drawn within bounds that no text can widen, and inert."""

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from timelines import message

from benchmarks.desktop.hostile_texts import HOSTILE, LINKS
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.markdown.clean import SHOWN_CHARS, SHOWN_LINES
from chat_desktop.markdown.links import SCHEMES
from chat_desktop.markdown.parse import LONG_LINE
from chat_desktop.markdown.preview import preview

MOST_PIECES = 700
"""Layouts of one message: a line of text each, and one for each point of a list."""


@pytest.fixture(params=list(HOSTILE), ids=list(HOSTILE))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def laid(view: ChatView, name: str) -> MessageLayout:
    view.show_timeline([message(1, "above"), message(2, HOSTILE[name])], 9, True, True)
    layout = view.layout_of(1)
    assert isinstance(layout, MessageLayout)
    return layout


def test_the_work_is_bounded(laid: MessageLayout) -> None:
    body = laid.body
    assert len(body.pieces) <= MOST_PIECES
    assert body.length <= 2 * SHOWN_CHARS + MOST_PIECES
    lines = [line for piece in body.pieces for line in piece.text.split("\n")]
    assert len(lines) <= SHOWN_LINES + MOST_PIECES
    assert max(map(len, lines), default=0) <= LONG_LINE


def test_it_is_drawn_inside_its_bubble(view: ChatView, laid: MessageLayout) -> None:
    assert not view.grab().isNull()
    assert laid.body.width <= laid.bubble.width()
    assert laid.bubble.width() <= view.viewport().width()
    for piece in laid.body.pieces:
        assert laid.body_at.x() + piece.x + piece.width <= laid.bubble.right() + 1


def test_nothing_is_opened_without_a_click_and_little_with_one(
    view: ChatView, laid: MessageLayout, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def keep(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", keep)
    view.linkActivated.connect(opened.append)
    links = [url for piece in laid.body.pieces for _, _, url in piece.links]
    assert {url.partition(":")[0] for url in links} <= SCHEMES
    assert bool(links) <= (name in LINKS)
    view.hit(QPoint(120, 120))
    view.grab()
    assert opened == []


def test_its_preview_is_one_short_line(name: str) -> None:
    shown = preview(HOSTILE[name])
    assert len(shown) <= 200
    assert "\n" not in shown
    assert not any(ord(char) < 32 for char in shown)
