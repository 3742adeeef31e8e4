"""Faults: a slow reader, a server that restarts, one that is killed, an id in flight."""

from __future__ import annotations

import json
import socket
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from wire.client import Client, Frame, new_key
from wire.conftest import PASSWORD, People, make_group
from wire.server import Server

OwnServer = Callable[..., tuple[Server, People]]


def test_an_id_in_flight_is_a_bad_request(own_server: OwnServer) -> None:
    _, people = own_server("--password-cost", "10", "--rate-limits", "off")
    ada = people()
    with people.connect() as other:
        log_in = {"type": "log_in", "id": 5, "login": ada.username, "password": PASSWORD}
        # Checking the password takes tens of milliseconds: the second one comes meanwhile.
        other.send_raw(json.dumps(log_in))
        other.send_raw('{"type":"list_groups","id":5}')
        frames = [json.loads(other.socket.recv(timeout=10)) for _ in range(2)]
        assert sorted(frame["type"] for frame in frames) == ["error", "welcome"]
        assert [frame["id"] for frame in frames] == [5, 5]
        assert {frame.get("code") for frame in frames} == {None, "bad_request"}
        other._in_flight.add(6)
        other.send_raw('{"type":"list_groups","id":6}')
        assert other.answer(6)["type"] == "groups"


def slow_socket(url: str) -> socket.socket:
    """Return a TCP connection that takes little at a time."""
    parts = urlsplit(url)
    slow = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.settimeout(10)
    slow.connect((parts.hostname, parts.port))
    return slow


