"""A server to talk to, and people who talk: every test has users and groups of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from wire.client import Client
from wire.patience import Watch
from wire.server import Server

PASSWORD = "correct horse"
_numbers = itertools.count(1)


class People:
    """Makes accounts and connections, and closes them all when the test is over."""

    def __init__(self, server: Server, stack: ExitStack) -> None:
        self.server = server
        self._stack = stack

    def connect(self, **options: Any) -> Client:
        """Return a connection that is not logged in."""
        return self._stack.enter_context(Client(self.server.url, **options))

    def name(self) -> str:
        """Return a username that nobody has."""
        return f"user-{next(_numbers)}"

    def __call__(self, username: str = "", **fields: Any) -> Client:
        """Return a new user's connection."""
        client = self.connect()
        client.password = fields.setdefault("password", PASSWORD)
        client.log_in("sign_up", username=username or self.name(), **fields)
        return client

    def device(self, client: Client, **options: Any) -> Client:
        """Return one more connection of the same session."""
        other = self.connect(**options)
        other.password = client.password
        other.log_in("authenticate", token=client.token)
        return other

    def session(self, client: Client) -> Client:
        """Return a connection of a new session of the same user."""
        other = self.connect()
        other.password = client.password
        other.log_in("log_in", login=client.username, password=client.password)
        return other


def make_group(owner: Client, *others: Client, **fields: Any) -> str:
    """Return a new group of all of them, public unless said otherwise; they have heard of it."""
    settings = {"name": "Tea", "visibility": "public", **fields}
    group: str = owner.do("create_group", **settings)["group"]["id"]
    for other in others:
        owner.do("add_member", group=group, user=other.user)
    head = 1 + len(others)
    for seq, client in enumerate((owner, *others), start=1):
        client.event(group, head)
        assert client.live[group][0]["seq"] == seq
        client.pushes.clear()
    return group


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share: quick passwords, no rates."""
    folder = tmp_path_factory.mktemp("wire") / "data"
    shared = Server(folder, "--password-cost", "4", "--rate-limits", "off").start()
    yield shared
    assert shared.stop() == 0


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """What waits for deadlines, all of them beside each other."""
    folder = tmp_path_factory.mktemp("patience")
    with ExitStack() as stack:
        servers = []
        for cost in ("4", "15"):
            server = Server(folder / cost, "--password-cost", cost, "--rate-limits", "off")
            stack.callback(server.kill)
            servers.append(server.start())
        yield Watch(*servers)


@pytest.fixture
def people(server: Server) -> Iterator[People]:
    with ExitStack() as stack:
        yield People(server, stack)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[..., tuple[Server, People]]]:
    """Start a server of one's own, with options; everything ends with the test."""
    with ExitStack() as stack:

        def begin(*options: str) -> tuple[Server, People]:
            server = Server(tmp_path / "data", *options).start()
            stack.callback(server.kill)
            return server, People(server, stack)

        yield begin
