"""The window of the settings: sections by key, pages when they are looked at, other languages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import GROUPS
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from settings_world import surroundings
from windows_world import click, turns, until

from chat_desktop.look import slices
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.settings.about import AboutPage
from chat_desktop.windows.settings.levels import LevelRow
from chat_desktop.windows.settings.notifications import NotificationsPage
from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.settings_window import SettingsWindow

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def opened(
    qloop: Loop, theme: Theme, client: FakeClient, tmp_path: Path, window: QWidget
) -> Iterator[SettingsWindow]:
    made = SettingsWindow(window, surroundings(theme, tmp_path, [client]))
    made.slices.finish()
    made.show()
    yield made
    made.close()


async def test_the_keys_go_through_all_sections(opened: SettingsWindow) -> None:
    assert opened.pages.count() == 1
    for _ in range(opened.sections.count()):
        QTest.keyClick(opened.sections, Qt.Key.Key_Down)
        opened.slices.finish()
    assert opened.sections.currentRow() == opened.sections.count() - 1
    assert opened.pages.count() == opened.sections.count()
    QTest.keyClick(opened.sections, Qt.Key.Key_Home)
    assert opened.pages.currentIndex() == 0
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


@pytest.fixture
def one_step_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_SECONDS", -1)


@pytest.mark.usefixtures("one_step_a_turn")
async def test_a_page_is_shown_when_it_is_whole(opened: SettingsWindow) -> None:
    before = opened.pages.currentWidget()
    opened.sections.setCurrentRow(1)
    assert opened.sections.currentRow() == 1
    assert opened.pages.currentWidget() is before
    await until(lambda: opened.pages.currentWidget() is not before)
    shown = opened.pages.currentWidget()
    assert isinstance(shown, NotificationsPage)
    assert shown.times is not None
    assert len(shown.findChildren(LevelRow)) == len(GROUPS)


@pytest.mark.usefixtures("one_step_a_turn")
async def test_a_page_that_is_passed_over_is_given_up(opened: SettingsWindow) -> None:
    for place in (1, 2, 1, 6):
        opened.sections.setCurrentRow(place)
    opened.slices.finish()
    await turns()
    assert isinstance(opened.pages.currentWidget(), AboutPage)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(opened.findChildren(Page)) == opened.pages.count() == 2
    opened.open_section(1)
    assert opened.pages.count() == 3


async def test_the_button_in_the_corner_closes(opened: SettingsWindow) -> None:
    QTest.mouseClick(opened.close_button, Qt.MouseButton.LeftButton)
    assert not opened.isVisible()


async def test_every_control_has_a_name(opened: SettingsWindow) -> None:
    for place in range(opened.sections.count()):
        opened.open_section(place)
    controls = [*opened.findChildren(QAbstractButton), *opened.findChildren(QComboBox)]
    own = [each for each in controls if not each.objectName().startswith("qt_")]
    assert len(own) > 20
    for each in own:
        text = each.text() if isinstance(each, QAbstractButton) else ""
        assert each.accessibleName() or text, each.objectName()


async def test_another_language_makes_the_page_anew(opened: SettingsWindow) -> None:
    opened.open_section(1)
    before = opened.pages.currentWidget()
    QCoreApplication.sendEvent(opened, QEvent(QEvent.Type.LanguageChange))
    assert opened.sections.currentRow() == 1
    assert opened.pages.currentWidget() is not before
    assert opened.pages.count() == 1
    assert isinstance(opened.pages.currentWidget(), NotificationsPage)


async def test_the_icons_follow_the_theme(opened: SettingsWindow, theme: Theme) -> None:
    theme.choose(ThemeChoice.LIGHT)
    light = opened.sections.item(0).icon().cacheKey()
    theme.choose(ThemeChoice.DARK)
    assert opened.sections.item(0).icon().cacheKey() != light
    theme.choose(ThemeChoice.LIGHT)
    assert opened.sections.item(0).icon().cacheKey() == light


async def test_privacy_leads_out(opened: SettingsWindow, client: FakeClient) -> None:
    wanted: list[object] = []
    opened.log_out_wanted.connect(wanted.append)
    opened.open_section(4)
    click(opened, "privacyLogOut")
    assert wanted == [client]
