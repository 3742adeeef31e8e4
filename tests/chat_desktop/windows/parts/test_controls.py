"""Labels show text as it is, fields say what is wrong, icon buttons have names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import (
    ElidedLabel,
    Field,
    IconButton,
    IconLabel,
    PasswordField,
    SearchField,
    button,
    label,
    line,
    menu_text,
    tooltip,
)


def test_markup_is_shown_as_text(qtbot: QtBot) -> None:
    made = label("<b>bold</b>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert tooltip("<img src=x>") == "<span>&lt;img src=x&gt;</span>"
    assert tooltip("") == ""


def test_ampersands_are_no_shortcuts() -> None:
    assert menu_text("R & D") == "R && D"
    assert button("R & D").text() == "R && D"


def test_a_cut_label_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel("a long name <i>with</i>\nbreaks")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    made.grab()
    assert "&lt;i&gt;" in made.toolTip()
    made.resize(600, 20)
    made.grab()
    assert made.toolTip() == ""


def test_a_field_says_what_is_wrong_until_it_is_edited(qtbot: QtBot) -> None:
    field = Field("Name", hint="Any name", object_name="name")
    qtbot.addWidget(field)
    note = field.findChild(QLabel, "nameNote")
    assert isinstance(note, QLabel)
    assert note.text() == "Any name"
    field.set_problem("Taken")
    assert (note.text(), note.property("tone")) == ("Taken", "error")
    assert field.input.property("invalid") == "true"
    assert field.input.accessibleDescription() == "Taken"
    QTest.keyClicks(field.input, "x")
    assert (note.text(), note.property("tone")) == ("Any name", "faint")
    field.set_hint("Other")
    assert note.text() == "Other"


def test_an_icon_button_has_a_name_and_follows_the_theme(qtbot: QtBot, theme: Theme) -> None:
    made = IconButton(theme, "plus", "Add <one>", shortcut="Ctrl+N")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Add <one>"
    assert "Ctrl+N" in made.toolTip()
    before = made.icon().cacheKey()
    made.set_look("close", "danger_text")
    assert made.icon().cacheKey() != before


def test_a_search_field_clears_before_it_leaves(qtbot: QtBot, theme: Theme) -> None:
    made = SearchField(theme, "Search")
    qtbot.addWidget(made)
    QTest.keyClicks(made, "tea")
    left: list[None] = []
    made.escaped.connect(lambda: left.append(None))
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert (made.text(), left) == ("", [])
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert left == [None]
    with qtbot.waitSignal(made.moved_down):
        QTest.keyClick(made, Qt.Key.Key_Down)


def test_the_rest_draws(qtbot: QtBot, theme: Theme) -> None:
    assert line().height() == 1 or line().maximumHeight() == 1
    assert line(vertical=True).maximumWidth() == 1
    made = IconLabel(theme, "lock", 20)
    qtbot.addWidget(made)
    assert not made.grab().isNull()
    hidden = PasswordField(theme, "Password", object_name="p")
    qtbot.addWidget(hidden)
    hidden.show_action.trigger()
    assert hidden.input.echoMode() == hidden.input.EchoMode.Normal
