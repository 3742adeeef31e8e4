"""What a server with its rate limits on refuses, and that pipelining never reorders."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed
from wire.client import Client, Frame, new_key
from wire.conftest import PASSWORD, People, make_group
from wire.server import Server

OwnServer = Callable[..., tuple[Server, People]]


@pytest.fixture
def guarded(own_server: OwnServer) -> People:
    """People on a server that guards itself."""
    return own_server("--password-cost", "4")[1]


def test_the_fifth_refused_log_in_is_answered_and_then_4429(guarded: People) -> None:
    ada = guarded()
    stranger = guarded.connect()
    for command, fields in (
        ("log_in", {"login": ada.username, "password": "wrong password"}),
        ("authenticate", {"token": "nonsense"}),
        ("sign_up", {"username": "x", "password": PASSWORD}),
        ("log_in", {"login": 5}),
    ):
        assert stranger.call(command, **fields)["type"] == "error"
    assert stranger.refused("profile") == "not_logged_in"
    assert stranger.refused("authenticate", token="nonsense") == "bad_credentials"
    assert stranger.closed() == 4429


def test_four_refusals_are_forgiven(guarded: People) -> None:
    stranger = guarded.connect()
    for _ in range(4):
        assert stranger.refused("authenticate", token="nonsense") == "bad_credentials"
    stranger.log_in("sign_up", username=guarded.name(), password=PASSWORD)


def test_sign_up_is_limited_per_address(guarded: People) -> None:
    for _ in range(200):
        with guarded.connect() as client:
            reply = client.call("sign_up", username=guarded.name(), password=PASSWORD)
        if reply["type"] == "error":
            break
    assert reply["code"] == "rate_limited"
    assert reply["retry_after"] > 0


def test_connections_of_one_address_are_limited(guarded: People) -> None:
    def connect_on_and_on() -> None:
        for _ in range(2_000):
            guarded.connect()

    with pytest.raises(ConnectionClosed) as end:
        connect_on_and_on()
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 4429


def refill(ada: Client, group: str, text: str) -> Frame:
    """Send until the answer is no longer about the rate."""
    key = new_key()
    while True:
        reply = ada.call("send", group=group, key=key, text=text)
        if reply["type"] == "sent":
            return reply
        assert reply["code"] == "rate_limited"
        time.sleep(reply["retry_after"])


def test_after_a_refused_send_later_ones_wait_for_its_key(guarded: People) -> None:
    ada = guarded()
    group, other = make_group(ada), make_group(ada)
    keys = [new_key() for _ in range(400)]
    ids = [ada.start("send", group=group, key=key, text=key) for key in keys]
    replies = [ada.answer(id) for id in ids]
    kinds = [reply["type"] for reply in replies]
    sent = kinds.index("error")
    assert sent > 0
    # Refused from there on to the end, though there may have been tokens again.
    assert kinds == ["sent"] * sent + ["error"] * (len(keys) - sent)
    for reply in replies[sent:]:
        assert reply["code"] == "rate_limited"
        assert reply["retry_after"] > 0

    # There are tokens again, as another group shows; here the refused key has to come first.
    refill(ada, other, "elsewhere")
    assert ada.refused("send", group=group, key=new_key(), text="late") == "rate_limited"
    assert ada.refused("send", group=group, key=keys[sent + 1], text="x") == "rate_limited"
    # A key that is known answers all the same.
    known = ada.do("send", group=group, key=keys[0], text="x")
    assert known["seq"] == replies[0]["seq"]
    # On another connection nothing was refused.
    phone = guarded.device(ada)
    assert refill(phone, group, "from the phone")["seq"] == replies[sent - 1]["seq"] + 1

    seqs = []
    for key in keys[sent : sent + 5]:
        reply = ada.call("send", group=group, key=key, text=key)
        while reply["type"] == "error":
            assert reply["code"] == "rate_limited"
            time.sleep(reply["retry_after"])
            reply = ada.call("send", group=group, key=key, text=key)
        seqs.append(reply["seq"])
    assert seqs == sorted(seqs)


def test_other_commands_are_limited_too_and_the_connection_stays(guarded: People) -> None:
    ada = guarded()
    ids = [ada.start("profile") for _ in range(1_500)]
    replies = [ada.answer(id) for id in ids]
    refused = [reply for reply in replies if reply["type"] == "error"]
    assert {reply["code"] for reply in refused} == {"rate_limited"}
    time.sleep(refused[-1]["retry_after"])
    assert ada.do("profile")["user"]["id"] == ada.user
