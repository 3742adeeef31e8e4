"""Real clients for tests, each on a profile of its own, without windows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from chat_desktop.client import ServerClient, open_client, open_profile
from chat_desktop.core.ports import Change
from chat_desktop.core.rows import Delivery, LinkState, MessageRow
from chat_desktop.network.address import parse_address

PASSWORD = "correct horse"


class MemoryKeyring:
    """A keyring that holds passwords in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[service_name, username]


class NoKeyring:
    """A keyring as it is where there is none: everything fails."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise RuntimeError("no keyring")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise RuntimeError("no keyring")

    def delete_password(self, service_name: str, username: str) -> None:
        raise RuntimeError("no keyring")


@asynccontextmanager
async def running(folder: Path, server: str) -> AsyncIterator[ServerClient]:
    """Yield a started client on the profile in `folder`, stopped at the end.

    A session that was kept on this server is resumed.
    """
    profile = open_profile(folder)
    url = parse_address(server).url
    saved = next((known for known in profile.settings.accounts if known.url == url), None)
    client = open_client(profile, server, saved=saved, keyring=NoKeyring())
    try:
        await client.start()
        yield client
    finally:
        await client.stop()
        profile.close()


@asynccontextmanager
async def signed_up(folder: Path, server: str, name: str) -> AsyncIterator[ServerClient]:
    """Yield a client that has just made the account `name`, and stays signed in."""
    async with running(folder / name, server) as client:
        await client.sign_up(name, PASSWORD, keep=True)
        yield client


async def until(condition: Callable[[], object], what: str = "", seconds: float = 20) -> None:
    """Wait until `condition` holds; a failure names `what` did not come."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"did not happen: {what or condition}") from None


async def online(client: ServerClient) -> None:
    await until(lambda: client.status.state is LinkState.ONLINE, "online")


async def offline(client: ServerClient) -> None:
    await until(lambda: client.status.state is not LinkState.ONLINE, "offline")


def heard(client: ServerClient) -> list[Change]:
    """Return a list that grows with every change from now on."""
    changes: list[Change] = []
    client.listen(changes.append)
    return changes


def messages(client: ServerClient, group: str) -> list[MessageRow]:
    """Return the messages in the group's window."""
    timeline = client.timeline(group)
    rows = timeline.rows if timeline else []
    return [row for row in rows if isinstance(row, MessageRow)]


def texts(client: ServerClient, group: str) -> list[str | None]:
    return [row.text for row in messages(client, group)]


def all_sent(client: ServerClient, group: str) -> bool:
    """Say whether nothing is on its way any more and every message is counted."""
    rows = messages(client, group)
    return all(row.delivery is Delivery.SENT and row.n is not None for row in rows)
