"""A connection's deadlines, back-pressure and rates, with time made up."""

from __future__ import annotations

import json

from fake_gateway import PASSWORD, Client, Gateway

from protocol.errors import CloseCode

KEY = "k" * 12


def test_the_server_speaks_first() -> None:
    hello = Gateway().connect().hello
    assert (hello["type"], hello["protocol"]) == ("hello", 1)


def test_who_does_not_log_in_in_10_s_is_closed() -> None:
    gateway = Gateway()
    client = gateway.connect()
    gateway.clock.advance(9.9)
    assert client.code is None
    gateway.clock.advance(0.2)
    assert client.code is CloseCode.SESSION_ENDED


def test_the_clock_stops_while_a_log_in_is_worked_on() -> None:
    gateway = Gateway()
    gateway.member("ada").connection.lost()
    client = gateway.connect()
    gateway.clock.advance(6)
    client.send("log_in", login="ada", password="wrong")
    gateway.clock.advance(60)
    gateway.run()
    assert client.types() == ["error"]
    gateway.clock.advance(3.9)
    assert client.code is None
    gateway.clock.advance(0.2)
    assert client.code is CloseCode.SESSION_ENDED


def test_who_is_logged_in_may_stay_and_after_logging_out_has_10_s_again() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    gateway.clock.advance(1000)
    assert ada.call("log_out")["type"] == "ok"
    assert gateway.delivery.connections_of("1") == 0
    gateway.clock.advance(9.9)
    assert ada.code is None
    gateway.clock.advance(0.2)
    assert ada.code is CloseCode.SESSION_ENDED


def test_a_lost_connection_leaves_no_timer() -> None:
    gateway = Gateway()
    gateway.connect().connection.lost()
    assert gateway.clock.getDelayedCalls() == []


def test_after_goodbye_nothing_is_said() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    bob.connection.closing()
    assert ada.call("send", group=tea, key=KEY + "0001", text="hello")["type"] == "sent"
    gateway.run()
    assert bob.take() == []


def test_a_slow_reader_is_not_read_from_until_it_has_drained() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    bob.connection.paused()
    assert bob.socket.reading == [True, False]
    since = bob.connection.lagging_since
    assert ada.call("send", group=tea, key=KEY + "0001", text="hello")["type"] == "sent"
    gateway.run()
    assert bob.take() == []
    bob.connection.resumed()
    assert bob.socket.reading == [True, False, True]
    assert (since, bob.connection.lagging_since) == (0.0, None)
    assert bob.take() == [{"type": "lagged", "heads": {tea: 3}}]


def test_who_pipelines_without_end_is_not_read_from_until_answers_went_out() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    for number in range(400):
        ada.send("send", group=tea, key=f"{number:016}", text="x")
    assert ada.socket.reading == [True, False]
    gateway.run()
    assert ada.socket.reading == [True, False, True]
    assert ada.types().count("sent") == 400


def test_what_piles_up_for_a_slow_reader_ends_it() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    text = "x" * 10_000
    for number in range(100):
        ada.call("send", group=tea, key=f"{number:016}", text=text)
    ada.connection.paused()
    for _ in range(40):
        ada.send("history", group=tea, limit=100)
        gateway.run()
    assert ada.code is CloseCode.TOO_SLOW


def test_too_many_connections_of_one_user_are_turned_away() -> None:
    gateway = Gateway(rate_limits=True, user_connections=2)
    token = gateway.member("ada").call("log_in", login="ada", password=PASSWORD)
    assert token["code"] == "not_allowed"
    second, third = gateway.connect(), gateway.connect()
    assert second.call("log_in", login="ada", password=PASSWORD)["type"] == "welcome"
    third.send("log_in", login="ada", password=PASSWORD)
    gateway.run()
    assert (third.take(), third.code) == ([], CloseCode.TOO_MANY)
    assert gateway.delivery.connections_of("1") == 2
    # No session is left of which nobody has the token.
    assert len(gateway.store.tables.sessions) == 2


def test_a_log_in_that_nobody_waits_for_leaves_no_session() -> None:
    gateway = Gateway()
    gateway.member("ada")
    before = set(gateway.store.tables.sessions)
    gone = gateway.connect()
    gone.send("log_in", login="ada", password=PASSWORD)
    gone.connection.lost()
    gateway.run()
    assert set(gateway.store.tables.sessions) == before


def sends(client: Client, group: str, count: int, start: int = 0) -> list[str]:
    """Send many messages and return what came of each."""
    for number in range(start, start + count):
        client.send("send", group=group, key=f"{number:016}", text="x")
    client.gateway.run()
    return [str(frame.get("code", frame["type"])) for frame in client.take() if "id" in frame]


def test_sends_over_the_rate_are_refused_and_those_behind_them_too() -> None:
    gateway = Gateway(rate_limits=True)
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    results = sends(ada, tea, 150)
    accepted = results.count("sent")
    assert results == ["sent"] * accepted + ["rate_limited"] * (150 - accepted)
    assert 0 < accepted < 150
    # A known key answers before any rate; a new message waits behind the refused one.
    gateway.clock.advance(60)
    assert sends(ada, tea, 1) == ["sent"]
    assert sends(ada, tea, 1, start=900) == ["rate_limited"]
    assert sends(ada, tea, 1, start=accepted) == ["sent"]
    assert sends(ada, tea, 1, start=901) == ["sent"]


def test_other_commands_have_a_rate_of_their_own() -> None:
    gateway = Gateway(rate_limits=True)
    ada = gateway.member("ada")
    replies = [ada.call("list_groups").get("code") for _ in range(400)]
    assert replies[0] is None
    assert replies[-1] == "rate_limited"


def test_sign_ups_and_log_ins_are_limited_per_address() -> None:
    gateway = Gateway(rate_limits=True)
    codes = []
    for number in range(30):
        client = gateway.connect("192.0.2.9")
        reply = client.call("sign_up", username=f"user{number}", password=PASSWORD)
        codes.append(reply.get("code"))
        client.connection.lost()
    assert codes[0] is None
    assert codes[-1] == "rate_limited"
    other = gateway.connect("192.0.2.10")
    assert other.call("sign_up", username="ada", password=PASSWORD)["type"] == "welcome"


def test_frames_that_are_no_commands_leave_the_connection_usable() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    ada.connection.received_text(b"nonsense")
    ada.connection.received_binary()
    ada.connection.received_text(json.dumps({"type": "send", "id": 77}).encode())
    frames = ada.take()
    assert [frame["code"] for frame in frames] == ["bad_request"] * 3
    assert [frame.get("id") for frame in frames] == [None, None, 77]
    assert ada.call("list_groups")["type"] == "groups"


def test_draining_says_bye_and_then_commands_are_busy() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    ada.connection.drain("restarting", 2.0)
    assert ada.take() == [{"type": "bye", "reason": "restarting", "retry_after": 2.0}]
    assert ada.call("list_groups")["code"] == "busy"


def test_an_answer_for_who_is_gone_goes_nowhere() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    ada.send("list_groups")
    ada.connection.lost()
    late = gateway.connect()
    late.send("log_in", login="ada", password=PASSWORD)
    late.connection.lost()
    gateway.run()
    assert ada.take() == late.take() == []
    assert not gateway.delivery.is_online("1")
