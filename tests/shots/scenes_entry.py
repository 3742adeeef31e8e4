"""Scenes of the first minutes: logging in, signing up, what can go wrong, the first group."""

from __future__ import annotations

import asyncio

from fake_client import FakeClient
from PySide6.QtWidgets import QPushButton, QWidget
from shots.scene import scene
from shots.stage import Stage
from windows_world import write

from chat_desktop.admission import why_again
from chat_desktop.core.ports import Offline
from chat_desktop.windows.account.entry import Beginning, LogInForm, SignUpForm
from chat_desktop.windows.account.login_screen import LoginScreen
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from protocol.errors import ErrorCode, Refusal

KNOWN = Beginning(server="chat.example.org")


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


def login_in(stage: Stage, door: Door, beginning: Beginning = KNOWN) -> tuple[QWidget, LoginScreen]:
    """Return the window of somebody who is not logged in, and the screen to log in on in it."""
    window = MainWindow(stage.theme, Memory(stage.folder / "window.ini"))
    window.resize(1280, 820)
    screen = LoginScreen(stage.theme, door, beginning)
    window.show_login(screen)
    window.show()
    window.activateWindow()
    return window, screen


def press(parent: QWidget, name: str) -> None:
    """Click a button by its object name."""
    button = parent.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    button.click()


@scene("first-start", "The first start, a server found on this computer", "First run")
async def first_start(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door(), Beginning())
    screen.suggest("localhost:8420")
    return window


@scene("log-in", "Logging in on a server that is known", "First run")
async def log_in(stage: Stage) -> QWidget:
    window, _screen = login_in(stage, Door())
    return window


@scene("log-in-again", "A session that was ended elsewhere", "First run")
async def log_in_again(stage: Stage) -> QWidget:
    beginning = Beginning(
        server="chat.example.org",
        login="ada",
        title="Log in again",
        words=why_again(None, "chat.example.org"),
        again=True,
    )
    window, _screen = login_in(stage, Door(), beginning)
    return window


@scene("log-in-refused", "A wrong password", "First run")
async def log_in_refused(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door(Refusal(ErrorCode.BAD_CREDENTIALS)))
    write(screen, "loginName", "ada")
    write(screen, "loginPassword", "correct horse")
    press(screen, "loginSubmit")
    await stage.until(lambda: not screen.page.form.busy)
    return window


@scene("log-in-unreachable", "A server that does not answer", "First run")
async def log_in_unreachable(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door(Offline("There is no server at chat.example.org.")))
    write(screen, "loginName", "ada")
    write(screen, "loginPassword", "correct horse")
    press(screen, "loginSubmit")
    await stage.until(lambda: not screen.page.form.busy)
    return window


@scene("log-in-busy", "Waiting for the server's answer", "First run")
async def log_in_busy(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door())
    write(screen, "loginName", "ada")
    write(screen, "loginPassword", "correct horse")
    press(screen, "loginSubmit")
    stage.at_end(screen.end)
    return window


@scene("log-in-unencrypted", "A server without encryption asks for consent", "First run")
async def log_in_unencrypted(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door(), Beginning(server="chat.lan:8420"))
    screen.page.look_at_server()
    return window


@scene("sign-up", "Creating an account", "First run")
async def sign_up(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door())
    press(screen, "toSignUp")
    write(screen, "signupUsername", "ada")
    write(screen, "signupDisplayName", "Ada Lovelace")
    return window


@scene("sign-up-refused", "A name that is taken", "First run")
async def sign_up_refused(stage: Stage) -> QWidget:
    window, screen = login_in(stage, Door(Refusal(ErrorCode.USERNAME_TAKEN, field="username")))
    press(screen, "toSignUp")
    write(screen, "signupUsername", "ada")
    write(screen, "signupPassword", "four words make one")
    press(screen, "signupSubmit")
    await stage.until(lambda: not screen.page.form.busy)
    return window


@scene("no-groups", "Logged in, and in no group yet", "First run")
async def no_groups(stage: Stage) -> QWidget:
    return stage.window(FakeClient(lively=False))


@scene("log-in-limited", "Too many attempts", "First run")
async def log_in_limited(stage: Stage) -> QWidget:
    words = "Too many attempts from here. Wait a little before you try it again with this name."
    window, screen = login_in(stage, Door(Refusal(ErrorCode.RATE_LIMITED, words, retry_after=90)))
    write(screen, "loginName", "ada")
    write(screen, "loginPassword", "correct horse")
    press(screen, "loginSubmit")
    await stage.until(lambda: not screen.page.form.busy)
    return window
