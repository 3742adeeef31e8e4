"""Signing up, logging in, changing passwords: what is checked before a job is made."""

from __future__ import annotations

from typing import Any

import pytest
from fake_gateway import PASSWORD, Client, Gateway

from chat_server.gateway.gatekeeper import new_password, new_token
from chat_server.gateway.rates import FAILURES_HERE
from protocol.errors import ErrorCode, Refusal


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


def superuser(gateway: Gateway, name: str = "root") -> Client:
    from chat_server.core.admin import OPERATOR
    from chat_server.core.jobs import Perform
    from chat_server.core.outcome import Actor
    from protocol.commands import AdminAct

    client = gateway.member(name)
    user = client.call("profile")["user"]["id"]
    act = AdminAct(id=1, action="make_admin", target=user)
    gateway.submit(Perform(Actor(OPERATOR, "", 0), act), lambda _: None)
    gateway.run()
    client.take()
    return client


def test_a_token_brings_one_back(gateway: Gateway) -> None:
    gateway.member("ada")
    phone = gateway.connect()
    token = phone.call("log_in", login="ADA", password=PASSWORD, device="phone")["token"]
    assert len(token) >= 43
    tablet = gateway.connect()
    welcome = tablet.call("authenticate", token=token)
    assert (welcome["token"], welcome["user"]["username"]) == (token, "ada")
    assert gateway.connect().call("authenticate", token=token[:-1])["code"] == "bad_credentials"


def test_nobody_s_name_and_a_wrong_password_get_the_same_answer_and_the_same_work(
    gateway: Gateway,
) -> None:
    gateway.member("ada")
    wrong = gateway.connect().call("log_in", login="ada", password="wrong password")
    nobody = gateway.connect().call("log_in", login="nobody", password="wrong password")
    assert wrong == nobody
    assert wrong["code"] == "bad_credentials"
    assert gateway.hasher.checked == ["hash:" + PASSWORD, None]


def test_a_password_that_nobody_can_have_is_not_hashed(gateway: Gateway) -> None:
    gateway.member("ada")
    reply = gateway.connect().call("log_in", login="ada", password="x" * 1025)
    assert reply["code"] == "bad_credentials"
    assert gateway.hasher.checked == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"username": "a", "password": PASSWORD}, "invalid_name"),
        ({"username": "eve", "password": "short"}, "weak_password"),
        ({"username": "eve", "password": "x" * 1025}, "weak_password"),
        ({"username": "eve", "password": PASSWORD, "email": "nobody"}, "invalid_email"),
        ({"username": "ADA", "password": PASSWORD}, "username_taken"),
    ],
)
def test_a_sign_up_that_cannot_be(gateway: Gateway, fields: dict[str, Any], code: str) -> None:
    gateway.member("ada")
    assert gateway.connect().call("sign_up", **fields)["code"] == code


def test_a_log_in_by_e_mail(gateway: Gateway) -> None:
    client = gateway.connect()
    client.call("sign_up", username="ada", password=PASSWORD, email="Ada@Example.org")
    again = gateway.connect()
    assert again.call("log_in", login="ada@example.org", password=PASSWORD)["type"] == "welcome"


def test_changing_the_password_needs_the_old_one(gateway: Gateway) -> None:
    ada = gateway.member("ada")
    refused = ada.call("change_password", old="wrong password", new="battery staple")
    assert (refused["code"], refused["field"]) == ("bad_credentials", "old")
    weak = ada.call("change_password", old=PASSWORD, new="short")
    assert (weak["code"], weak["field"]) == ("weak_password", "new")
    assert ada.call("change_password", old=PASSWORD, new="battery staple")["type"] == "ok"
    assert gateway.connect().call("log_in", login="ada", password=PASSWORD)["type"] == "error"
    phone = gateway.connect()
    assert phone.call("log_in", login="ada", password="battery staple")["type"] == "welcome"


def test_a_password_changed_while_another_is_checked_wins(gateway: Gateway) -> None:
    ada = gateway.member("ada")
    late = gateway.connect()
    late.send("log_in", login="ada", password=PASSWORD)
    gateway.step()  # the account is read with the old hash
    ada.send("change_password", old=PASSWORD, new="battery staple")
    check = gateway.tasks.pop(0)
    gateway.run()
    check()
    gateway.run()
    assert [frame["code"] for frame in late.take()] == ["bad_credentials"]


def test_too_many_wrong_guesses_have_to_wait_and_the_right_one_is_not_looked_at() -> None:
    gateway = Gateway(rate_limits=True)
    gateway.member("ada")
    for _ in range(FAILURES_HERE.burst):
        client = gateway.connect()
        reply = client.call("log_in", login="ada", password="wrong password")
        assert reply["code"] == "bad_credentials"
        client.connection.lost()
    checked = len(gateway.hasher.checked)
    refused = gateway.connect().call("log_in", login="ada", password=PASSWORD)
    assert refused["code"] == "rate_limited"
    assert len(gateway.hasher.checked) == checked
    gateway.clock.advance(refused["retry_after"])
    again = gateway.connect()
    assert again.call("log_in", login="ada", password=PASSWORD)["type"] == "welcome"


def test_a_busy_pool_does_not_count_as_a_wrong_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = Gateway(rate_limits=True)
    gateway.member("ada")

    def busy(work: object) -> object:
        raise Refusal(ErrorCode.BUSY, retry_after=5)

    with monkeypatch.context() as patch:
        patch.setattr(gateway, "hashing", busy)
        for _ in range(FAILURES_HERE.burst * 2):
            client = gateway.connect()
            assert client.call("log_in", login="ada", password=PASSWORD)["code"] == "busy"
            client.connection.lost()
    assert gateway.connect().call("log_in", login="ada", password=PASSWORD)["type"] == "welcome"


def test_a_superuser_resets_a_password(gateway: Gateway) -> None:
    root, ada = superuser(gateway), gateway.member("ada")
    target = ada.call("profile")["user"]["id"]
    done = root.call("admin_act", action="reset_password", target=target)
    assert done["type"] == "admin_done"
    phone = gateway.connect()
    assert phone.call("log_in", login="ada", password=done["password"])["type"] == "welcome"
    named = {"action": "reset_password", "target": target, "password": "battery staple"}
    assert "password" not in root.call("admin_act", **named)
    named["password"] = "short"
    assert root.call("admin_act", **named)["code"] == "weak_password"


def test_others_cannot_even_have_a_password_hashed(gateway: Gateway) -> None:
    ada = gateway.member("ada")
    reply = ada.call("admin_act", action="reset_password", target="1")
    assert reply["code"] == "not_allowed"
    assert gateway.hasher.checked == []


def test_who_comes_and_who_is_turned_away_is_logged_without_secrets(
    gateway: Gateway, logged: list[Any]
) -> None:
    gateway.member("ada")
    gateway.connect().call("log_in", login="ada", password="wrong password")
    events = [(entry["event"], entry["by"]) for entry in logged if "by" in entry]
    assert events == [("logged_in", "sign_up"), ("log_in_refused", "log_in")]
    assert "password" not in str(logged)
    assert PASSWORD not in str(logged)


def test_tokens_and_passwords_are_long_and_new_each_time() -> None:
    assert len({new_token() for _ in range(100)}) == 100
    fresh, password = new_password(None)
    assert fresh == password
    assert len(fresh) >= 16
    assert new_password("battery staple") == ("", "battery staple")
