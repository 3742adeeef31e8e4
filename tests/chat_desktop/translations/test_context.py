"""Counted texts outside of classes have their forms."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from chat_desktop.translations.context import Context


def test_a_count_chooses_the_form(qapp: QApplication) -> None:
    chat = Context("Chat")
    assert chat.tr("%n new message(s)", "", 1) == "1 new message"
    assert chat.tr("%n new message(s)", "", 4) == "4 new messages"


def test_what_is_in_no_file_is_said_as_it_is(qapp: QApplication) -> None:
    assert Context("Nowhere").tr("%n goose(s)", "", 2) == "2 goose(s)"
