"""Too much of everything: bounded, refused in time, and felt by nobody else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from bad_inputs.conftest import is_well
from bad_inputs.peer import TEXT, Peer, frame
from bad_inputs.test_bad_websocket import resident
from server_process import ServerProcess
from wire.client import Client, Frame, new_key

from chat_server.gateway import rates

PASSWORD = "correct horse"
MORE = 24 * 1_024
"""KiB that a server may need on top while it is flooded."""


def command(type: str, id: int, **fields: Any) -> bytes:
    return frame(TEXT, json.dumps({"type": type, "id": id, **fields}).encode())


@pytest.fixture(scope="module")
def bystander(guarded: ServerProcess) -> Iterator[Client]:
    """Somebody who only wants to talk."""
    with Client(guarded.url) as client:
        client.log_in("sign_up", username="bystander", password=PASSWORD)
        yield client


def newcomer(server: ServerProcess, name: str) -> Client:
    client = Client(server.url)
    client.log_in("sign_up", username=name, password=PASSWORD)
    return client


def test_a_thousand_connections_from_one_address_are_capped(tmp_path: Path) -> None:
    flags = ("--address-connections", "20")
    with ServerProcess(tmp_path / "data", *flags, rate_limits=True) as server:
        with ExitStack() as stack, Client(server.url) as first:
            first.log_in("sign_up", username="first", password=PASSWORD)
            refused = 0
            for _ in range(1_000):
                peer = stack.enter_context(Peer(server.port))
                try:
                    peer.upgrade()
                except AssertionError:
                    # It was told to go, in place of `hello`.
                    refused += 1
                    peer.socket.close()
            # Those who were let in and did not log in make room again after 10 s.
            assert refused > 600
            assert first.do("profile")["type"] == "profile"
        until = time.monotonic() + 20
        welcome = False
        while not welcome and time.monotonic() < until:
            with suppress(AssertionError), Peer(server.port).upgrade() as again:
                welcome = again.is_usable()
        assert welcome, "who went still counts"
        is_well(server)


def test_connections_that_come_and_go_leave_nothing(
    guarded: ServerProcess, bystander: Client
) -> None:
    descriptors = Path(f"/proc/{guarded.pid}/fd")
    before = len(list(descriptors.iterdir()))
    for number in range(900):
        with Peer(guarded.port) as peer:
            if number % 3 == 0:
                peer.send(b"GET /ws HTTP/1.1\r\n")
            elif number % 3 == 1:
                peer.reset()
    assert bystander.do("profile")["type"] == "profile"
    until = time.monotonic() + 10
    while len(list(descriptors.iterdir())) > before + 5 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(list(descriptors.iterdir())) <= before + 5


@pytest.mark.parametrize("type", ["profile", "mark_read", "react", "create_invite", "update_group"])
def test_commands_over_the_rate_have_to_wait_and_no_longer(
    guarded: ServerProcess, bystander: Client, type: str
) -> None:
    with newcomer(guarded, f"eager-{type}") as eager:
        group = eager.do("create_group", name="Hurry")["group"]["id"]
        seq = eager.send(group)
        fields: dict[str, Any] = {
            "profile": {},
            "mark_read": {"group": group, "seq": seq},
            "react": {"group": group, "seq": seq, "emoji": "👍"},
            "create_invite": {"group": group},
            "update_group": {"group": group, "topic": "tea"},
        }[type]
        replies = [eager.answer(id) for id in [eager.start(type, **fields) for _ in range(1_000)]]
        refused = [reply for reply in replies if reply["type"] == "error"]
        assert len(refused) > 300
        assert {reply["code"] for reply in refused} == {"rate_limited"}
        assert all(0 < reply["retry_after"] < 10 for reply in refused)
        assert bystander.do("profile")["type"] == "profile"
        time.sleep(refused[-1]["retry_after"])
        assert eager.do(type, **fields)["type"] != "error"


def test_ten_thousand_typings_are_a_few(guarded: ServerProcess, bystander: Client) -> None:
    group = bystander.do("create_group", name="Tea", visibility="public")["group"]["id"]
    bystander.signal("focus", group=group)
    with newcomer(guarded, "typist") as typist:
        typist.do("join_group", group=group)
        typing = json.dumps({"type": "typing", "group": group})
        for _ in range(10_000):
            typist.send_raw(typing)
        for _ in range(2_000):
            typist.signal("focus", group=group)
        assert typist.do("profile")["type"] == "profile"
    assert bystander.do("profile")["type"] == "profile"
    shown = [push for push in bystander.pushes if push["type"] == "typing"]
    assert 1 <= len(shown) < 30


@pytest.mark.parametrize(
    "junk", [b"nonsense", b"", b'{"type":"x","id":1}', b"[" * 33], ids=["text", "empty", "x", "["]
)
def test_junk_without_end_keeps_nobody_waiting(
    guarded: ServerProcess, bystander: Client, junk: bytes
) -> None:
    before = resident(guarded)
    with Peer(guarded.port).upgrade() as peer:
        for _ in range(20):
            for _ in range(5):
                peer.push(frame(TEXT, junk) * 200)
                peer.drain()
            assert bystander.do("profile")["type"] == "profile"
    assert bystander.do("profile")["type"] == "profile"
    assert resident(guarded) - before < MORE


def test_reads_without_end_by_who_never_reads_are_bounded(
    server: ServerProcess, tmp_path: Path
) -> None:
    with Client(server.url) as ada:
        ada.log_in("sign_up", username="ada", password=PASSWORD)
        group = ada.do("create_group", name="Long", visibility="public")["group"]["id"]
        for _ in range(10):
            ada.send(group, "\U0001f600" * 10_000)
        before = resident(server)
        with ExitStack() as stack:
            for number in range(5):
                deaf = stack.enter_context(Peer(server.port, buffer=4_096).upgrade())
                deaf.do("sign_up", username=f"deaf{number}", password=PASSWORD)
                deaf.do("join_group", group=group)
                deaf.socket.settimeout(0.5)
                for id in range(100, 400):
                    if not deaf.push(command("history", id, group=group)):
                        break
                assert ada.do("profile")["type"] == "profile"
            for number in range(50):
                ada.send(group, f"{number}")
        assert resident(server) - before < 5 * 8 * 1_024 + MORE
        assert ada.do("profile")["type"] == "profile"


def test_many_pipelined_reads_are_all_answered(server: ServerProcess) -> None:
    with Client(server.url) as client:
        client.log_in("sign_up", username="reader", password=PASSWORD)
        group = client.do("create_group", name="Read")["group"]["id"]
        before = resident(server)
        ids = [client.start("history", group=group) for _ in range(5_000)]
        assert {client.answer(id)["type"] for id in ids} <= {"messages", "error"}
        assert resident(server) - before < MORE


def test_sign_ups_without_end_cost_no_hashes(fresh: ServerProcess) -> None:
    codes: list[str] = []
    for number in range(300):
        with Client(fresh.url) as client:
            reply = client.call("sign_up", username=f"many{number}", password=PASSWORD)
            codes.append(str(reply.get("code", reply["type"])))
            if reply["type"] == "error":
                assert reply["retry_after"] > 0
    assert set(codes) == {"welcome", "rate_limited"}
    assert codes.count("welcome") < 40


def log_in_from(server: ServerProcess, address: str, password: str, login: str = "owner") -> Frame:
    with Client(server.url, additional_headers={"X-Forwarded-For": address}) as client:
        return client.call("log_in", login=login, password=password)


def test_a_thousand_wrong_guesses_do_not_lock_the_owner_out(tmp_path: Path) -> None:
    flags = ("--proxies", "1")
    with ServerProcess(tmp_path / "data", *flags, rate_limits=True) as server:
        home, elsewhere = "198.51.100.7", "203.0.113.9"
        with Client(server.url, additional_headers={"X-Forwarded-For": home}) as owner:
            owner.log_in("sign_up", username="owner", password=PASSWORD)
        # Where the owner has logged in with the password he is at home.
        assert log_in_from(server, home, PASSWORD)["type"] == "welcome"
        codes = [
            log_in_from(server, f"10.0.{n // 250}.{n % 250}", "wrong horse")["code"]
            for n in range(1_000)
        ]
        assert codes.count("bad_credentials") < 300
        assert codes[-1] == "rate_limited"
        assert log_in_from(server, home, PASSWORD)["type"] == "welcome"
        # From anywhere else the owner's turn comes, after those of the others who guess.
        away = log_in_from(server, elsewhere, PASSWORD)
        assert away["code"] == "rate_limited"
        assert 0 < away["retry_after"] <= 1_000 / rates.FAILURES_ELSEWHERE.per_second
        # Others log in as ever.
        with Client(server.url, additional_headers={"X-Forwarded-For": "192.0.2.1"}) as other:
            other.log_in("sign_up", username="other", password=PASSWORD)
        assert log_in_from(server, "192.0.2.2", PASSWORD, "other")["type"] == "welcome"
        is_well(server)


def test_guesses_at_one_address_stop_there(fresh: ServerProcess) -> None:
    with Client(fresh.url) as client:
        client.log_in("sign_up", username="owner", password=PASSWORD)
    codes: list[str] = []
    for _ in range(40):
        with Client(fresh.url) as client:
            codes += [
                client.refused("log_in", login="owner", password=f"guess {n}!!") for n in range(3)
            ]
    assert codes.count("bad_credentials") < 20
    assert codes[-1] == "rate_limited"


def test_a_key_is_one_message_however_often_it_is_sent(server: ServerProcess) -> None:
    with Client(server.url) as client:
        client.log_in("sign_up", username="stutter", password=PASSWORD)
        group = client.do("create_group", name="Once")["group"]["id"]
        key = new_key()
        ids = [client.start("send", group=group, key=key, text="x") for _ in range(3_000)]
        assert {client.answer(id)["seq"] for id in ids} == {2}
        assert client.do("history", group=group)["head"] == 2
