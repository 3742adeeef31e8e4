"""One profile's program: its accounts, its window, and what leads between them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow

from chat_desktop.accounts import AccountClient, Accounts
from chat_desktop.admission import Admission, why_again
from chat_desktop.client import open_client
from chat_desktop.config import DEFAULT_PROFILE, Settings
from chat_desktop.core.ports import Change, Client, SignedOut, StatusChanged
from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.manners import Manners
from chat_desktop.network.nearby import local_server
from chat_desktop.storage.profile import Profile, SavedAccount
from chat_desktop.storage.tokens import Keyring, Tokens
from chat_desktop.system.desktop_entry import launch_command
from chat_desktop.windows.account.entry import Beginning
from chat_desktop.windows.main_window import Face, MainWindow
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.parts.ask import confirm
from chat_desktop.windows.parts.links import server_of
from chat_desktop.windows.parts.tasks import Tasks, next_turn
from protocol.scalars import GroupId, Seq

if TYPE_CHECKING:
    from chat_desktop.windows.account.login_screen import LoginScreen

OPENING_SECONDS: Final = 0.25
"""So long the window waits for what is cached, to open with it and not change at once."""

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Desktop:
    """One profile's program. `start` shows the window, `stop` ends everything behind it."""

    def __init__(
        self, settings: Settings, profile: Profile, theme: Theme, *, keyring: Keyring | None = None
    ) -> None:
        self._settings, self._profile, self._theme = settings, profile, theme
        self._keyring = keyring
        self._memory = Memory(settings.window_file)
        self._tasks = Tasks(self.say)
        self._login: LoginScreen | None = None
        self._asks: Callable[[], LoginScreen] | None = None
        self._link = settings.link
        self._ends: dict[Client, Callable[[], None]] = {}
        self._turning: AccountClient | None = None
        self._admin: QMainWindow | None = None
        self.window = MainWindow(theme, self._memory)
        self.manners = Manners(theme.app, theme, self.window, self._memory.preferences)
        self.manners.opened.connect(self.show_message)
        self.window.log_in_wanted.connect(self._log_in_again)
        self.window.add_account_wanted.connect(self.add_account)
        self.window.account_wanted.connect(self.look_at)
        self.window.account_new.connect(lambda who: self._tasks.spawn(self._turn_to(who)))
        self.window.removal_wanted.connect(lambda who: self._tasks.spawn(self._remove(who)))
        self.window.link_wanted.connect(self.open_link)
        self.window.settings_wanted.connect(lambda: self._tasks.spawn(self._open_settings()))
        self.window.admin_wanted.connect(lambda: self._tasks.spawn(self._administrate()))
        self.window.language_changed.connect(self._ask_anew)
        self.accounts = Accounts(profile, self._open_client)
        self.accounts.added.append(self._added)
        self.accounts.removed.append(self._removed)
        self.accounts.added.append(self.manners.follow)
        self.accounts.removed.append(self.manners.forget)
        self._admission = Admission(profile, self.accounts)
        self.accounts.load()
        self._begin_with(settings.server or self._link)

    def _open_client(self, server: str, saved: SavedAccount | None) -> AccountClient:
        return open_client(self._profile, server, saved=saved, keyring=self._keyring)

    def _begin_with(self, server: str) -> None:
        """Begin with the account on the server that this start is about, if there is one."""
        found = self.accounts.at(server) if server else None
        if found is not None:
            self.accounts.choose(found)

    @property
    def client(self) -> AccountClient:
        """The account that is looked at; there is none before the first log-in."""
        if self.accounts.current is None:
            raise RuntimeError("nobody is logged in")
        return self.accounts.current

    @property
    def login(self) -> LoginScreen | None:
        """The screen to log in on, while it is shown."""
        return self._login

    # --- beginning and end

    async def start(self) -> None:
        """Show the window with what is cached, then let all accounts connect.

        The messages of the open group are not waited for: they are read and laid out while the
        window is being mapped and first drawn, and come in one of the frames after that.
        """
        opened = asyncio.ensure_future(self.accounts.start_current())
        await asyncio.wait({opened}, timeout=OPENING_SECONDS)
        if not opened.done():
            self.window.show()
        await opened
        await self._show_prepared()
        named = self._settings.server
        if named and self.accounts.current is not None and self.accounts.at(named) is None:
            self.add_account()
        self.window.show()
        self.manners.start()
        self._tasks.spawn(self.accounts.start_others())

    async def stop(self) -> None:
        """End all connections, keep what is unsent, let the profile go."""
        self._tasks.cancel()
        await self.manners.stop()
        if self._login is not None:
            self._login.end()
        for end in self._ends.values():
            end()
        self._ends.clear()
        await self.accounts.stop()
        self._profile.close()

    def say(self, words: str) -> None:
        """Tell the user something in passing."""
        if self._login is not None:
            self._login.say(words)
        elif self.window.has_client:
            self.window.workspace.say(words)

    # --- accounts

    def _added(self, client: Client) -> None:
        saved = getattr(client, "saved", None)
        face = None
        if saved is not None:
            face = Face(saved.user.id, saved.user.display_name or saved.user.username)
        self._ends[client] = client.listen(partial(self._told, client))
        self.window.add(client, face)

    def _removed(self, client: Client) -> None:
        self._ends.pop(client)()
        self.window.remove(client)

    async def _turn_to(self, client: AccountClient) -> None:
        """Look at an account when its part of the window is made; what is shown stays till then."""
        self._turning = client
        await self._prepare(client)
        if self._turning is client:
            self.look_at(client)

    def look_at(self, client: AccountClient) -> None:
        """Show an account, or the screen to log in on where its session is over."""
        self._turning = None
        if client in self.accounts.clients:
            self.accounts.choose(client)
            self._close_admin()
            self._show_current()

    def show_message(self, client: AccountClient, group: GroupId, seq: Seq) -> None:
        """Bring a message to the front, as a click on a notification does."""
        self.look_at(client)
        if self.window.has_client and client.group(group) is not None:
            self.window.workspace.open_group(group)
            self.window.workspace.pane.show_hit(group, seq, ())
        self.window.bring_to_front()

    async def _show_prepared(self) -> None:
        await self._prepare(self.accounts.current)
        self._show_current()

    async def _prepare(self, client: AccountClient | None) -> None:
        """Make the window's part of an account, unless it is to log in first."""
        if client is not None and client.status.state is not LinkState.SIGNED_OUT:
            await self.window.prepare(client)

    def _show_current(self) -> None:
        client = self.accounts.current
        if client is None:
            self._ask(lambda: Beginning(server=self._first_server(), servers=self._servers()))
        elif client.status.state is LinkState.SIGNED_OUT and not _is_to_start(client):
            self._log_in_again()
        else:
            self._leave_login()
            self.window.use(client)
            self._follow_link()

    def _told(self, client: Client, change: Change) -> None:
        current = client is self.accounts.current
        if isinstance(change, SignedOut):
            if current:
                self._close_admin()
            if change.reason is None:
                self._tasks.spawn(self._logged_out(client))
            elif current:
                self._log_in_again()
            elif (saved := getattr(client, "saved", None)) is not None:
                gone = translate("Desktop", "{name} was logged out on {server}.")
                self.say(gone.format(name=saved.user.username, server=saved.server))
        elif isinstance(change, StatusChanged) and current:
            self._follow_link()

    async def _logged_out(self, client: Client) -> None:
        for known in self.accounts.clients:
            if known is client:
                await self.accounts.remove(known)
        self._show_current()

    async def _remove(self, client: AccountClient) -> None:
        question = translate("Desktop", "Remove this account?")
        meaning = translate(
            "Desktop", "Messages that are not sent yet, and what is kept here, are dropped."
        )
        if await confirm(self.window, question, meaning, translate("Desktop", "Remove account")):
            await self.accounts.remove(client, forget=True)
            self._show_current()

    # --- logging in

    def add_account(self) -> None:
        """Show the screen to log in on, for one more account."""
        server = self._settings.server
        if server and self.accounts.at(server) is not None:
            server = ""
        self._ask(
            lambda: Beginning(
                server=server,
                title=translate("Desktop", "Add an account"),
                leavable=self.accounts.current is not None,
                servers=self._servers(),
            )
        )

    def _log_in_again(self) -> None:
        """Show the screen to log in on for the current account, whose session is over."""
        client = self.accounts.current
        saved = client.saved if client is not None else None
        if client is None or saved is None:
            self.add_account()
            return
        reason = client.status.reason or saved.ended
        self._ask(
            lambda: Beginning(
                server=saved.server,
                login=saved.user.username,
                title=translate("Desktop", "Log in again"),
                words=why_again(reason, saved.server),
                again=True,
            ),
            client,
        )

    def _ask_anew(self) -> None:
        """Ask the same in another language."""
        if (before := self._login) is not None and self._asks is not None:
            self._asks().go_on_from(before)

    def _ask(
        self, begin: Callable[[], Beginning], client: AccountClient | None = None
    ) -> LoginScreen:
        # Most starts are of people who are logged in: they need no forms.
        from chat_desktop.windows.account.login_screen import LoginScreen

        self._leave_login()
        self._asks, beginning = partial(self._ask, begin, client), begin()
        screen = self._login = LoginScreen(self._theme, self._admission, beginning, whole=False)
        screen.entered.connect(self._show_current)
        screen.left.connect(self._show_current)
        screen.removal_wanted.connect(lambda: self._tasks.spawn(self._remove(self.client)))
        self.window.show_login(screen, client)
        if not beginning.server:
            self._tasks.spawn(self._suggest(screen))
        return screen

    async def _suggest(self, screen: LoginScreen) -> None:
        server = await local_server()
        if server is not None and screen is self._login and self.accounts.at(server) is None:
            screen.suggest(server)

    def _leave_login(self) -> None:
        if self._login is not None:
            self._login.end()
            self._login = None
            self.window.leave_login()

    def _first_server(self) -> str:
        """Return the server to begin with: named now, that of the link, or the last one."""
        if self._settings.server:
            return self._settings.server
        return server_of(self._link) or self._profile.settings.server

    def _servers(self) -> list[str]:
        known = [account.server for account in self._profile.settings.accounts]
        return sorted({*known, self._profile.settings.server} - {""})

    # --- links

    def open_link(self, link: str) -> None:
        """Bring the window to the front and follow a link; an empty one leads nowhere."""
        self.window.bring_to_front()
        self._link = link
        if not link:
            return
        host = server_of(link)
        there = self.accounts.at(host) if host else None
        if there is not None:
            self.look_at(there)
        elif host:
            self._ask(
                lambda: Beginning(
                    server=host,
                    title=translate("Desktop", "Join a group"),
                    words=translate(
                        "Desktop", "Log in on {server} to join the group that the link names."
                    ).format(server=host),
                    leavable=self.accounts.current is not None,
                )
            )
        else:
            self._link = ""
            self.say(translate("Desktop", "This link leads to no group."))

    def _follow_link(self) -> None:
        client = self.accounts.current
        if not self._link or self._login is not None or client is None:
            return
        if client.status.state is LinkState.ONLINE and self.window.has_client:
            host, link = server_of(self._link), self._link
            if self.accounts.at(host) is client:
                self._link = ""
                self.window.workspace.open_link(link)

    # --- settings

    async def _open_settings(self) -> None:
        from chat_desktop.windows.settings.opening import open_settings, surroundings

        await next_turn()
        around = surroundings(
            self._theme,
            self._memory.preferences,
            self.accounts.clients,
            launch_command(self._settings.profile, DEFAULT_PROFILE, self._settings.data_dir),
            self._settings.folder,
            self._settings.log_file,
            self._in_file,
        )
        await open_settings(self.window, around, self.window.log_out, self._new_password)
        self._memory.save()

    def _new_password(self, client: AccountClient) -> None:
        self.look_at(client)
        if self.window.has_client:
            self.window.workspace.people.change_password()

    def _in_file(self, client: Client) -> bool | None:
        """Return whether an account's session is kept in a file; None where it is not kept."""
        saved = getattr(client, "saved", None)
        kept = {account.id for account in self._profile.settings.accounts}
        if saved is None or saved.id not in kept:
            return None
        return Tokens(self._profile.folder).in_file(saved.id)

    # --- administration

    async def _administrate(self) -> None:
        from chat_desktop.windows.admin.admin_window import AdminWindow

        await next_turn()
        if self._admin is None or self._admin.isHidden():
            self._close_admin()
            await next_turn()
            self._admin = AdminWindow(self.window, self._theme, self.client)
            await next_turn()
        self._admin.show()
        self._admin.raise_()

    def _close_admin(self) -> None:
        """Let no table of one account outlive it."""
        if self._admin is not None:
            self._admin.close()
            self._admin.deleteLater()
            self._admin = None


def _is_to_start(client: AccountClient) -> bool:
    """Say whether a session that is not there yet is about to begin, after those before it."""
    return client.saved is not None and not client.saved.ended
