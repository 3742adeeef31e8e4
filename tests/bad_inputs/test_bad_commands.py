"""Every command broken in every way its schema allows: refused by itself, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from bad_inputs.schema import ID, commands, tag, violations
from msgspec import Struct
from server_process import ServerProcess
from wire.client import Client

PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def watcher(server: ServerProcess) -> Iterator[Client]:
    """Somebody else, whom none of it may disturb."""
    with Client(server.url) as client:
        client.log_in("sign_up", username="watcher", password=PASSWORD)
        yield client


@pytest.fixture
def clients(server: ServerProcess, watcher: Client) -> Iterator[list[Client]]:
    """A connection before log-in, one that is logged in, and one that was."""
    with Client(server.url) as guest, Client(server.url) as member, Client(server.url) as gone:
        member.log_in("log_in", login="watcher", password=PASSWORD)
        gone.log_in("log_in", login="watcher", password=PASSWORD)
        gone.do("log_out")
        yield [guest, member, gone]


@pytest.mark.parametrize("command", commands(), ids=tag)
def test_each_breach_of_a_schema_is_one_bad_request(
    clients: list[Client], watcher: Client, command: type[Struct]
) -> None:
    everything = list(violations(command))
    assert len(everything) > 10
    for place, client in enumerate(clients):
        # The phase has little to do with it: every fifth is enough of those who are not in.
        broken = everything if place == 1 else everything[place::5]
        for first in range(0, len(broken), 20):
            few = broken[first : first + 20]
            for violation in few:
                client.send_raw(violation.data)
            for violation in few:
                error = json.loads(client.socket.recv(timeout=15))
                assert error["type"] == "error", (violation.name, error)
                assert error["code"] == "bad_request", (violation.name, error)
                assert error.get("id") == (ID if violation.has_id else None), violation.name
        usable = client.call("profile")
        assert usable.get("code", "") == ("" if place == 1 else "not_logged_in")
    assert watcher.do("profile")["user"]["username"] == "watcher"
