"""The desktop joined together: profile, client, theme and window, and what leads between them."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from chat_desktop.client import ProfileInUse, ServerClient, open_client, open_profile
from chat_desktop.config import Settings
from chat_desktop.core.ports import Change, SignedOut, StatusChanged
from chat_desktop.core.rows import LinkState
from chat_desktop.garbage import Garbage
from chat_desktop.look.theme import Theme
from chat_desktop.network.address import parse_address
from chat_desktop.storage.profile import Profile
from chat_desktop.storage.tokens import Keyring
from chat_desktop.translations.said import in_words
from chat_desktop.windows.account.entry import LogInForm, SignUpForm
from chat_desktop.windows.account.login_dialog import LoginDialog
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.parts.ask import ask
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal
from protocol.links import parse_link

UNSET_SERVER = "localhost:8420"
"""Stands in where no server is known yet; nothing is sent there before the user names one."""

LOG_BYTES = 1_000_000

_log = logging.getLogger(__name__)


class Desktop:
    """One profile's program. `start` shows the window, `stop` ends everything behind it."""

    def __init__(
        self, settings: Settings, profile: Profile, theme: Theme, *, keyring: Keyring | None = None
    ) -> None:
        self._settings, self._profile, self._theme = settings, profile, theme
        self._keyring = keyring
        self._memory = Memory(settings.window_file)
        self._tasks = Tasks(self._say)
        self._login: LoginDialog | None = None
        self._link = settings.link
        self._end: Callable[[], None] | None = None
        self._admin: QMainWindow | None = None
        theme.choose(self._memory.theme)
        self.client = self._client_of(self._server() or UNSET_SERVER)
        self.window = MainWindow(theme, self._memory)
        self.window.log_in_wanted.connect(self.log_in)
        self.window.admin_wanted.connect(self._administrate)

    def _server(self) -> str:
        """Return the server to begin with: named now, that of the link, or the last one."""
        if self._settings.server:
            return self._settings.server
        link = parse_link(self._settings.link)
        remembered = self._profile.settings.server
        if link is not None and not remembered:
            return link.host if link.port is None else f"{link.host}:{link.port}"
        return remembered

    def _client_of(self, server: str) -> ServerClient:
        try:
            url = parse_address(server).url
            kept = self._profile.settings.accounts
            saved = next((account for account in kept if account.url == url), None)
            return open_client(self._profile, server, saved=saved, keyring=self._keyring)
        except Refusal as refusal:
            _log.warning("the server %r: %s", server, refusal)
            return open_client(self._profile, UNSET_SERVER, keyring=self._keyring)

    async def start(self) -> None:
        """Show the window at once, then what is known, then what the server says."""
        self.window.show()
        await asyncio.sleep(0)
        await self.client.start()
        self._use(self.client)
        if self.client.status.state is LinkState.SIGNED_OUT:
            self.log_in()

    async def stop(self) -> None:
        """End the session's connection, keep what is unsent, let the profile go."""
        self._tasks.cancel()
        if self._end is not None:
            self._end()
        await self.client.stop()
        self._profile.close()

    def open_link(self, link: str) -> None:
        """Bring the window to the front and follow a link from outside; an empty one does not."""
        self.window.bring_to_front()
        self._link = link
        self._follow_link()

    @property
    def login_open(self) -> bool:
        """Whether the login dialog is open."""
        return self._login is not None

    # --- the session

    def _use(self, client: ServerClient) -> None:
        if self._end is not None:
            self._end()
        self._close_admin()
        self.client = client
        self._end = client.listen(self._told)
        self.window.use(client)
        self._follow_link()

    def _told(self, change: Change) -> None:
        if isinstance(change, SignedOut):
            self._close_admin()
            self.log_in(in_words(change.reason or ""))
        elif isinstance(change, StatusChanged):
            self._follow_link()

    def _follow_link(self) -> None:
        if self._link and self.client.status.state is LinkState.ONLINE and self._login is None:
            link, self._link = self._link, ""
            self.window.workspace.open_link(link)

    def log_in(self, words: str = "") -> None:
        """Open the login dialog over the window, if it is not open."""
        if self._login is None:
            self._tasks.spawn(self._log_in(words))

    async def _log_in(self, words: str) -> None:
        remembered = self._profile.settings
        self._login = LoginDialog(
            self.window,
            self._theme,
            self,
            server=self._server() if self._settings.server else remembered.server or self._server(),
            login=remembered.login,
            keep=remembered.keep or not remembered.login,
            words=words,
        )
        self.window.set_asked_to_log_in(True)
        try:
            await ask(self._login)
        finally:
            self._login = None
            self.window.set_asked_to_log_in(False)
        self._follow_link()

    def needs_consent(self, server: str) -> bool:
        """Return whether the way to this server is open to listeners and not yet agreed to."""
        address = parse_address(server)
        agreed = address.url in self._profile.settings.plain
        return not (address.secure or address.loopback or agreed)

    async def enter(self, form: LogInForm | SignUpForm, *, consent: bool) -> None:
        """Log in or sign up on the server named, changing to it if it is another."""
        address = parse_address(form.server)
        if consent:
            self._profile.allow_plain(address.url)
        same = address.url == self.client.server_url
        client = (
            self.client if same else open_client(self._profile, form.server, keyring=self._keyring)
        )
        try:
            await _enter(client, form)
        except BaseException:
            if not same:
                await client.stop()
            raise
        if not same:
            old = self.client
            self._use(client)
            await old.stop()

    def _administrate(self) -> None:
        from chat_desktop.windows.admin.admin_window import AdminWindow

        if self._admin is None or self._admin.isHidden():
            self._close_admin()
            self._admin = AdminWindow(self.window, self._theme, self.client)
        self._admin.show()
        self._admin.raise_()

    def _close_admin(self) -> None:
        """Let no table of one account outlive it."""
        if self._admin is not None:
            self._admin.close()
            self._admin.deleteLater()
            self._admin = None

    def _say(self, words: str) -> None:
        if self.window.has_client:
            self.window.workspace.say(words)


