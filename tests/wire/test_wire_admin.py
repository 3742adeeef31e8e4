"""The superuser's commands."""

from __future__ import annotations

import uuid

import pytest
from wire.client import Client
from wire.conftest import PASSWORD, People, make_group
from wire.server import Server


@pytest.fixture(scope="module")
def superuser(server: Server) -> str:
    """The name of a superuser, made as an operator makes one."""
    with Client(server.url) as client:
        client.log_in("sign_up", username="superuser", password=PASSWORD)
    server.admin("make-admin", "superuser")
    return "superuser"


@pytest.fixture
def root(people: People, superuser: str) -> Client:
    """The superuser, logged in."""
    client = people.connect()
    client.log_in("log_in", login=superuser, password=PASSWORD)
    return client


def test_they_are_the_superuser_s_and_others_get_not_allowed(people: People) -> None:
    ada = people()
    group = make_group(ada)
    for command, fields in (
        ("admin_users", {}),
        ("admin_groups", {}),
        ("admin_messages", {"group": group}),
        ("admin_act", {"action": "deactivate", "target": ada.user}),
        ("admin_act", {"action": "make_admin", "target": ada.user}),
        ("admin_act", {"action": "reset_password", "target": ada.user}),
        ("admin_act", {"action": "delete_group", "target": group}),
        ("admin_act", {"action": "delete_message", "target": group, "seq": 1}),
    ):
        assert ada.refused(command, **fields) == "not_allowed"


def test_the_superuser_knows_it(root: Client) -> None:
    assert root.welcome["user"]["superuser"] is True


def test_users_are_searched_and_paged(people: People, root: Client) -> None:
    stem = f"adm{people.name()}"
    users = [people(f"{stem}-{i}", email=f"{stem}-{i}@example.org") for i in range(5)]
    seen = []
    page = root.do("admin_users", query=stem.upper(), limit=2)
    while True:
        assert len(page["users"]) <= 2
        seen += page["users"]
        if "next" not in page:
            break
        page = root.do("admin_users", query=stem.upper(), limit=2, after=page["next"])
    assert sorted(user["id"] for user in seen) == sorted(user.user for user in users)
    for user in seen:
        assert user["email"].startswith(stem)
        assert (user["active"], user["superuser"], user["online"]) == (True, False, True)
    (one,) = root.do("admin_users", query=f"{stem}-3@example.org")["users"]
    assert one["username"] == f"{stem}-3"


def test_groups_are_searched_and_paged_private_ones_too(people: People, root: Client) -> None:
    ada = people()
    stem = f"adm {people.name()}"
    made = {make_group(ada, name=f"{stem} {i}", visibility="private") for i in range(3)}
    page = root.do("admin_groups", query=stem, limit=2)
    seen = page["groups"] + root.do("admin_groups", query=stem, after=page["next"])["groups"]
    assert {group["id"] for group in seen} == made
    assert len(seen) == 3
    for group in seen:
        assert (group["visibility"], group["members"], group["closed"]) == ("private", 1, False)
        assert group["owner"] == ada.username


def test_messages_of_a_group_are_paged(people: People, root: Client) -> None:
    ada = people()
    group = make_group(ada, visibility="private")
    seqs = [ada.send(group, f"message {i}") for i in range(5)]
    ada.do("delete", group=group, seq=seqs[0])
    page = root.do("admin_messages", group=group, limit=3)
    assert [message["seq"] for message in page["messages"]] == seqs[2:]
    assert page["more"] is True
    assert page["messages"][0]["username"] == ada.username
    page = root.do("admin_messages", group=group, limit=3, before=seqs[2])
    assert ([message["seq"] for message in page["messages"]], page["more"]) == (seqs[:2], False)
    assert page["messages"][0]["deleted"] is True
    assert "text" not in page["messages"][0]
    (found,) = root.do("admin_messages", group=group, query="MESSAGE 3")["messages"]
    assert found["seq"] == seqs[3]
    assert root.refused("admin_messages", group=str(uuid.uuid4())) == "no_such_group"


