"""One entry per open socket, capped per address."""

from __future__ import annotations

import pytest
from fake_gateway import FakeSocket, Gateway

from chat_server.gateway.lobby import Lobby, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("not an address", "not an address"),
    ],
)
def test_an_address_stands_for_its_household(address: str, network: str) -> None:
    assert network_of(address) == network


def test_an_address_has_so_many_connections_and_no_more() -> None:
    lobby = Lobby(Gateway(rate_limits=True).around, most_per_address=2)
    first = lobby.admit(FakeSocket(), "192.0.2.1")
    assert first is not None
    assert lobby.admit(FakeSocket(), "192.0.2.1") is not None
    assert lobby.admit(FakeSocket(), "192.0.2.1") is None
    assert lobby.admit(FakeSocket(), "192.0.2.2") is not None
    assert len(lobby) == 3
    first.lost()
    first.lost()
    assert len(list(lobby)) == 2
    assert lobby.admit(FakeSocket(), "192.0.2.1") is not None
    assert lobby.admit(FakeSocket(), "192.0.2.1") is None


def test_without_rate_limits_there_is_no_cap() -> None:
    lobby = Lobby(Gateway().around, most_per_address=2)
    assert all(lobby.admit(FakeSocket(), "192.0.2.1") for _ in range(9))
