"""Logging in and signing up inside the main window: one calm screen with one clear action."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.core.ports import Offline
from chat_desktop.look.curtain import lower_curtain, raise_curtain
from chat_desktop.look.fonts import scaled
from chat_desktop.look.slices import Slices, polished
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.account.entry import (
    FIRST_START,
    Beginning,
    Entry,
    LogInForm,
    SignUpForm,
)
from chat_desktop.windows.account.forms import LogInPage, SignUpPage
from chat_desktop.windows.parts.controls import IconLabel, button, label
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal

WIDTH = 440
MARGIN = 16


class LoginScreen(QWidget):
    """Says `entered` once the user is logged in, `left` when they go back."""

    entered = Signal()
    left = Signal()
    removal_wanted = Signal()
    """The account whose session is over is to be taken out of the window."""

    def __init__(
        self,
        theme: Theme,
        entry: Entry,
        beginning: Beginning = FIRST_START,
        *,
        whole: bool = True,
    ) -> None:
        """Make all of it, or with `whole=False` part by part in the next turns of the loop.

        Until all is there the windows keep the picture that they show. In a window that is not
        shown yet there is none to keep: it is made at once when it is shown.
        """
        super().__init__()
        self.setObjectName("loginScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._entry, self._beginning = theme, entry, beginning
        self._tasks = Tasks(self.say)
        self.built = False
        """Whether all of it is there."""
        self._slices = Slices(self)
        if whole:
            for _ in self._making():
                pass
        else:
            steps = self._in_parts()
            next(steps)
            self._slices.begin_soon(steps)

    def _in_parts(self) -> Iterator[None]:
        lower_curtain(self._theme.app)
        try:
            yield
            yield from self._making()
        finally:
            raise_curtain(self._theme.app)

    def settle(self) -> None:
        """Make at once what is left to be made."""
        self._slices.finish()

    def _making(self) -> Iterator[None]:
        # From the outside in: to put a widget with others in it somewhere costs by their number.
        beginning = self._beginning
        self._title = label(pixels=Size.HERO + 4, bold=True, wrap=True)
        self._title.setObjectName("loginTitle")
        self._words = label(pixels=Size.TEXT, tone="soft", wrap=True)
        self._words.setObjectName("loginWords")
        for words in (self._title, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title.setText(beginning.title or self.tr("Welcome to Parlance"))
        self._lay_out()
        yield
        self.log_in = LogInPage(self._theme, self._entry, self._card)
        self._inside.addWidget(self.log_in)
        yield
        self.sign_up = SignUpPage(self._theme, self._entry, self._card)
        self._inside.addWidget(self.sign_up)
        yield
        self._page: LogInPage | SignUpPage = self.log_in
        self._build_switch()
        for page in (self.log_in, self.sign_up):
            page.server.input.setText(beginning.server)
            page.complete(beginning.servers)
            page.keep.setChecked(beginning.keep)
        self.log_in.login.input.setText(beginning.login)
        self.log_in.form.submitted.connect(self._log_in)
        self.sign_up.form.submitted.connect(self._sign_up)
        yield
        yield from polished(self._content)
        self.built = True
        self._show_page(self.log_in)
        yield
        self._content.show()
        if self.isVisible():
            self._page.first_empty().setFocus()

    def _build_switch(self) -> None:
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(3)
        choices = QButtonGroup(self)
        for words, name, page in (
            (self.tr("Log in"), "toLogIn", self.log_in),
            (self.tr("Create account"), "toSignUp", self.sign_up),
        ):
            choice = button(words, kind="switch")
            choice.setObjectName(name)
            choice.setCheckable(True)
            choice.setChecked(page is self.log_in)
            choice.clicked.connect(lambda _on=False, page=page: self._change_to(page))
            choices.addButton(choice)
            row.addWidget(choice, 1)
        self._to_sign_up = choices.buttons()[-1]

    def _lay_out(self) -> None:
        page = self._content = QWidget(self)
        page.setObjectName("loginPage")
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(page)
        # Nothing in it is shown, and nothing laid out, before it is whole.
        page.hide()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        self._scroll.show()
        card = self._card = QFrame(page)
        card.setObjectName("loginCard")
        self._switch = QFrame(card)
        self._switch.setProperty("kind", "switch")
        self._switch.setVisible(not self._beginning.again)
        inside = self._inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 28, 28, 28)
        inside.setSpacing(0)
        inside.addWidget(self._switch)
        if not self._beginning.again:
            inside.addSpacing(20)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(IconLabel(self._theme, "parlance", 56), 0, centre)
        column.addSpacing(12)
        for words in (self._title, self._words):
            column.addWidget(words, 0, centre)
            column.addSpacing(4)
        column.addSpacing(18)
        column.addWidget(card, 0, centre)
        column.addSpacing(12)
        column.addLayout(self._ways_out())
        column.addStretch(3)

    def _ways_out(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        self._back: QPushButton | None = None
        if self._beginning.leavable:
            self._back = button(self.tr("Back to your groups"), kind="link")
            self._back.setObjectName("leaveLogin")
            self._back.clicked.connect(self.left)
            row.addWidget(self._back)
        if self._beginning.again:
            remove = button(self.tr("Remove this account"), kind="link")
            remove.setObjectName("removeAccount")
            remove.clicked.connect(self.removal_wanted)
            row.addWidget(remove)
        row.addStretch()
        return row

    # --- what the program says to it

    def suggest(self, server: str) -> None:
        """Offer a server that was found on this computer."""
        self.settle()
        for page in (self.log_in, self.sign_up):
            page.suggest(server)

    def go_on_from(self, other: LoginScreen) -> None:
        """Take over what was filled in on another one: the same in another language."""
        if not other.built:
            return
        self.settle()
        if other.page is other.sign_up:
            self._to_sign_up.click()
        self.sign_up.show_extras(not other.sign_up.email.isHidden())
        pages: tuple[tuple[LogInPage | SignUpPage, LogInPage | SignUpPage], ...] = (
            (self.log_in, other.log_in),
            (self.sign_up, other.sign_up),
        )
        for page, filled in pages:
            for name, field in page.form.fields.items():
                field.input.setText(filled.form.fields[name].text)
            page.keep.setChecked(filled.keep.isChecked())
            page.consent.setVisible(not filled.consent.isHidden())
            page.consent.box.setChecked(filled.consent.box.isChecked())

    def say(self, words: str) -> None:
        """Tell of something that went wrong, above the action."""
        self.settle()
        self._page.form.problem.say(words)

    def end(self) -> None:
        """Stop waiting for an answer."""
        self._slices.stop()
        self._tasks.cancel()

    @property
    def page(self) -> LogInPage | SignUpPage:
        """The form shown."""
        return self._page

    # --- within

    def _show_page(self, page: LogInPage | SignUpPage) -> None:
        other = self.sign_up if page is self.log_in else self.log_in
        self._page = page
        other.hide()
        page.show()
        words = self._beginning.words
        if not words and page is self.log_in:
            words = self.tr("Log in to talk to your groups.")
        elif not words:
            words = self.tr("Create an account on a server you trust.")
        self._words.setText(words)
        self._fit()
        if self.isVisible():
            page.first_empty().setFocus()

    def _change_to(self, page: LogInPage | SignUpPage) -> None:
        old = self._page
        if page is old:
            return
        page.server.input.setText(old.server.text)
        page.keep.setChecked(old.keep.isChecked())
        page.consent.setVisible(old.consent.isVisible())
        page.consent.box.setChecked(old.consent.box.isChecked())
        self._show_page(page)

    def _log_in(self) -> None:
        if (form := self.log_in.filled()) is not None:
            self._tasks.spawn(self._enter(self.log_in, form, self.tr("Logging in…")))

    def _sign_up(self) -> None:
        if (form := self.sign_up.filled()) is not None:
            self._tasks.spawn(self._enter(self.sign_up, form, self.tr("Creating the account…")))

    async def _enter(
        self, page: LogInPage | SignUpPage, form: LogInForm | SignUpForm, words: str
    ) -> None:
        page.form.set_busy(True, words)
        self._switch.setEnabled(False)
        problem: Exception | None = None
        try:
            await self._entry.enter(form, consent=page.consent.box.isChecked())
        except Exception as error:
            problem = error
        # Not where it was cancelled: the screen is gone then.
        page.form.set_busy(False)
        self._switch.setEnabled(True)
        if problem is None:
            self.entered.emit()
        elif isinstance(problem, Refusal | Offline):
            page.show_problem(problem)
        else:
            raise problem

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and self._beginning.leavable:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Be as wide as there is room for, up to what reads well."""
        wide = min(
            scaled(WIDTH), self.width() - 2 * MARGIN - self._scroll.verticalScrollBar().width()
        )
        self._card.setFixedWidth(wide)
        # A centred label is not asked for its height by the layout.
        for each in (self._title, self._words):
            each.setFixedWidth(wide)
            each.setFixedHeight(each.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole form in view."""
        super().resizeEvent(event)
        if self.built:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field that is empty."""
        if not self.built and self.window().updatesEnabled():
            self.settle()
        super().showEvent(event)
        if self.built:
            self._page.first_empty().setFocus()
