"""Pages, cards and rows: words beside their control, which knows them too."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.rows import Card, Page, Row, choice


def test_a_row_explains_its_control(qtbot: QtBot) -> None:
    button = QPushButton("Clear")
    row = Row("Cache", "46 MB", button)
    qtbot.addWidget(row)
    assert button.accessibleDescription() == "46 MB"
    assert row.words.buddy() is button
    row.set_hint("")
    assert row.hint.isHidden()
    row.set_hint("<b>1 MB</b>")
    assert row.hint.text() == "<b>1 MB</b>"


def test_rows_of_a_card_are_hidden_with_their_lines(theme: Theme, qtbot: QtBot) -> None:
    card, did = Card(), list[bool]()
    qtbot.addWidget(card)
    card.add(QLabel("one"))
    switch = card.add_switch(theme, "Two", "hint", on=True, name="two", do=did.append)
    switch.click()
    assert did == [False]
    high = card.sizeHint().height()
    for place in (0, 1):
        card.show_row(place, shown=False)
    assert card.sizeHint().height() < high / 4
    for place in (0, 1):
        card.show_row(place, shown=True)
    assert card.sizeHint().height() == high


def test_a_page_keeps_its_order_and_scrolls_only_down(qtbot: QtBot) -> None:
    page = Page("General")
    qtbot.addWidget(page)
    page.add_heading("One")
    page.add_card()
    note = page.add_note("Two")
    page.show()
    assert note.y() > 0
    assert not page.horizontalScrollBar().isVisible()


def test_a_page_is_laid_out_before_it_is_shown(qtbot: QtBot) -> None:
    page = Page("General")
    qtbot.addWidget(page)
    notes = [page.add_note(words) for words in ("One", "Two")]
    page.lay_out(QSize(400, 300))
    assert notes[1].y() >= notes[0].geometry().bottom() > 0
    assert notes[0].width() > 300
    assert page.isHidden()


def test_a_choice_begins_with_what_is_chosen(qtbot: QtBot) -> None:
    made = choice("one", "One of them", [("A", 1), ("B", 2)], 2)
    qtbot.addWidget(made)
    assert made.currentText() == "B"
    assert made.accessibleName() == "One of them"
    other = choice("one", "One of them", [("A", 1), ("B", 2)], 3)
    qtbot.addWidget(other)
    assert other.currentText() == "A"
