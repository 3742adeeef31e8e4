"""Sessions: signing up, logging in, resuming, ending; what `welcome` says."""

from __future__ import annotations

import unicodedata

import pytest
from wire.client import Client
from wire.conftest import PASSWORD, People, make_group


def test_the_server_speaks_first(people: People) -> None:
    hello = people.connect().hello
    assert set(hello) == {"type", "server", "version", "protocol", "limits"}


def test_sign_up_makes_an_account_and_logs_in(people: People) -> None:
    ada = people(display_name="Ada L.", email="ada1@example.org", country="GB")
    user = ada.welcome["user"]
    assert (user["display_name"], user["email"], user["country"], user["active"]) == (
        "Ada L.",
        "ada1@example.org",
        "GB",
        True,
    )
    assert "superuser" not in user
    assert (ada.welcome["groups"], ada.welcome["users"]) == ([], [])


def test_log_in_takes_a_username_or_an_e_mail_in_any_spelling(people: People) -> None:
    name = "Straße" + people.name()
    ada = people(name, email="Ada.Two@Example.org")
    for login in (name, name.upper(), name.casefold(), "ada.two@example.ORG"):
        other = people.connect()
        other.log_in("log_in", login=login, password=PASSWORD, device="laptop")
        assert other.user == ada.user
        assert other.token != ada.token


def test_authenticate_returns_the_same_token_on_several_sockets(people: People) -> None:
    ada = people()
    phones = [people.device(ada) for _ in range(3)]
    assert {phone.token for phone in phones} == {ada.token}
    assert {phone.user for phone in phones} == {ada.user}
    assert ada.do("profile")["user"]["id"] == ada.user


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 64])
def test_an_unknown_token_is_bad_credentials(people: People, token: str) -> None:
    assert people.connect().refused("authenticate", token=token) == "bad_credentials"


def test_wrong_password_and_unknown_user_say_the_same(people: People) -> None:
    ada = people(email="ada.three@example.org")
    stranger = people.connect()
    replies = [
        stranger.call("log_in", login=login, password=password)
        for login, password in (
            (ada.username, "wrong password"),
            ("ada.three@example.org", "wrong password"),
            ("nobody-at-all", PASSWORD),
            ("nobody@example.org", PASSWORD),
            ("", ""),
            (ada.username, "x" * 2_000),
        )
    ]
    for reply in replies:
        reply.pop("id")
        assert reply == replies[0]
    assert replies[0]["code"] == "bad_credentials"


def test_refusals_keep_the_socket(people: People) -> None:
    stranger = people.connect()
    for _ in range(7):
        assert stranger.refused("authenticate", token="x") == "bad_credentials"
    stranger.log_in("sign_up", username=people.name(), password=PASSWORD)


def test_before_log_in_everything_else_is_not_logged_in(people: People) -> None:
    stranger = people.connect()
    for command, fields in (
        ("profile", {}),
        ("list_groups", {}),
        ("log_out", {}),
        ("send", {"group": "g", "key": "k" * 16, "text": "x"}),
        ("admin_users", {}),
    ):
        assert stranger.refused(command, **fields) == "not_logged_in"


def test_the_log_in_commands_are_not_allowed_when_logged_in(people: People) -> None:
    ada = people()
    for command, fields in (
        ("sign_up", {"username": people.name(), "password": PASSWORD}),
        ("log_in", {"login": ada.username, "password": PASSWORD}),
        ("authenticate", {"token": ada.token}),
    ):
        assert ada.refused(command, **fields) == "not_allowed"
    assert ada.do("profile")["user"]["id"] == ada.user


def test_usernames_are_unique_however_they_are_written(people: People) -> None:
    name = "Zoë" + people.name()
    people(name)
    stranger = people.connect()
    for taken in (
        name,
        name.upper(),
        unicodedata.normalize("NFD", name),
        name.replace("user", "ｕｓｅｒ"),
    ):
        assert stranger.refused("sign_up", username=taken, password=PASSWORD) == "username_taken"


@pytest.mark.parametrize(
    "name", ["", "x", "x" * 33, "a@b", "a＠b", "a b", "a\u00a0b", "a\tb", "a\u200bb", "a\x00b"]
)
def test_a_username_outside_its_rule_is_an_invalid_name(people: People, name: str) -> None:
    reply = people.connect().call("sign_up", username=name, password=PASSWORD)
    assert (reply["code"], reply["field"]) == ("invalid_name", "username")


def test_usernames_have_2_to_32_characters(people: People) -> None:
    number = people.name().removeprefix("user-")
    for name in ((number * 32)[:30] + "zz", "阿" + number[-1:]):
        assert people(name).username == name


def test_e_mails_are_unique_ignoring_case_and_sign_up_tells(people: People) -> None:
    people(email="Taken@Example.org")
    stranger = people.connect()
    reply = stranger.call(
        "sign_up", username=people.name(), password=PASSWORD, email="tAKEN@example.ORG"
    )
    assert (reply["code"], reply["field"]) == ("email_taken", "email")
    assert people().refused("update_profile", email="taken@example.org") == "email_taken"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"display_name": "x" * 65}, "too_long"),
        ({"display_name": "a\x1bb"}, "bad_request"),
        ({"country": "x" * 65}, "too_long"),
    ],
)
def test_a_profile_at_sign_up_is_held_to_the_limits(
    people: People, fields: dict[str, str], code: str
) -> None:
    reply = people.connect().call("sign_up", username=people.name(), password=PASSWORD, **fields)
    assert (reply["code"], reply["field"]) == (code, next(iter(fields)))


