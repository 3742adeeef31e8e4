"""The two forms by themselves: what they take, complete and fold away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from windows_world import part, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.entry import LogInForm, SignUpForm
from chat_desktop.windows.account.forms import LogInPage, SignUpPage
from protocol.errors import ErrorCode, Refusal


class Door:
    """Every address is encrypted, and nobody is let in."""

    def needs_consent(self, server: str) -> bool:
        return False

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        raise Refusal(ErrorCode.BUSY)


@pytest.fixture
def log_in(qtbot: QtBot, theme: Theme) -> LogInPage:
    made = LogInPage(theme, Door())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sign_up(qtbot: QtBot, theme: Theme) -> SignUpPage:
    made = SignUpPage(theme, Door())
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_begins_at_what_is_missing(log_in: LogInPage) -> None:
    assert log_in.first_empty() is log_in.server.input
    write(log_in, "loginServer", "chat.example.org")
    write(log_in, "loginName", "ada")
    assert log_in.first_empty() is log_in.password.input
    write(log_in, "loginPassword", "correct horse")
    assert log_in.first_empty() is log_in.password.input


def test_known_servers_complete_what_is_typed(log_in: LogInPage) -> None:
    log_in.complete(["chat.example.org", "localhost:8420"])
    completer = log_in.server.input.completer()
    completer.setCompletionPrefix("CHAT")
    assert completer.currentCompletion() == "chat.example.org"


def test_what_is_filled_in_is_taken_without_blanks_around(log_in: LogInPage) -> None:
    assert log_in.filled() is None
    assert log_in.server.problem is not None
    write(log_in, "loginServer", " chat.example.org ")
    write(log_in, "loginName", " ada ")
    write(log_in, "loginPassword", " pass word ")
    assert log_in.filled() == LogInForm("chat.example.org", "ada", " pass word ", True)


def test_signing_up_needs_no_more_than_three_fields(sign_up: SignUpPage) -> None:
    assert not part(sign_up, QLineEdit, "signupEmail").isVisible()
    write(sign_up, "signupServer", "chat.example.org")
    write(sign_up, "signupUsername", "ada")
    write(sign_up, "signupPassword", "correct horse")
    form = sign_up.filled()
    assert form is not None
    assert (form.username, form.email, form.country, form.display_name) == ("ada", "", "", "")


def test_an_email_that_is_none_is_said_where_it_stands(sign_up: SignUpPage) -> None:
    write(sign_up, "signupServer", "chat.example.org")
    write(sign_up, "signupUsername", "ada")
    write(sign_up, "signupPassword", "correct horse")
    sign_up.email.input.setText("nonsense")
    assert sign_up.filled() is None
    assert sign_up.email.isVisible()
    assert sign_up.email.problem is not None
