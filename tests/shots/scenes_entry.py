"""Scenes of the first minutes: logging in, signing up, what can go wrong, the first group."""

from __future__ import annotations

import asyncio

from fake_client import FakeClient
from PySide6.QtWidgets import QPushButton, QWidget
from shots.scene import scene
from shots.stage import Stage
from windows_world import write

from chat_desktop.core.ports import Offline
from chat_desktop.windows.account.entry import LogInForm, SignUpForm
from chat_desktop.windows.account.login_dialog import LoginDialog
from protocol.errors import ErrorCode, Refusal


class Door:
    """Refuses as it is told to; with no refusal it never answers. `lan` is not encrypted."""

    def __init__(self, answer: Exception | None = None) -> None:
        self._answer = answer

    def needs_consent(self, server: str) -> bool:
        return "lan" in server

    async def enter(self, _form: LogInForm | SignUpForm, *, consent: bool) -> None:
        if self._answer is None:
            await asyncio.Event().wait()
        else:
            raise self._answer


def login_over(
    stage: Stage, door: Door, server: str = "chat.example.org"
) -> tuple[QWidget, LoginDialog]:
    """Return the window of somebody who is not logged in, and the login dialog open over it."""
    window = stage.window(FakeClient(signed_in=False, lively=False))
    window.set_asked_to_log_in(True)
    dialog = LoginDialog(window, stage.theme, door, server=server, login="")
    dialog.open()
    return window, dialog


def press(parent: QWidget, name: str) -> None:
    """Click a button by its object name."""
    button = parent.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    button.click()


@scene("log-in", "Logging in, the first thing seen", "First run")
async def log_in(stage: Stage) -> QWidget:
    window, _dialog = login_over(stage, Door())
    return window


@scene("log-in-refused", "A wrong password", "First run")
async def log_in_refused(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door(Refusal(ErrorCode.BAD_CREDENTIALS)))
    write(dialog, "loginName", "ada")
    write(dialog, "loginPassword", "correct horse")
    press(dialog, "loginSubmit")
    await stage.until(lambda: not dialog.page.form.busy)
    return window


@scene("log-in-unreachable", "A server that does not answer", "First run")
async def log_in_unreachable(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door(Offline("There is no server at chat.example.org.")))
    write(dialog, "loginName", "ada")
    write(dialog, "loginPassword", "correct horse")
    press(dialog, "loginSubmit")
    await stage.until(lambda: not dialog.page.form.busy)
    return window


@scene("log-in-busy", "Waiting for the server's answer", "First run")
async def log_in_busy(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door())
    write(dialog, "loginName", "ada")
    write(dialog, "loginPassword", "correct horse")
    press(dialog, "loginSubmit")
    stage.at_end(dialog.reject)
    return window


@scene("log-in-unencrypted", "A server without encryption asks for consent", "First run")
async def log_in_unencrypted(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door(), "chat.lan:8420")
    dialog.page.look_at_server()
    dialog._fit()
    return window


@scene("sign-up", "Creating an account", "First run")
async def sign_up(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door())
    press(dialog, "toSignUp")
    write(dialog, "signupUsername", "ada")
    write(dialog, "signupDisplayName", "Ada Lovelace")
    return window


@scene("sign-up-refused", "A name that is taken", "First run")
async def sign_up_refused(stage: Stage) -> QWidget:
    window, dialog = login_over(stage, Door(Refusal(ErrorCode.USERNAME_TAKEN, field="username")))
    press(dialog, "toSignUp")
    write(dialog, "signupUsername", "ada")
    write(dialog, "signupPassword", "four words make one")
    press(dialog, "signupSubmit")
    await stage.until(lambda: not dialog.page.form.busy)
    return window


@scene("no-groups", "Logged in, and in no group yet", "First run")
async def no_groups(stage: Stage) -> QWidget:
    return stage.window(FakeClient(lively=False))
