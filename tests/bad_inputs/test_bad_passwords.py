"""Passwords and tokens of every kind: kept whole or refused, and no answer tells too much."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from bad_inputs.peer import TEXT, Peer, frame
from bad_inputs.village import operator
from server_process import ServerProcess
from wire.client import Client, Frame

PASSWORD = "correct horse"
names = (f"user-{number}" for number in count())


@pytest.fixture
def guest(server: ServerProcess) -> Iterator[Client]:
    with Client(server.url) as client:
        yield client


def told(reply: Frame) -> Frame:
    """Return all that an answer tells, but for which command it answers."""
    return {name: value for name, value in reply.items() if name != "id"}


@pytest.mark.parametrize("length", [0, 1, 7, 1_025, 9_000, 120_000])
def test_passwords_too_short_or_too_long_are_weak(guest: Client, length: int) -> None:
    name = next(names)
    for password in ("x" * length, "\0" * min(length, 20_000)):
        if not 8 <= len(password) <= 1_024:
            reply = guest.call("sign_up", username=name, password=password)
            assert (reply["code"], reply["field"]) == ("weak_password", "password")
    assert guest.refused("log_in", login=name, password="x" * length) == "bad_credentials"


def test_a_password_of_a_million_is_a_frame_too_large(server: ServerProcess) -> None:
    with Peer(server.port).upgrade() as peer:
        password = b"x" * 1_000_000
        peer.push(frame(TEXT, b'{"type":"log_in","id":1,"login":"x","password":"%s"}' % password))
        assert peer.close_code() in (1009, 1006)


@pytest.mark.parametrize(
    "password",
    [
        *("x" * length for length in (8, 71, 72, 73, 1_000, 1_023)),
        *("pass\0word", "\0" * 8, "\x1b[31mred", " " * 8, "\n" * 8, "\ufeff" * 8, "\u202e" * 8),
        *("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "😀" * 1_000, "ß" * 40, "\uffff" * 8, "\U0010ffff" * 8, "%_\\'\";--"),
    ],
    ids=lambda password: f"{len(password)} {password[:3]!r}",
)
def test_all_of_a_password_counts(guest: Client, password: str) -> None:
    name = next(names)
    guest.log_in("sign_up", username=name, password=password)
    guest.do("log_out")
    for wrong in (password[:-1], password + "x", password[:-1] + "é", password.replace("\0", "")):
        if wrong != password:
            assert guest.refused("log_in", login=name, password=wrong) == "bad_credentials"
    guest.log_in("log_in", login=name, password=password)


def test_a_password_typed_in_two_ways_is_one(guest: Client) -> None:
    name = next(names)
    guest.log_in("sign_up", username=name, password="caf\u00e9 \u1e69 \ud55c")
    guest.do("log_out")
    guest.log_in("log_in", login=name, password="cafe\u0301 s\u0323\u0307 \u1112\u1161\u11ab")
    guest.do("log_out")
    assert guest.refused("log_in", login=name, password="cafe \u1e69 \ud55c") == "bad_credentials"


def test_nobody_learns_why_a_log_in_failed(server: ServerProcess, guest: Client) -> None:
    here, gone = next(names), next(names)
    for name in (here, gone):
        with Client(server.url) as client:
            client.log_in("sign_up", username=name, password=PASSWORD, email=f"{name}@example.org")
    operator(server, "deactivate", gone)
    answers = [
        told(guest.call("log_in", login=login, password=password))
        for login, password in (
            (here, "wrong horse"),
            (f"{here}@example.org", "wrong horse"),
            (next(names), PASSWORD),
            ("nobody@example.org", PASSWORD),
            (gone, PASSWORD),
            (gone, "wrong horse"),
            ("", PASSWORD),
            ("\0", PASSWORD),
            ("x" * 50_000, PASSWORD),
            (here, "x" * 1_025),
            (here, ""),
        )
    ]
    assert answers[0]["code"] == "bad_credentials"
    assert "field" not in answers[0]
    assert [answer for answer in answers if answer != answers[0]] == []
    guest.log_in("log_in", login=here, password=PASSWORD)


def test_a_token_is_itself_and_nothing_like_it(server: ServerProcess, guest: Client) -> None:
    name = next(names)
    with Client(server.url) as client, Client(server.url) as other:
        token = client.log_in("sign_up", username=name, password=PASSWORD)["token"]
        ended = other.log_in("log_in", login=name, password=PASSWORD)["token"]
        other.do("log_out")
        odd = [
            *("", " ", "\0", token[:-1], token[1:], token + "=", token.swapcase(), "'", "%"),
            *(f" {token}", f"{token} ", f"{token}\n", f"{token}\0", token * 2, "x" * 100_000),
            *(ended, "\u202e" + token, token.replace(token[0], "\uff21")),
        ]
        answers = [told(guest.call("authenticate", token=one)) for one in odd]
        assert {answer["code"] for answer in answers} == {"bad_credentials"}
        assert [answer for answer in answers if answer != answers[0]] == []
        assert guest.log_in("authenticate", token=token)["token"] == token
        assert client.do("profile")["user"]["username"] == name


def test_deactivation_closes_every_socket_and_every_way_back(
    server: ServerProcess, guest: Client
) -> None:
    name = next(names)
    with Client(server.url) as client:
        client.log_in("sign_up", username=name, password=PASSWORD)
        operator(server, "deactivate", name)
        assert client.closed() == 4401
        assert guest.refused("authenticate", token=client.token) == "bad_credentials"
        assert guest.refused("log_in", login=name, password=PASSWORD) == "bad_credentials"
        operator(server, "activate", name)
        assert guest.refused("authenticate", token=client.token) == "bad_credentials"
