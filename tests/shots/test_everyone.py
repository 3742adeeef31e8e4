"""The screens of the gallery, for whoever uses the keyboard, a reader or another language."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shots.scene import SCENES, Scene, in_order, load_scenes
from shots.stage import Stage
from walking import Brackets, nameless, tab_round, untranslated, windows

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.translations.languages import Translations

load_scenes()

SAME_BUT_FOR_THE_MESSAGES = {
    "beginning", "chat-everything", "failed", "hole", "jump-button", "long-names", "many-unread",
    "many-scripts", "message-focus", "narrow", "notices", "selection", "unread-line", "wide",
}  # fmt: skip
"""Scenes whose windows and controls another scene has as well."""


TESTS = Path(__file__).resolve().parents[1]
NOT_WORDS = re.compile(
    r"\b(?:Ctrl|Alt|Shift|Meta|Return|Enter|Esc|Del|Home|End|Up|Down|PgUp|PgDown|F\d+)\b"
    r"|https?://\S+|wss?://\S+|parlance://\S*|\b(?:from|in|after|before):|:\w+:|Qt"
)
"""Keys, addresses, what the search understands: the same in every language."""


@lru_cache(maxsize=1)
def words_of_the_scenes() -> list[str]:
    """Return every text in the scenes and their data: what people wrote is not translated."""
    found: set[str] = {
        "Parlance",
        "English",
        "Norsk bokmål",
        "Español",
        "Python",
        "Linux",
        "offscreen",
    }
    for path in (*TESTS.glob("shots/*.py"), *TESTS.glob("fake_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(" ".join(node.value.split()))
    locale = QLocale("en_GB")
    found |= {locale.dayName(day) for day in range(1, 8)}
    found |= {locale.monthName(month) for month in range(1, 13)}
    return [words for words in found if len(words) > 2]


@pytest.fixture
def stage(qapp: QApplication, translations: Translations) -> Iterator[Stage]:
    brackets = Brackets(qapp)
    qapp.installTranslator(brackets)
    yield Stage(qapp, Theme(qapp, ThemeChoice.LIGHT), translations)
    qapp.removeTranslator(brackets)


def keyboards() -> list[QWidget]:
    """Return the windows that can have the keyboard now: a modal one keeps it from the others."""
    modal = QApplication.activeModalWidget()
    open_now = [each for each in windows() if not isinstance(each, QMenu)]
    return open_now if modal is None else [modal]


@pytest.mark.parametrize(
    "scene",
    [each for each in in_order() if each.name not in SAME_BUT_FOR_THE_MESSAGES],
    ids=lambda scene: scene.name,
)
async def test_everyone_can_use_it(
    scene: Scene,
    stage: Stage,
    translations: Translations,
    qloop: asyncio.AbstractEventLoop,
) -> None:
    try:
        await scene.set_up(stage)
        await asyncio.sleep(0.01)
        problems = [each for window in windows() for each in nameless(window)]
        if translations.language == "en":
            data = words_of_the_scenes()
            problems += [
                each for window in windows() for each in untranslated(window, data, NOT_WORDS)
            ]
        for window in keyboards():
            problems += tab_round(window)
    finally:
        await stage.clear()
    assert problems == []


def test_what_is_left_out_is_there() -> None:
    assert set(SCENES) >= SAME_BUT_FOR_THE_MESSAGES