def test_deactivation_ends_every_session_and_activation_lets_in(
    people: People, root: Client
) -> None:
    ada, bob = people(), people()
    make_group(ada, bob)
    phone = people.session(ada)
    reply = root.do("admin_act", action="deactivate", target=ada.user)
    assert (reply["action"], reply["target"]) == ("deactivate", ada.user)
    assert ada.closed() == 4401
    assert phone.closed() == 4401
    pushed = bob.push("user")["user"]
    assert (pushed["id"], pushed["active"]) == (ada.user, False)
    stranger = people.connect()
    refused = stranger.call("log_in", login=ada.username, password=PASSWORD)
    wrong = stranger.call("log_in", login=ada.username, password="wrong password")
    assert refused["code"] == wrong["code"] == "bad_credentials"
    assert refused["message"] == wrong["message"]
    assert stranger.refused("authenticate", token=ada.token) == "bad_credentials"
    root.do("admin_act", action="activate", target=ada.user)
    assert stranger.refused("authenticate", token=ada.token) == "bad_credentials"
    stranger.log_in("log_in", login=ada.username, password=PASSWORD)


def test_a_deactivated_user_s_sockets_close_when_the_operator_does_it(people: People) -> None:
    ada = people()
    people.server.admin("deactivate", ada.username)
    assert ada.closed() == 4401
    people.server.admin("activate", ada.username)
    people.session(ada)


def test_a_password_is_reset(people: People, root: Client) -> None:
    ada = people()
    made = root.do("admin_act", action="reset_password", target=ada.user)["password"]
    assert ada.closed() == 4401
    stranger = people.connect()
    assert stranger.refused("log_in", login=ada.username, password=PASSWORD) == "bad_credentials"
    stranger.log_in("log_in", login=ada.username, password=made)


def test_a_superuser_is_made_and_unmade(people: People, root: Client) -> None:
    ada = people()
    root.do("admin_act", action="make_admin", target=ada.user)
    assert ada.do("admin_users", limit=1)["users"]
    root.do("admin_act", action="remove_admin", target=ada.user)
    assert ada.refused("admin_users") == "not_allowed"


def test_a_superuser_deletes_messages_and_groups(people: People, root: Client) -> None:
    ada = people()
    group = make_group(ada, visibility="private")
    seq = ada.send(group, "secret")
    root.do("admin_act", action="delete_message", target=group, seq=seq)
    assert ada.event(group, seq + 1)["kind"] == "deleted"
    root.do("admin_act", action="delete_group", target=group)
    ada.push("group_gone", group=group)
    assert ada.live[group][-1]["kind"] == "closed"


def test_acts_on_what_is_not_there(root: Client) -> None:
    absent = str(uuid.uuid4())
    for action in ("deactivate", "activate", "reset_password", "make_admin"):
        assert root.refused("admin_act", action=action, target="nobody") == "no_such_user"
    assert root.refused("admin_act", action="delete_group", target=absent) == "no_such_group"
    code = root.refused("admin_act", action="delete_message", target=absent, seq=1)
    assert code == "no_such_group"
    assert root.refused("admin_act", action="explode", target=absent) == "bad_request"


def test_a_superuser_is_no_member_by_that(people: People, root: Client) -> None:
    ada = people()
    group = make_group(ada, visibility="private")
    assert root.refused("history", group=group) == "no_such_group"


def test_each_use_is_logged(people: People, root: Client) -> None:
    ada = people()
    root.do("admin_act", action="make_admin", target=ada.user)
    root.do("admin_act", action="remove_admin", target=ada.user)
    root.do("admin_users", query="logged-query")
    log = people.server.log.read_text()
    lines = [line for line in log.splitlines() if "admin" in line]
    assert any("make_admin" in line and ada.user in line for line in lines)
    assert any("admin_users" in line for line in lines)
