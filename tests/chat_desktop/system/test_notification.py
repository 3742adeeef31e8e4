"""The words of notifications: whose, how many, hidden, and bounded whatever was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from chat_desktop.system.notification import LINES, Said, of_group, of_many


@pytest.fixture(autouse=True)
def _counts(qapp: QApplication) -> None:
    """The plural forms come from the application's translation."""


def counted(words: str, count: int) -> str:
    return QCoreApplication.translate("Notifications", words, "", count)


def worded(*said: Said, with_text: bool = True, account: str = "") -> tuple[str, str]:
    made = of_group(
        "Team", said[-LINES:], len(said), with_text=with_text, sound=False, account=account
    )
    return made.title, made.body


def test_one_message() -> None:
    assert worded(Said("Grace", "**hi** there")) == ("Team", "Grace: hi there")


def test_a_mention_is_in_the_title() -> None:
    assert worded(Said("Grace", "hi @ada", True)) == ("Grace mentioned you in Team", "hi @ada")


def test_several_are_joined_and_the_newest_are_read() -> None:
    title, body = worded(*[Said("Ken", str(number)) for number in range(7)])
    assert title == "Team (7)"
    assert body.split("\n") == [
        counted("%n earlier message(s)", 3),
        "Ken: 3",
        "Ken: 4",
        "Ken: 5",
        "Ken: 6",
    ]
    assert len(body.split("\n")) == LINES + 1


def test_hidden_text_says_neither_who_nor_what() -> None:
    assert worded(Said("Grace", "hi", True), with_text=False) == (
        "Team",
        counted("%n new message(s)", 1),
    )
    assert worded(*[Said("Grace", "hi")] * 3, with_text=False) == (
        "Team",
        counted("%n new message(s)", 3),
    )


def test_the_account_is_named_where_there_are_several() -> None:
    assert worded(Said("Grace", "hi"), account="Ada at work")[0] == "Team · Ada at work"


def test_whatever_is_written_stays_short_and_on_its_line() -> None:
    said = Said("E\nve\u202e" * 100, "a\n\nb\u202e " * 5_000)
    made = of_group("T\u202e\n" * 500, [said], 1, with_text=True, sound=True)
    assert "\n" not in made.title + made.body
    assert "\u202e" not in made.title + made.body
    assert len(made.title) <= 80
    assert len(made.body) <= 80 + 2 + 140
    assert made.sound


def test_many_groups_make_one() -> None:
    made = of_many(["A", "B", "C", "D", "E", "F"], 24, sound=False)
    assert made.title == counted("%n new message(s)", 24)
    assert made.body == "A, B, C, D " + counted("and %n more group(s)", 2)
    assert of_many(["A", "B", "C", "D"], 24, sound=False).body == "A, B, C, D"