def test_a_slow_reader_is_told_that_it_lagged_and_catches_up(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    slow = people.device(bob, sock=slow_socket(people.server.url), max_queue=1)
    text = "\U0001f600" * 5_000
    # Bob's phone reads nothing meanwhile, and nobody else feels it.
    last = 0
    for _ in range(200):
        last = ada.send(group, text)
        bob.event(group, last)

    lagged = slow.push("lagged")
    head = lagged["heads"][group]
    have = slow.live[group][-1]["seq"] if slow.live[group] else 2
    assert have < head <= last
    missed: list[Frame] = []
    while have < head:
        page = slow.do("catch_up", group=group, after=have, limit=100)
        missed += page["events"]
        have = missed[-1]["seq"]
    assert [event["seq"] for event in missed[-3:]] == list(range(have - 2, have + 1))
    # Live goes on from the event after `head`; the client itself fails on a hole there.
    seq = ada.send(group, "after")
    assert slow.event(group, seq)["text"] == "after"
    assert slow.event(group, seq)["seq"] == seq


def test_a_reader_that_stays_stuck_is_closed_4408(people: People) -> None:
    ada = people()
    group = make_group(ada)
    for _ in range(20):
        ada.send(group, "\U0001f600" * 5_000)
    # It asks and asks and reads no answer: what it asked for is more than a server keeps for it.
    stuck = people.device(ada, sock=slow_socket(people.server.url), max_queue=1)
    for _ in range(200):
        stuck.start("history", group=group)
    assert stuck.closed() == 4408
    assert ada.do("profile")["user"]["id"] == ada.user


def test_a_server_that_is_asked_to_end_says_bye_and_closes_1012(own_server: OwnServer) -> None:
    server, people = own_server("--password-cost", "4")
    ada, stranger = people(), people.connect()
    group = make_group(ada)
    ada.send(group)
    server.terminate()
    for client in (ada, stranger):
        bye = client.push("bye")
        assert bye["reason"]
        assert bye["retry_after"] > 0
        assert client.closed() == 1012
    assert server.wait() == 0


def test_what_was_acknowledged_outlives_a_restart_under_load(own_server: OwnServer) -> None:
    server, people = own_server("--password-cost", "4", "--rate-limits", "off")
    ada = people()
    group = make_group(ada)
    keys: list[str] = []
    acknowledged: dict[str, int] = {}
    codes: set[str] = set()

    def talk() -> None:
        try:
            while True:
                ids = {}
                for _ in range(20):
                    keys.append(new_key())
                    ids[keys[-1]] = ada.start("send", group=group, key=keys[-1], text="x")
                for key, id in ids.items():
                    reply = ada.answer(id)
                    if reply["type"] == "sent":
                        acknowledged[key] = reply["seq"]
                    else:
                        codes.add(reply["code"])
        except ConnectionClosed:
            return

    talking = threading.Thread(target=talk)
    talking.start()
    while len(acknowledged) < 100:
        talking.join(0.01)
    server.terminate()
    assert server.wait() == 0
    talking.join()
    assert codes <= {"busy"}

    server.start()
    again = Client(server.url)
    with again:
        again.log_in(token=ada.token)
        assert again.welcome["epoch"] == ada.welcome["epoch"]
        events: list[Frame] = []
        after = 0
        while True:
            page = again.do("catch_up", group=group, after=after, limit=100)
            events += page["events"]
            after = events[-1]["seq"]
            if after == page["head"]:
                break
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
        stored = {event["key"]: event["seq"] for event in events if event["kind"] == "message"}
        assert len(stored) == len(events) - 1
        assert acknowledged.items() <= stored.items()
        # What was not acknowledged is sent again, same keys, same order: once each, in order.
        seqs = [again.send(group, "x", key=key) for key in keys]
        assert seqs == sorted(set(seqs))


def test_a_kill_loses_nothing_that_was_acknowledged(own_server: OwnServer) -> None:
    server, people = own_server("--password-cost", "4", "--rate-limits", "off")
    ada, bob = people(), people()
    group = make_group(ada, bob)
    keys = [new_key() for _ in range(50)]
    seqs = [ada.send(group, key, key=key) for key in keys]
    ada.do("edit", group=group, seq=seqs[0], text="edited")
    bob.do("mark_read", group=group, seq=seqs[10])
    server.kill()
    server.start()
    with Client(server.url) as again:
        again.log_in(token=bob.token)
        (view,) = again.welcome["groups"]
        assert (view["n"], view["read"], view["head"]) == (50, seqs[10], seqs[-1] + 1)
        page = again.do("history", group=group, limit=100)
        assert [message["seq"] for message in page["messages"]] == seqs
        assert page["messages"][0]["text"] == "edited"
    with Client(server.url) as again:
        again.log_in("log_in", login=ada.username, password=PASSWORD)
        assert again.send(group, "other", key=keys[7]) == seqs[7]


def test_while_the_database_is_held_sends_are_busy_and_wait_for_their_turn(
    own_server: OwnServer,
) -> None:
    server, people = own_server("--password-cost", "4", "--rate-limits", "off")
    ada, bob = people(), people()
    group, other = make_group(ada, bob), make_group(ada)
    keys = [new_key() for _ in range(6)]
    (path,) = server.data_dir.glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as intruder:
        intruder.execute("BEGIN IMMEDIATE")
        ids = [ada.start("send", group=group, key=key, text=key) for key in keys]
        # Whoever reads does not feel it.
        assert bob.do("history", group=group)["messages"] == []
        for id in ids:
            reply = ada.answer(id)
            assert reply["code"] == "busy"
            assert reply["retry_after"] > 0
        intruder.execute("ROLLBACK")
    assert ada.refused("send", group=group, key=new_key(), text="late") == "busy"
    assert ada.send(other, "elsewhere") == 2
    assert [ada.send(group, key, key=key) for key in keys] == [3, 4, 5, 6, 7, 8]
    assert bob.event(group, 8)["text"] == keys[-1]


def test_what_was_heard_outlives_a_kill(own_server: OwnServer) -> None:
    server, people = own_server("--password-cost", "4", "--rate-limits", "off")
    ada, bob = people(), people()
    group = make_group(ada, bob)
    for _ in range(300):
        ada.start("send", group=group, key=new_key(), text="x")
    bob.event(group, 50)
    server.kill()
    with suppress(ConnectionClosed):
        while True:
            bob.read()
    heard = {event["seq"]: event for event in bob.live[group]}
    server.start()
    with Client(server.url) as again:
        again.log_in(token=bob.token)
        stored: dict[int, Frame] = {}
        while max(stored, default=0) < again.welcome["groups"][0]["head"]:
            after = max(stored, default=0)
            page = again.do("catch_up", group=group, after=after, limit=100)
            stored |= {event["seq"]: event for event in page["events"]}
    assert len(heard) >= 49
    assert heard.items() <= stored.items()


@pytest.mark.parametrize("rude", [True, False])
def test_a_client_that_goes_without_a_word_disturbs_nobody(people: People, rude: bool) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    for _ in range(10):
        bob.start("send", group=group, key=new_key(), text="x")
    if rude:
        bob.socket.socket.shutdown(socket.SHUT_RDWR)
    bob.close()
    seq = ada.send(group, "still here")
    assert ada.event(group, seq)["text"] == "still here"
