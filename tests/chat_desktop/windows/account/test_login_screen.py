"""Logging in and signing up: what is sent, and each refusal in plain words at its field."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from windows_world import click, part, turns, until, write

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.entry import Beginning, LogInForm, SignUpForm
from chat_desktop.windows.account.login_screen import WIDTH, LoginScreen
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
def login(qtbot: QtBot, theme: Theme, door: Door) -> LoginScreen:
    return shown(qtbot, theme, door, Beginning(server="chat.example.org", login="ada"))


def shown(qtbot: QtBot, theme: Theme, door: Door, beginning: Beginning) -> LoginScreen:
    made = LoginScreen(theme, door, beginning)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


@pytest.fixture
def entered(login: LoginScreen) -> list[str]:
    told: list[str] = []
    login.entered.connect(lambda: told.append("entered"))
    return told


Loop = asyncio.AbstractEventLoop


async def test_what_is_filled_in_is_sent(
    qloop: Loop, login: LoginScreen, door: Door, entered: list[str]
) -> None:
    assert part(login, QLineEdit, "loginName").text() == "ada"
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await until(lambda: entered)
    form = LogInForm("chat.example.org", "ada", "correct horse", keep=True)
    assert door.asked == [(form, False)]


async def test_return_in_the_password_sends(qloop: Loop, login: LoginScreen, door: Door) -> None:
    write(login, "loginPassword", "correct horse")
    QTest.keyClick(part(login, QLineEdit, "loginPassword"), Qt.Key.Key_Return)
    await until(lambda: door.asked)


async def test_who_leaves_does_not_wait_for_the_server(
    qloop: Loop, theme: Theme, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    login = LoginScreen(theme, door, Beginning(server="chat.example.org", login="ada"))
    door.gate = asyncio.Event()
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await until(lambda: door.asked)
    login.end()
    delete(login)
    await turns()
    assert not caplog.records


async def test_while_busy_nothing_is_sent_twice(
    qloop: Loop, login: LoginScreen, door: Door, entered: list[str]
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
    await until(lambda: entered)


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
    qloop: Loop, login: LoginScreen, door: Door, answer: Exception, place: str
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
    qloop: Loop, login: LoginScreen, door: Door, code: ErrorCode, place: str
) -> None:
    refusal = Refusal(code)
    door.answer = refusal
    click(login, "toSignUp")
    write(login, "signupUsername", "grace")
    write(login, "signupPassword", "correct horse")
    click(login, "signupSubmit")
    await until(lambda: part(login, QLabel, place).text() == refusal.message)


async def test_sign_up_sends_everything(qloop: Loop, login: LoginScreen, door: Door) -> None:
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
    qloop: Loop, login: LoginScreen, door: Door
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
    qloop: Loop, login: LoginScreen, door: Door
) -> None:
    door.answer = Refusal(ErrorCode.RATE_LIMITED, retry_after=40)
    write(login, "loginPassword", "wrong horse")
    click(login, "loginSubmit")
    await until(lambda: "40 seconds" in part(login, QLabel, "loginProblem").text())
    assert not part(login, QPushButton, "loginSubmit").isEnabled()


async def test_an_open_way_asks_for_consent_first(
    qloop: Loop, login: LoginScreen, door: Door
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
    qloop: Loop, login: LoginScreen, door: Door
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
    qloop: Loop, login: LoginScreen, door: Door
) -> None:
    write(login, "loginServer", "what?")
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    assert "not the address" in part(login, QLabel, "loginServerNote").text()
    assert door.asked == []


async def test_missing_fields_are_named(qloop: Loop, login: LoginScreen, door: Door) -> None:
    click(login, "loginSubmit")
    await turns()
    problems = [login.log_in.password.problem]
    write(login, "loginPassword", "x")
    problems.append(login.log_in.password.problem)
    assert problems == ["Your password goes here.", None]
    assert door.asked == []


async def test_the_password_can_be_shown(qloop: Loop, login: LoginScreen) -> None:
    field = login.log_in.password
    modes = [field.input.echoMode()]
    field.show_action.trigger()
    modes.append(field.input.echoMode())
    assert modes == [QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal]
    assert field.show_action.text() == "Hide password"


async def test_ending_stops_waiting(
    qloop: Loop, login: LoginScreen, door: Door, entered: list[str]
) -> None:
    door.gate = asyncio.Event()
    write(login, "loginPassword", "correct horse")
    click(login, "loginSubmit")
    await turns()
    login.end()
    door.gate.set()
    await turns()
    assert entered == []


async def test_what_nobody_has_to_fill_in_is_folded(qloop: Loop, login: LoginScreen) -> None:
    click(login, "toSignUp")
    assert not login.sign_up.email.isVisible()
    click(login, "signupMore")
    assert login.sign_up.email.isVisible()
    assert not login.sign_up.more.isVisible()


async def test_a_folded_field_that_is_refused_is_shown(
    qloop: Loop, login: LoginScreen, door: Door
) -> None:
    door.answer = Refusal(ErrorCode.EMAIL_TAKEN)
    click(login, "toSignUp")
    write(login, "signupUsername", "grace")
    write(login, "signupPassword", "correct horse")
    click(login, "signupSubmit")
    await until(lambda: login.sign_up.email.isVisible())


async def test_changing_the_form_keeps_the_server(qloop: Loop, login: LoginScreen) -> None:
    write(login, "loginServer", "lanbox")
    login.log_in.look_at_server()
    part(login, QCheckBox, "loginConsent").setChecked(True)
    click(login, "toSignUp")
    assert login.sign_up.server.text == "lanbox"
    assert login.sign_up.consent.box.isChecked()
    click(login, "toSignUp")
    assert login.sign_up.isVisible()
    click(login, "toLogIn")
    assert login.log_in.isVisible()
    assert not login.sign_up.isVisible()


async def test_a_server_on_this_computer_is_offered_while_none_is_written(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    screen = shown(qtbot, theme, door, Beginning())
    screen.suggest("localhost:8420")
    offer = part(screen, QPushButton, "loginOffer")
    assert "localhost:8420" in offer.text()
    write(screen, "loginServer", "chat")
    assert not offer.isVisible()
    write(screen, "loginServer", "")
    click(screen, "loginOffer")
    assert screen.log_in.server.text == "localhost:8420"
    assert not offer.isVisible()


async def test_a_first_start_has_no_way_back(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    screen = shown(qtbot, theme, door, Beginning())
    left: list[str] = []
    screen.left.connect(lambda: left.append("left"))
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert left == []
    assert screen.findChild(QPushButton, "leaveLogin") is None
    assert "Welcome" in part(screen, QLabel, "loginTitle").text()


async def test_one_account_more_can_be_given_up(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    screen = shown(qtbot, theme, door, Beginning(title="Add an account", leavable=True))
    left: list[str] = []
    screen.left.connect(lambda: left.append("left"))
    QTest.keyClick(screen.log_in.server.input, Qt.Key.Key_Escape)
    click(screen, "leaveLogin")
    assert left == ["left", "left"]


async def test_a_session_that_ended_says_why_and_asks_for_the_password_alone(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    beginning = Beginning("chat.example.org", "ada", words="It was ended elsewhere.", again=True)
    screen = shown(qtbot, theme, door, beginning)
    assert part(screen, QLabel, "loginWords").text() == "It was ended elsewhere."
    assert not part(screen, QPushButton, "toSignUp").isVisible()
    assert screen.focusWidget() is screen.log_in.password.input
    removed: list[str] = []
    screen.removal_wanted.connect(lambda: removed.append("removed"))
    click(screen, "removeAccount")
    assert removed == ["removed"]


async def test_a_narrow_window_shows_the_whole_form(
    qloop: Loop, qtbot: QtBot, theme: Theme, door: Door
) -> None:
    screen = shown(qtbot, theme, door, Beginning())
    assert screen._card.width() == WIDTH
    screen.resize(360, 700)
    await turns()
    left = screen._card.mapTo(screen, QPoint(0, 0)).x()
    assert left >= 0
    assert left + screen._card.width() <= 360
