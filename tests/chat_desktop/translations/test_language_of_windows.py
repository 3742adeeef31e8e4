"""A window says everything anew in another language, and keeps what was open and written."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from real_windows import desktop
from windows_world import click, login_screen, part, turns, until, write

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.translations.languages import Translations
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory


def about(window: QWidget) -> str:
    return part(window, QLabel, "paneAbout").text()


async def test_another_language_is_put_on_at_once(
    qapp: QApplication,
    translations: Translations,
    qloop: asyncio.AbstractEventLoop,
    tmp_path: Path,
) -> None:
    client = FakeClient()
    window = MainWindow(Theme(qapp, ThemeChoice.LIGHT), Memory(tmp_path / "window.ini"))
    window.show()
    window.use(client)
    window.workspace.open_group(TEAM)
    await until(lambda: about(window).startswith("8 members, 5 online"))
    window.workspace.pane.composer.input.setPlainText("half a thought")
    translations.choose("es")
    await until(lambda: about(window).startswith("8 miembros, 5 en línea"))
    assert window.workspace.pane.group == TEAM
    translations.choose("nb")
    await until(lambda: about(window).startswith("8 medlemmer, 5 pålogget"))
    assert any("half a thought" in draft for draft in client.asked("set_draft"))
    window.quit()
    await turns(20)
    window.deleteLater()


async def test_the_screen_to_log_in_on_speaks_it_too_and_keeps_what_was_filled_in(
    qapp: QApplication,
    translations: Translations,
    qloop: asyncio.AbstractEventLoop,
    tmp_path: Path,
) -> None:
    async with desktop(tmp_path, "ada", Theme(qapp, ThemeChoice.LIGHT), "a.lan") as one:
        screen = await login_screen(one.window)
        click(screen, "toSignUp")
        click(screen, "signupMore")
        for name, text in (("signupUsername", "ada"), ("signupEmail", "ada@example.org")):
            write(screen, name, text)
        part(screen, QCheckBox, "signupKeep").setChecked(False)
        translations.choose("nb")
        await until(lambda: one.login is not None and one.login is not screen)
        again = await login_screen(one.window)
        assert part(again, QLabel, "loginTitle").text() == "Velkommen til Parlance"
        assert part(again, QLineEdit, "signupServer").text() == "a.lan"
        assert part(again, QLineEdit, "signupUsername").text() == "ada"
        assert part(again, QLineEdit, "signupEmail").text() == "ada@example.org"
        assert part(again, QLineEdit, "signupEmail").isVisible()
        assert not part(again, QCheckBox, "signupKeep").isChecked()
