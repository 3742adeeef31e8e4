"""Logging in and signing up: what is sent, and each refusal in plain words at its field."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from windows_world import click, part, turns, until, write

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.entry import LogInForm, SignUpForm
from chat_desktop.windows.account.login_dialog import LoginDialog
from protocol.errors import ErrorCode, Refusal


class Door:
    """Lets in whom it is told to; an address with `lan` in it needs consent."""

    def __init__(self) -> None:
        self.asked: list[tuple[LogInForm | SignUpForm, bool]] = []
        self.answer: Exception | None = None
        self.gate: asyncio.Event | None = None

    def needs_consent(self, server: str) -> bool:
        if "?" in server:
            words = "This is not the address of a server."
            raise Refusal(ErrorCode.BAD_REQUEST, words, field="server")
        return "lan" in server

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        self.asked.append((form, consent))
        if self.gate is not None:
            await self.gate.wait()
        if self.answer is not None:
            raise self.answer


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def login(window: QWidget, theme: Theme, door: Door) -> LoginDialog:
    made = LoginDialog(window, theme, door, server="chat.example.org", login="ada")
    made.open()
    return made


Loop = asyncio.AbstractEventLoop


async def test_what_is_filled_in_is_sent(qloop: Loop, login: LoginDialog, door: Door) -> None:
    assert part(login, QLineEdit, "loginName").text() == "ada"
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await until(lambda: login.result() == LoginDialog.DialogCode.Accepted)
    form = LogInForm("chat.example.org", "ada", "correct horse", keep=True)
    assert door.asked == [(form, False)]


async def test_return_in_the_password_sends(qloop: Loop, login: LoginDialog, door: Door) -> None:
    write(login, "loginPassword", "correct horse")
    QTest.keyClick(part(login, QLineEdit, "loginPassword"), Qt.Key.Key_Return)
    await until(lambda: door.asked)


async def test_while_busy_nothing_is_sent_twice(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    door.gate = asyncio.Event()
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    assert not part(login, QPushButton, "loginSubmit").isEnabled()
    QTest.keyClick(part(login, QLineEdit, "loginPassword"), Qt.Key.Key_Return)
    await turns()
    assert len(door.asked) == 1
    door.gate.set()
    await until(lambda: login.result() == LoginDialog.DialogCode.Accepted)


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        (Refusal(ErrorCode.BAD_CREDENTIALS), "loginPasswordNote"),
        (Offline("The server cannot be reached."), "loginServerNote"),
        (Offline("The server's certificate is not trusted."), "loginServerNote"),
        (Refusal(ErrorCode.BUSY), "loginProblem"),
        (Refusal(ErrorCode.INTERNAL), "loginProblem"),
    ],
)
async def test_refusals_to_log_in(
    qloop: Loop, login: LoginDialog, door: Door, answer: Exception, place: str
) -> None:
    door.answer = answer
    write(login, "loginPassword", "wrong horse")
    click(login, "loginSubmit")
    await until(lambda: part(login, QLabel, place).text() == str(answer))
    assert login.isVisible()
    assert part(login, QPushButton, "loginSubmit").isEnabled()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        (ErrorCode.USERNAME_TAKEN, "signupUsernameNote"),
        (ErrorCode.INVALID_NAME, "signupUsernameNote"),
        (ErrorCode.EMAIL_TAKEN, "signupEmailNote"),
        (ErrorCode.INVALID_EMAIL, "signupEmailNote"),
        (ErrorCode.WEAK_PASSWORD, "signupPasswordNote"),
    ],
)
async def test_refusals_to_sign_up(
    qloop: Loop, login: LoginDialog, door: Door, code: ErrorCode, place: str
) -> None:
    refusal = Refusal(code)
    door.answer = refusal
    click(login, "toSignUp")
    write(login, "signupUsername", "grace")
    write(login, "signupPassword", "correct horse")
    click(login, "signupSubmit")
    await until(lambda: part(login, QLabel, place).text() == refusal.message)


async def test_sign_up_sends_everything(qloop: Loop, login: LoginDialog, door: Door) -> None:
    click(login, "toSignUp")
    for name, text in (
        ("signupUsername", "grace"),
        ("signupDisplayName", "Grace Hopper"),
        ("signupEmail", "grace@example.org"),
        ("signupCountry", "USA"),
        ("signupPassword", "correct horse"),
    ):
        write(login, name, text)
    part(login, QCheckBox, "signupKeep").setChecked(False)
    click(login, "signupSubmit")
    await until(lambda: door.asked)
    assert door.asked[0][0] == SignUpForm(
        "chat.example.org", "grace", "correct horse", "Grace Hopper", "grace@example.org", "USA",
        keep=False,
    )  # fmt: skip


async def test_the_rules_are_checked_before_the_server_is_asked(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    click(login, "toSignUp")
    write(login, "signupUsername", "grace")
    write(login, "signupPassword", "short")
    click(login, "signupSubmit")
    await turns()
    assert "8" in part(login, QLabel, "signupPasswordNote").text()
    assert login.sign_up.password.problem is not None
    assert door.asked == []


async def test_a_rate_limit_counts_down_and_holds_the_button(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    door.answer = Refusal(ErrorCode.RATE_LIMITED, retry_after=40)
    write(login, "loginPassword", "wrong horse")
    click(login, "loginSubmit")
    await until(lambda: "40 seconds" in part(login, QLabel, "loginProblem").text())
    assert not part(login, QPushButton, "loginSubmit").isEnabled()


async def test_an_open_way_asks_for_consent_first(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    write(login, "loginServer", "lanbox")
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    assert door.asked == []
    assert login.log_in.consent.isVisible()
    part(login, QCheckBox, "loginConsent").setChecked(True)
    click(login, "loginSubmit")
    await until(lambda: door.asked)
    assert door.asked[0][1] is True


async def test_another_address_needs_a_consent_of_its_own(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    write(login, "loginServer", "lanbox")
    login.log_in.look_at_server()
    part(login, QCheckBox, "loginConsent").setChecked(True)
    write(login, "loginServer", "otherlan")
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    assert door.asked == []


async def test_what_is_no_address_is_said_at_the_server(
    qloop: Loop, login: LoginDialog, door: Door
) -> None:
    write(login, "loginServer", "what?")
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    assert "not the address" in part(login, QLabel, "loginServerNote").text()
    assert door.asked == []


async def test_missing_fields_are_named(qloop: Loop, login: LoginDialog, door: Door) -> None:
    click(login, "loginSubmit")
    await turns()
    problems = [login.log_in.password.problem]
    write(login, "loginPassword", "x")
    problems.append(login.log_in.password.problem)
    assert problems == ["Your password goes here.", None]
    assert door.asked == []


async def test_the_password_can_be_shown(qloop: Loop, login: LoginDialog) -> None:
    field = login.log_in.password
    modes = [field.input.echoMode()]
    field.show_action.trigger()
    modes.append(field.input.echoMode())
    assert modes == [QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal]
    assert field.show_action.text() == "Hide password"


async def test_closing_stops_waiting(qloop: Loop, login: LoginDialog, door: Door) -> None:
    door.gate = asyncio.Event()
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    login.reject()
    door.gate.set()
    await turns()
    assert login.result() == LoginDialog.DialogCode.Rejected
