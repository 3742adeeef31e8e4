"""Who is writing, in words that fit any number."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from chat_desktop.windows.pane.typing_line import TypingLine


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Ada"], "Ada is typing…"),
        (["Ada", "Grace"], "Ada and Grace are typing…"),
        (["Ada", "Grace", "Ken"], "Several people are typing…"),
    ],
)
def test_words(names: list[str], words: str, qtbot: QtBot) -> None:
    line = TypingLine()
    qtbot.addWidget(line)
    height = line.height()
    line.show_names(names)
    assert line.text == words
    assert line.height() == height
