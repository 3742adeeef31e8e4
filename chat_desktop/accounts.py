"""The accounts of a profile: one client each, all of them connected, one of them looked at."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final, Protocol

from chat_desktop.core.ports import Client
from chat_desktop.core.rows import LinkState
from chat_desktop.network.address import parse_address
from chat_desktop.storage.profile import Profile, SavedAccount
from protocol.errors import ErrorCode, Refusal

_log = logging.getLogger(__name__)

OPEN_HERE: Final = "This account is already open in this window."


class AccountClient(Client, Protocol):
    """A client that begins and ends, and knows whose it is also while nobody is signed in."""

    @property
    def saved(self) -> SavedAccount | None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


Opener = Callable[[str, SavedAccount | None], AccountClient]
"""Makes a client of a server, with the account whose session it resumes. May raise `Refusal`."""


class Accounts:
    """The clients in the order in which they are shown.

    `added` and `removed` are called with a client as it comes and goes; whatever watches over
    all accounts, such as notifications, listens there.
    """

    def __init__(self, profile: Profile, open_client: Opener) -> None:
        self._profile, self._open = profile, open_client
        self._clients: list[AccountClient] = []
        self.added: list[Callable[[Client], None]] = []
        self.removed: list[Callable[[Client], None]] = []
        self._current: AccountClient | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def clients(self) -> Sequence[AccountClient]:
        """All of them."""
        return tuple(self._clients)

    @property
    def current(self) -> AccountClient | None:
        """The one that is looked at."""
        return self._current

    def load(self) -> None:
        """Make the clients of the accounts that are kept; the one used last is the current one."""
        settings = self._profile.settings
        for saved in settings.accounts:
            try:
                self._add(self._open(saved.url, saved))
            except Refusal as refusal:
                _log.warning("the account %s is left out: %s", saved.id, refusal)
        last = (client for client in self._clients if _id(client) == settings.current)
        self._current = next(last, self._clients[0] if self._clients else None)

    async def start_current(self) -> None:
        """Let the current account show what is cached, and begin to connect."""
        if self._current is not None:
            await self._current.start()

    async def start_others(self) -> None:
        """Let every other account connect too, one after the other: nobody waits for them."""
        for client in self.clients:
            if client is not self._current and client in self._clients:
                await client.start()

    def choose(self, client: AccountClient) -> None:
        """Look at this account; it comes first at the next start."""
        self._current = client
        id = _id(client)
        if id and id != self._profile.settings.current:
            self._write(partial(self._profile.remember, current=id))

    async def enter(
        self, server: str, login: str, let_in: Callable[[AccountClient], Awaitable[None]]
    ) -> AccountClient:
        """Log in by `let_in` on a new client, and return it as the current one.

        It takes the place of a session of the same account that is over. Raises what `let_in`
        does, and `Refusal` with the field `login` for who is signed in here already.
        """
        url = parse_address(server).url
        if any(_is(client, url, login) and _signed_in(client) for client in self._clients):
            raise Refusal(ErrorCode.NOT_ALLOWED, OPEN_HERE, field="login")
        client = self._open(server, None)
        try:
            await let_in(client)
        except BaseException:
            await client.stop()
            raise
        same = next((old for old in self._clients if _id(old) == _id(client)), None)
        if same is None:
            self._add(client)
        else:
            self._clients[self._clients.index(same)] = client
            _tell(self.removed, same)
            _tell(self.added, client)
            await same.stop()
        self.choose(client)
        return client

    async def remove(self, client: AccountClient, *, forget: bool = False) -> None:
        """Take an account out of the window; its session is over or ends here.

        With `forget`, what this device keeps of it goes too.
        """
        if client not in self._clients:
            return
        place = self._clients.index(client)
        self._clients.remove(client)
        saved = client.saved
        if client is self._current:
            # Whoever comes next is looked at, else whoever came before.
            self._current = (
                self._clients[min(place, len(self._clients) - 1)] if (self._clients) else None
            )
        _tell(self.removed, client)
        if saved is not None:
            self._write(partial(self._profile.drop_account, saved.id))
        # The program may end before the server has answered: `stop` waits for this.
        leaving = asyncio.ensure_future(self._end(client, saved, forget=forget))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        await asyncio.shield(leaving)

    async def _end(
        self, client: AccountClient, saved: SavedAccount | None, *, forget: bool
    ) -> None:
        if forget:
            # Its token too, which is in the keyring still where the session is not over.
            await client.log_out()
        await client.stop()
        if forget and saved is not None:
            self._write(partial(self._profile.forget_cache, saved.url, saved.user.id))

    def at(self, server: str) -> AccountClient | None:
        """Return the account on a server: the current one if it is there, else the first."""
        try:
            url = parse_address(server).url
        except Refusal:
            return None
        there = [client for client in self._clients if client.server_url == url]
        if self._current in there:
            return self._current
        signed_in = (client for client in there if _signed_in(client))
        return next(signed_in, there[0] if there else None)

    async def stop(self) -> None:
        """End all connections; what is not sent yet is kept."""
        await asyncio.gather(*self._leaving, *(client.stop() for client in self._clients))

    @staticmethod
    def _write(change: Callable[[], None]) -> None:
        """Change the profile; a disk that does not take it keeps nobody from going on."""
        try:
            change()
        except OSError as error:
            _log.warning("the profile cannot be written: %s", error)

    def _add(self, client: AccountClient) -> None:
        self._clients.append(client)
        _tell(self.added, client)


def _tell(listeners: Sequence[Callable[[Client], None]], client: Client) -> None:
    for listener in listeners:
        listener(client)


def _id(client: AccountClient) -> str:
    return client.saved.id if client.saved is not None else ""


def _signed_in(client: Client) -> bool:
    return client.status.state is not LinkState.SIGNED_OUT


def _is(client: AccountClient, url: str, login: str) -> bool:
    """Say whether a login is that of an account, as far as one can know."""
    if client.saved is None or client.server_url != url:
        return False
    user = client.saved.user
    names = {user.username.casefold(), (user.email or user.username).casefold()}
    return login.strip().casefold() in names
