"""Every section has its own page, an icon that there is, and a name of its own."""

from __future__ import annotations

from pathlib import Path

from fake_client import FakeClient
from PySide6.QtWidgets import QWidget
from settings_world import surroundings

from chat_desktop.look.icons import icon_names
from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.sections import sections


def test_each_section_has_a_page_of_its_own(
    theme: Theme, client: FakeClient, tmp_path: Path, window: QWidget
) -> None:
    around = surroundings(theme, tmp_path, [client])
    pages = [section.load()(around, window) for section in sections()]
    assert all(isinstance(page, Page) and page.parent() is window for page in pages)
    assert len({type(page) for page in pages}) == len(pages)
    assert len({section.words for section in sections()}) == len(pages)
    assert {section.icon for section in sections()} <= set(icon_names())
