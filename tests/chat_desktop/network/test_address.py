"""Addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.network.address import is_loopback, parse_address
from protocol.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("chat.example.org", "wss://chat.example.org/ws"),
        ("  Chat.Example.ORG  ", "wss://chat.example.org/ws"),
        ("chat.example.org:8443", "wss://chat.example.org:8443/ws"),
        ("chat.example.org/", "wss://chat.example.org/ws"),
        ("chat.example.org:443", "wss://chat.example.org/ws"),
        ("https://chat.example.org", "wss://chat.example.org/ws"),
        ("wss://chat.example.org/ws", "wss://chat.example.org/ws"),
        ("wss://chat.example.org/parlance/ws", "wss://chat.example.org/parlance/ws"),
        ("http://chat.example.org", "ws://chat.example.org/ws"),
        ("ws://chat.example.org:80/ws", "ws://chat.example.org/ws"),
        ("WS://chat.example.org", "ws://chat.example.org/ws"),
        ("localhost:8420", "ws://localhost:8420/ws"),
        ("127.0.0.1:9", "ws://127.0.0.1:9/ws"),
        ("[::1]:8420", "ws://[::1]:8420/ws"),
        ("wss://localhost:8420", "wss://localhost:8420/ws"),
        ("192.168.1.5:8420", "wss://192.168.1.5:8420/ws"),
        ("bücher.example", "wss://xn--bcher-kva.example/ws"),
        ("parlance://join/chat.example.org/abc-1#tok", "wss://chat.example.org/ws"),
        ("parlance://join/localhost:8420/abc-1", "ws://localhost:8420/ws"),
    ],
)
def test_what_people_type(typed: str, url: str) -> None:
    address = parse_address(typed)
    assert address.url == url
    assert parse_address(address.url).url == url
    assert parse_address(address.typed).url == url
    assert address.secure == url.startswith("wss")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "two words",
        "ftp://chat.example.org",
        "parlance://join/",
        "host:port",
        "host:99999",
        "host:0",
        "user@host",
        "wss://user:secret@host/ws",
        "host/ws?token=1",
        "host#fragment",
        "-host",
        "host..org",
        "[::1",
        "[nonsense]",
        "a" * 300,
    ],
)
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_address(typed)
    assert refused.value.field == "server"


@given(st.text())
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    try:
        address = parse_address(typed)
    except Refusal:
        return
    assert parse_address(address.url) == address


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.9.9.9", "[::1]"])
def test_this_machine_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["example.org", "128.0.0.1", "localhost.example.org", "[::2]"])
def test_other_machines_are_not_this_one(host: str) -> None:
    assert not is_loopback(host)


def test_what_is_shown_leaves_out_what_is_usual() -> None:
    assert parse_address("wss://chat.example.org:443/ws").shown == "chat.example.org"
    assert parse_address("ws://localhost:8420/ws").typed == "localhost:8420"
    assert parse_address("ws://chat.example.org/ws").typed == "ws://chat.example.org/ws"
