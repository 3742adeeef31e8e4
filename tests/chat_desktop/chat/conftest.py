"""A chat view on screen, 600 x 500, that knows a few people; its user is Ada."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot
from timelines import PEOPLE

from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.view import ChatView
from chat_desktop.look.fonts import load_fonts


@pytest.fixture(scope="session", autouse=True)
def inter(qapp: object) -> None:
    """Measure with the program's own letters, whatever fonts the system has."""
    load_fonts()


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ChatView]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    made = ChatView()
    qtbot.addWidget(made)
    made.set_source(PEOPLE.get, "ada")
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    QLocale.setDefault(before)


@pytest.fixture
def faces(qapp: object) -> Faces:
    return Faces()