async def _enter(client: ServerClient, form: LogInForm | SignUpForm) -> None:
    if isinstance(form, LogInForm):
        await client.log_in(form.login, form.password, keep=form.keep)
    else:
        await client.sign_up(
            form.username,
            form.password,
            email=form.email,
            display_name=form.display_name,
            country=form.country,
            keep=form.keep,
        )


def make_application() -> QApplication:
    """Return the application with its names, made if there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("parlance")
    app.setApplicationDisplayName("Parlance")
    QGuiApplication.setDesktopFileName("parlance")
    # The loop ends when the program has put everything away, not when Qt would end it.
    app.setQuitOnLastWindowClosed(False)
    return app


def run(settings: Settings) -> int:
    """Run the program until its window is closed; returns the exit code."""
    app = make_application()
    try:
        profile = open_profile(settings.folder)
    except ProfileInUse as in_use:
        from chat_desktop.windows.handover import hand_over

        if hand_over(settings.folder, settings.link):
            return 0
        print(in_use, file=sys.stderr)
        return 1
    _write_log(settings.log_file)
    import qasync  # type: ignore[import-untyped]

    code: int = qasync.run(_main(app, settings, profile))
    return code


async def _main(app: QApplication, settings: Settings, profile: Profile) -> int:
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, done.set)
        except NotImplementedError:
            signal.signal(number, lambda _number, _frame: done.set())
    garbage = Garbage(app)
    desktop = Desktop(settings, profile, Theme(app))
    desktop.window.closed.connect(done.set)
    _report_bugs(loop, desktop)
    try:
        await desktop.start()
        from chat_desktop.windows.handover import Handover

        handover = Handover(settings.folder, desktop.open_link, app)
        code = await _until_done(done, settings.script)
        handover.close()
    finally:
        await desktop.stop()
        desktop.window.close()
        garbage.stop()
    return code


async def _until_done(done: asyncio.Event, script: Path | None) -> int:
    """Wait for the end, which a script brings about too; returns whether that failed."""
    ended = asyncio.create_task(done.wait())
    if script is None:
        await ended
        return 0
    from chat_desktop.script import ScriptFailed, play

    played = asyncio.create_task(play(script))
    await asyncio.wait((ended, played), return_when=asyncio.FIRST_COMPLETED)
    for task in (ended, played):
        task.cancel()
    await asyncio.wait((ended, played))
    failure = None if played.cancelled() else played.exception()
    if isinstance(failure, ScriptFailed):
        print(failure, file=sys.stderr)
        return 1
    if failure is not None:
        raise failure
    return 0


def _write_log(file: Path) -> None:
    log = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[log, logging.StreamHandler()])
    logging.getLogger("websockets").setLevel(logging.WARNING)
    logging.getLogger("qasync").setLevel(logging.WARNING)


def _report_bugs(loop: asyncio.AbstractEventLoop, desktop: Desktop) -> None:
    """Let every unexpected error reach the log with its trace, and the user in a few words."""
    words = "Something went wrong. The log has the details."

    def of_python(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("an unexpected error", exc_info=(kind, error, trace))
        desktop._say(words)

    def of_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        trace = error if isinstance(error, BaseException) else None
        _log.error("%s", context.get("message"), exc_info=trace)
        desktop._say(words)

    sys.excepthook = of_python
    loop.set_exception_handler(of_loop)
