"""The screens of the gallery, for whoever uses the keyboard, a reader or another language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_data import DIRECTORY, GROUPS, USERS
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shots.scene import SCENES, Scene, in_order, load_scenes
from shots.stage import Stage
from walking import Brackets, nameless, tab_round, windows

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.translations.languages import Translations

load_scenes()

SAME_BUT_FOR_THE_MESSAGES = {
    "beginning", "chat-everything", "failed", "hole", "jump-button", "long-names", "many-unread",
    "many-scripts", "message-focus", "narrow", "notices", "selection", "unread-line", "wide",
}  # fmt: skip
"""Scenes whose windows and controls another scene has as well."""


def people_and_groups() -> list[str]:
    """Return what is nobody's to translate: names, topics, what people say about themselves."""
    words = ["Parlance", "chat.example.org"]
    for user in USERS.values():
        words += [user.display_name, user.username, user.about or ""]
    for group in GROUPS:
        words += [group.name, group.topic]
    for public in DIRECTORY:
        words += [public.name, public.topic]
    return words


@pytest.fixture(scope="module")
def brackets(qapp: QApplication) -> Iterator[Brackets]:
    made = Brackets(qapp)
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    before = QLocale()
    translations = Translations(qapp, "en")
    yield Stage(qapp, Theme(qapp, ThemeChoice.LIGHT), translations)
    translations.end()
    QLocale.setDefault(before)


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
    scene: Scene, stage: Stage, brackets: Brackets, qloop: asyncio.AbstractEventLoop
) -> None:
    try:
        await scene.set_up(stage)
        await asyncio.sleep(0.01)
        problems = [each for window in windows() for each in nameless(window)]
        for window in keyboards():
            problems += tab_round(window)
    finally:
        await stage.clear()
    assert problems == []


def test_what_is_left_out_is_there() -> None:
    assert set(SCENES) >= SAME_BUT_FOR_THE_MESSAGES
