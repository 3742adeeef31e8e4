"""Logging in and signing up: one dialog, calm as a page, with every refusal at its field."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.account.entry import Entry, LogInForm, SignUpForm
from chat_desktop.windows.parts.controls import (
    Field,
    IconLabel,
    PasswordField,
    button,
    label,
)
from chat_desktop.windows.parts.form import Form
from chat_desktop.windows.parts.tasks import Tasks
from protocol import rules
from protocol.errors import Refusal
from protocol.views import DEFAULT_LIMITS

WIDTH = 440


class Consent(QFrame):
    """Asks, inline, whether an unencrypted way is really wanted."""

    def __init__(self, theme: Theme, prefix: str) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.box = QCheckBox(self.tr("Connect anyway, and remember it for this server"))
        self.box.setObjectName(f"{prefix}Consent")
        words = label(
            self.tr(
                "The way to this server is not encrypted. Whoever sits on it can read your "
                "password and your messages."
            ),
            wrap=True,
        )
        top = QHBoxLayout()
        top.setSpacing(10)
        lock = IconLabel(theme, "lock", 18, "warning_text")
        top.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.box)
        self.hide()


class Page(QWidget):
    """One of the two pages: the server's address, then what the form needs."""

    switch_wanted = Signal()

    def __init__(self, theme: Theme, entry: Entry, action: str, prefix: str) -> None:
        super().__init__()
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
        self.keep = QCheckBox(self.tr("Keep me signed in"))
        self.keep.setObjectName(f"{prefix}Keep")
        self.keep.setChecked(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.form)
        self.server.input.editingFinished.connect(self.look_at_server)
        self.server.input.textEdited.connect(lambda _text: self._forget_consent())
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

    def add_switch(self, words: str, action: str, object_name: str) -> None:
        """Add the line below the form that leads to the other page."""
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addStretch()
        row.addWidget(label(words, tone="soft"))
        link = button(action, kind="link")
        link.setObjectName(object_name)
        link.clicked.connect(self.switch_wanted)
        row.addWidget(link)
        row.addStretch()
        self.column.addSpacing(16)
        self.column.addLayout(row)

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

    def __init__(self, theme: Theme, entry: Entry) -> None:
        super().__init__(theme, entry, QCoreApplication.translate("LogInPage", "Log in"), "login")
        self.login = self.form.add_field(
            "login", Field(self.tr("Username or e-mail"), object_name="loginName")
        )
        self.password = self.form.add_field(
            "password", PasswordField(theme, self.tr("Password"), object_name="loginPassword")
        )
        self.form.column.addWidget(self.keep)
        self.form.finish_layout()
        self.add_switch(self.tr("New here?"), self.tr("Create an account"), "toSignUp")

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

    def __init__(self, theme: Theme, entry: Entry) -> None:
        action = QCoreApplication.translate("SignUpPage", "Create account")
        super().__init__(theme, entry, action, "signup")
        least, most = rules.USERNAME_CHARS
        hint = self.tr("{least} to {most} characters, no spaces and no @. It cannot be changed.")
        self.username = self._field(
            "username", self.tr("Username"), hint.format(least=least, most=most)
        )
        self.display_name = self._field(
            "display_name", self.tr("Display name"), "", self.tr("What others see; optional")
        )
        self.email = self._field("email", self.tr("E-mail"), "", self.tr("Optional"))
        self.country = self._field("country", self.tr("Country"), "", self.tr("Optional"))
        self.form.beside("email", "country")
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
        self.form.column.addWidget(self.keep)
        self.form.finish_layout()
        self.add_switch(self.tr("Have an account?"), self.tr("Log in"), "toLogIn")

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
            self.form.show_problem(refusal)
            return None
        return form


class LoginDialog(QDialog):
    """Accepted once the user is logged in."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        entry: Entry,
        *,
        server: str = "",
        login: str = "",
        keep: bool = True,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("loginDialog")
        self.setWindowTitle(self.tr("Log in to Parlance"))
        self._entry = entry
        self._tasks = Tasks(self._bug)
        self.log_in = LogInPage(theme, entry)
        self.sign_up = SignUpPage(theme, entry)
        self._page: LogInPage | SignUpPage = self.log_in
        self._title = label("Parlance", pixels=Size.HERO + 4, bold=True)
        self._words = label(pixels=Size.TEXT, tone="soft", wrap=True)
        self._words.setObjectName("loginWords")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._first_words = words
        self._lay_out(theme)
        for page in (self.log_in, self.sign_up):
            page.server.input.setText(server)
            page.keep.setChecked(keep)
            page.switch_wanted.connect(self._switch)
        self.log_in.login.input.setText(login)
        self.log_in.form.submitted.connect(self._log_in)
        self.sign_up.form.submitted.connect(self._sign_up)
        self._show_page(self.log_in)

    def _lay_out(self, theme: Theme) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 32, 40, 28)
        column.setSpacing(0)
        mark = IconLabel(theme, "parlance", 56)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(self._words)
        column.addSpacing(22)
        column.addWidget(self.log_in)
        column.addWidget(self.sign_up)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        self._column = column
        self.setFixedWidth(WIDTH)

    @property
    def page(self) -> LogInPage | SignUpPage:
        """The page shown."""
        return self._page

    def _show_page(self, page: LogInPage | SignUpPage) -> None:
        other = self.sign_up if page is self.log_in else self.log_in
        self._page = page
        other.hide()
        page.show()
        if page is self.log_in:
            words = self._first_words or self.tr("Log in to talk to your groups.")
        else:
            words = self.tr("Create an account on a server you trust.")
        self._words.setText(words)
        self._fit()
        empty = [field for field in page.form.fields.values() if not field.text]
        target = empty[0] if empty else page.form.fields["password"]
        target.input.setFocus()

    def _fit(self) -> None:
        screen = self.screen().availableGeometry().height()
        self._column.activate()
        self.resize(WIDTH, min(self._column.totalHeightForWidth(WIDTH), screen - 40))

    def _switch(self) -> None:
        old = self.page
        new: LogInPage | SignUpPage = self.sign_up if old is self.log_in else self.log_in
        new.server.input.setText(old.server.text)
        new.keep.setChecked(old.keep.isChecked())
        new.consent.box.setChecked(old.consent.box.isChecked())
        self._show_page(new)

    def _log_in(self) -> None:
        if (form := self.log_in.filled()) is not None:
            self._tasks.spawn(self._enter(self.log_in, form, self.tr("Logging in…")))
        self._fit()

    def _sign_up(self) -> None:
        if (form := self.sign_up.filled()) is not None:
            self._tasks.spawn(self._enter(self.sign_up, form, self.tr("Creating the account…")))
        self._fit()

    async def _enter(self, page: Page, form: LogInForm | SignUpForm, words: str) -> None:
        page.form.set_busy(True, words)
        try:
            await self._entry.enter(form, consent=page.consent.box.isChecked())
        except (Refusal, Offline) as problem:
            page.form.set_busy(False)
            page.form.show_problem(problem)
            self._fit()
        else:
            self.accept()
        finally:
            page.form.set_busy(False)

    def _bug(self, words: str) -> None:
        self.page.form.problem.say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Return for the fields; Escape closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Stop waiting when the dialog is closed."""
        if result != QDialog.DialogCode.Accepted:
            self._tasks.cancel()
        super().done(result)