@pytest.mark.parametrize("email", ["ada", "@", "a@b@c", "a b@c", "ada@"])
def test_what_is_no_e_mail_is_refused(people: People, email: str) -> None:
    reply = people.connect().call("sign_up", username=people.name(), password=PASSWORD, email=email)
    assert (reply["code"], reply["field"]) == ("invalid_email", "email")


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1025, "e\u0301" * 7])
def test_passwords_have_8_to_1024_characters(people: People, password: str) -> None:
    stranger = people.connect()
    reply = stranger.call("sign_up", username=people.name(), password=password)
    assert (reply["code"], reply["field"]) == ("weak_password", "password")
    ada = people()
    assert ada.refused("change_password", old=PASSWORD, new=password) == "weak_password"


@pytest.mark.parametrize("password", ["12345678", "        ", "é" * 1024, "pass\x00word"])
def test_passwords_have_no_other_rule_and_count_to_the_end(people: People, password: str) -> None:
    ada = people(password=password)
    people.session(ada)
    assert (
        people.connect().refused("log_in", login=ada.username, password=password[:-1] + "!")
        == "bad_credentials"
    )


def test_passwords_are_compared_in_nfc(people: People) -> None:
    ada = people(password="e\u0301" * 8)
    other = people.connect()
    other.log_in("log_in", login=ada.username, password="é" * 8)
    assert other.user == ada.user


def test_welcome_is_a_snapshot_with_every_user_that_its_lasts_name(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    one = make_group(ada, bob)
    two = make_group(bob, ada)
    make_group(eve, bob)
    empty = make_group(ada)
    bob.send(one, "from bob")
    ada.send(two, "from ada")
    bob.do("leave_group", group=one)
    welcome = people.device(ada).welcome
    groups = {group["id"]: group for group in welcome["groups"]}
    assert set(groups) == {one, two, empty}
    assert groups[one]["last"]["by"] == bob.user
    assert "last" not in groups[empty]
    named = {group["last"]["by"] for group in groups.values() if "last" in group}
    assert named <= {user["id"] for user in welcome["users"]}
    for group in groups.values():
        assert {"role", "read", "read_n"} <= set(group)


def test_log_out_revokes_the_token_and_closes_its_other_sockets(people: People) -> None:
    ada = people()
    phone = people.device(ada)
    elsewhere = people.session(ada)
    token = ada.token
    assert ada.do("log_out")["type"] == "ok"
    assert phone.closed() == 4401
    assert people.connect().refused("authenticate", token=token) == "bad_credentials"
    assert elsewhere.do("profile")["user"]["id"] == elsewhere.user


def test_after_log_out_the_socket_is_before_log_in_again(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.do("log_out")
    ada.forget()
    assert ada.refused("profile") == "not_logged_in"
    bob.send(group, "not for who is logged out")
    ada.quiet("events", "group", "user")
    ada.log_in("log_in", login=bob.username, password=PASSWORD)
    assert ada.user == bob.user


def test_change_password_revokes_every_other_token(people: People) -> None:
    ada = people()
    phone = people.device(ada)
    elsewhere = people.session(ada)
    reply = ada.call("change_password", old="wrong password", new="another horse")
    assert (reply["code"], elsewhere.do("profile")["type"]) == ("bad_credentials", "profile")
    assert ada.do("change_password", old=PASSWORD, new="another horse")["type"] == "ok"
    assert elsewhere.closed() == 4401
    assert people.connect().refused("authenticate", token=elsewhere.token) == "bad_credentials"
    assert phone.do("profile")["type"] == "profile"
    assert people.device(ada).user == ada.user
    stranger = people.connect()
    assert stranger.refused("log_in", login=ada.username, password=PASSWORD) == "bad_credentials"
    stranger.log_in("log_in", login=ada.username, password="another horse")


def test_the_epoch_stays(people: People) -> None:
    ada = people()
    assert ada.welcome["epoch"]
    assert people.device(ada).welcome["epoch"] == ada.welcome["epoch"]
    assert people().welcome["epoch"] == ada.welcome["epoch"]


def test_an_unanswered_log_in_takes_effect_before_what_follows(people: People) -> None:
    ada = people()
    other = people.connect()
    ids = [
        other.start("log_in", login=ada.username, password=PASSWORD),
        other.start("profile"),
        other.start("log_out"),
        other.start("profile"),
    ]
    replies = [other.answer(id) for id in ids]
    assert [reply["type"] for reply in replies] == ["welcome", "profile", "ok", "error"]
    assert replies[3]["code"] == "not_logged_in"


def test_two_people_signing_up_by_one_name_at_once(people: People) -> None:
    name = people.name()
    rivals = [people.connect() for _ in range(4)]
    ids = [rival.start("sign_up", username=name, password=PASSWORD) for rival in rivals]
    replies = [rival.answer(id) for rival, id in zip(rivals, ids, strict=True)]
    assert sorted(reply["type"] for reply in replies) == ["error"] * 3 + ["welcome"]
    assert {reply.get("code") for reply in replies} == {None, "username_taken"}


def test_a_client_is_where_it_was_after_a_reconnect(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    have = bob.send(group, "before")
    bob.close()
    for i in range(3):
        ada.send(group, f"{i}")
    again = Client(people.server.url)
    with again:
        again.log_in(token=bob.token)
        (view,) = again.welcome["groups"]
        assert view["head"] == have + 3
        events = again.do("catch_up", group=group, after=have)["events"]
        assert [event["text"] for event in events] == ["0", "1", "2"]
