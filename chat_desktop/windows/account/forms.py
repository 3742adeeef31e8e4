"""The two forms of the login screen, log in and sign up, with every refusal at its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.entry import Entry, LogInForm, SignUpForm
from chat_desktop.windows.parts.controls import (
    Field,
    IconLabel,
    PasswordField,
    button,
    label,
)
from chat_desktop.windows.parts.form import Form
from chat_desktop.windows.parts.problems import place_of
from protocol import rules
from protocol.errors import Refusal
from protocol.views import DEFAULT_LIMITS


class Consent(QFrame):
    """Asks, inline, whether an unencrypted way is really wanted."""

    def __init__(self, theme: Theme, prefix: str) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.box = QCheckBox(self.tr("Connect anyway, and remember it for this server"))
        self.box.setObjectName(f"{prefix}Consent")
        self._words = label(
            self.tr(
                "The way to this server is not encrypted. Whoever sits on it can read your "
                "password and your messages."
            ),
            wrap=True,
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        lock = IconLabel(theme, "lock", 18, "warning_text")
        top.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.box)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the words wrapped in full: the card around asks nobody for a height by width."""
        super().resizeEvent(event)
        self._words.setMinimumHeight(max(0, self._words.heightForWidth(self._words.width())))


class Page(QWidget):
    """One of the two pages: the server's address, then what the form needs."""

    resized = Signal()

    def __init__(
        self, theme: Theme, entry: Entry, action: str, prefix: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self.form = Form(theme, action, prefix)
        self.server = self.form.add_field(
            "server",
            Field(
                self.tr("Server"),
                placeholder="chat.example.org",
                object_name=f"{prefix}Server",
            ),
        )
        self.consent = Consent(theme, prefix)
        self.form.column.addWidget(self.consent)
        self.needed: tuple[str, ...] = ()
        self._offered = ""
        self.offer = button("", kind="inline")
        self.offer.setObjectName(f"{prefix}Offer")
        self.offer.hide()
        self.offer.clicked.connect(self._take_offer)
        self.server.add_below(self.offer)
        self.keep = QCheckBox(self.tr("Keep me signed in"))
        self.keep.setObjectName(f"{prefix}Keep")
        self.keep.setChecked(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.form)
        self.server.input.editingFinished.connect(self.look_at_server)
        self.server.input.textEdited.connect(lambda _text: self._forget_consent())
        self.server.input.textChanged.connect(lambda _text: self._show_offer())
        self.consent.box.toggled.connect(lambda _on: self.form.problem.say(""))

    def _forget_consent(self) -> None:
        self.consent.box.setChecked(False)
        self.consent.hide()

    def look_at_server(self) -> bool:
        """Return whether the server's address is one that may be connected to, saying why not."""
        text = self.server.text.strip()
        if not text:
            return False
        try:
            needed = self._entry.needs_consent(text)
        except Refusal as refusal:
            self.form.show_problem(refusal)
            return False
        self.consent.setVisible(needed)
        return not needed or self.consent.box.isChecked()

    def suggest(self, server: str) -> None:
        """Offer a server that answers on this computer, while none is written."""
        self.offer.setText(self.tr("Use {server}, on this computer").format(server=server))
        self._offered = server
        self._show_offer()

    def complete(self, servers: Sequence[str]) -> None:
        """Complete what is typed by servers that are known."""
        completer = QCompleter(list(servers), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.server.input.setCompleter(completer)

    def _take_offer(self) -> None:
        self.server.input.setText(self._offered)
        self.server.set_problem(None)
        self._show_offer()
        self.first_empty().setFocus()

    def _show_offer(self) -> None:
        self.offer.setVisible(bool(self._offered) and not self.server.text.strip())
        self.resized.emit()

    def first_empty(self) -> QWidget:
        """Return the first field that has to be filled in and is not."""
        needed = [field for name, field in self.form.fields.items() if name in self.needed]
        return next((field for field in needed if not field.text), needed[-1]).input

    def show_problem(self, problem: Refusal | Offline) -> None:
        """Say what is wrong at its field."""
        self.form.show_problem(problem)

    def missing(self, names: dict[str, str]) -> bool:
        """Say at the first empty field of `names` what goes there; return whether there is one."""
        for name, words in names.items():
            if not self.form.fields[name].text.strip():
                self.form.show_words(name, words)
                return True
        return False

    def unclear_server(self) -> bool:
        """Return whether the server cannot be tried yet, having said why."""
        if self.look_at_server():
            return False
        if self.consent.isVisible():
            self.form.problem.say(self.tr("Agree to the unencrypted connection, or use wss://."))
            self.consent.box.setFocus()
        return True


class LogInPage(Page):
    """Server, user or e-mail, password."""

    def __init__(self, theme: Theme, entry: Entry, parent: QWidget | None = None) -> None:
        action = QCoreApplication.translate("LogInPage", "Log in")
        super().__init__(theme, entry, action, "login", parent)
        self.login = self.form.add_field(
            "login", Field(self.tr("Username or e-mail"), object_name="loginName")
        )
        self.password = self.form.add_field(
            "password", PasswordField(theme, self.tr("Password"), object_name="loginPassword")
        )
        self.form.column.addWidget(self.keep)
        self.form.finish_layout()
        self.needed = ("server", "login", "password")

    def filled(self) -> LogInForm | None:
        """Return what was filled in, or None, having said what is missing."""
        self.form.clear_problems()
        if self.missing({"server": self.tr("Which server? Its address goes here.")}):
            return None
        if self.unclear_server():
            return None
        wanted = {
            "login": self.tr("Your username or e-mail goes here."),
            "password": self.tr("Your password goes here."),
        }
        if self.missing(wanted):
            return None
        return LogInForm(
            self.server.text.strip(),
            self.login.text.strip(),
            self.password.text,
            self.keep.isChecked(),
        )


class SignUpPage(Page):
    """Server and a new account."""

    def __init__(self, theme: Theme, entry: Entry, parent: QWidget | None = None) -> None:
        action = QCoreApplication.translate("SignUpPage", "Create account")
        super().__init__(theme, entry, action, "signup", parent)
        least, most = rules.USERNAME_CHARS
        hint = self.tr("{least} to {most} characters, no spaces and no @. It cannot be changed.")
        self.username = self._field(
            "username", self.tr("Username"), hint.format(least=least, most=most)
        )
        self.display_name = self._field(
            "display_name", self.tr("Display name"), "", self.tr("What others see; optional")
        )
        shortest = self.tr("At least {least} characters. A few words make a good one.")
        self.password = self.form.add_field(
            "password",
            PasswordField(
                theme,
                self.tr("Password"),
                hint=shortest.format(least=rules.PASSWORD_CHARS[0]),
                object_name="signupPassword",
            ),
        )
        self.email = self._field("email", self.tr("E-mail"), "", self.tr("Optional"))
        self.country = self._field("country", self.tr("Country"), "", self.tr("Optional"))
        self.form.beside("email", "country")
        self.more = button(self.tr("Add e-mail and country (optional)"), kind="inline")
        self.more.setObjectName("signupMore")
        self.more.clicked.connect(lambda: self.show_extras(True))
        self.form.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.column.addWidget(self.keep)
        self.form.finish_layout()
        self.needed = ("server", "username", "password")
        self._extras = (self.email, self.country)
        self.show_extras(False)

    def _field(self, name: str, title: str, hint: str, placeholder: str = "") -> Field:
        parts = name.split("_")
        object_name = "signup" + "".join(part.capitalize() for part in parts)
        return self.form.add_field(
            name, Field(title, hint=hint, placeholder=placeholder, object_name=object_name)
        )

    def filled(self) -> SignUpForm | None:
        """Return what was filled in, or None, having said what is wrong with it."""
        self.form.clear_problems()
        if self.missing({"server": self.tr("Which server? Its address goes here.")}):
            return None
        if self.unclear_server():
            return None
        form = SignUpForm(
            self.server.text.strip(),
            self.username.text.strip(),
            self.password.text,
            self.display_name.text.strip(),
            self.email.text.strip(),
            self.country.text.strip(),
            self.keep.isChecked(),
        )
        try:
            rules.username(form.username)
            rules.display_name(form.display_name, DEFAULT_LIMITS)
            rules.email(form.email)
            rules.password(form.password)
        except Refusal as refusal:
            self.show_problem(refusal)
            return None
        return form

    def show_extras(self, shown: bool) -> None:
        """Show the fields that nobody has to fill in, or the button that brings them."""
        for field in self._extras:
            field.setVisible(shown)
        self.more.setVisible(not shown)
        if shown:
            self.email.input.setFocus()
        self.resized.emit()

    def show_problem(self, problem: Refusal | Offline) -> None:
        """Say what is wrong at its field, which is shown then."""
        if place_of(problem, frozenset(self.form.fields))[0] in ("email", "country"):
            self.show_extras(True)
        super().show_problem(problem)
