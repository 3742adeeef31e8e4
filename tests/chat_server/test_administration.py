"""The operator's commands, carried out on a store in memory."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from fake_gateway import PASSWORD, FakeHasher, Gateway

from chat_server.administration import Administration
from chat_server.core.jobs import Job, Result
from protocol.commands import (
    AdminAct,
    AdminAction,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    ClientMessage,
    GetProfile,
    ListGroups,
    LogOut,
    Send,
    SignUp,
)
from protocol.errors import CloseCode, ErrorCode, Refusal
from protocol.views import DEFAULT_LIMITS


class Office:
    """An operator beside a running server."""

    def __init__(self) -> None:
        self.gateway = Gateway()
        self.hasher = FakeHasher()
        self.administration = Administration(
            self.gateway.store.reader,
            lambda: self.hasher,
            self._perform,
            self.gateway.delivery.is_online,
            DEFAULT_LIMITS,
        )

    def _perform(self, job: Job) -> Result:
        results: list[Result] = []
        self.gateway.submit(job, results.append)
        self.gateway.run()
        return results[0]

    def do(self, command: ClientMessage) -> Any:
        return msgspec.to_builtins(self.administration.carry_out(command))

    def act(self, action: AdminAction, target: str, **fields: Any) -> Any:
        return self.do(AdminAct(id=1, action=action, target=target, **fields))


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_superuser_is_made_and_found(office: Office) -> None:
    made = office.do(SignUp(id=1, username="root", password=PASSWORD))
    assert made["user"]["superuser"] is True
    assert office.do(GetProfile(id=1, username="ROOT"))["user"]["username"] == "root"
    root = office.gateway.connect()
    assert root.call("log_in", login="root", password=PASSWORD)["type"] == "welcome"


def test_a_weak_password_is_refused_before_it_is_hashed(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(SignUp(id=1, username="root", password="short"))
    assert refused.value.code is ErrorCode.WEAK_PASSWORD


@pytest.mark.parametrize("name", ["ada", "ADA", "1"])
def test_a_user_is_named_by_username_or_id_and_locked_out_at_once(
    office: Office, name: str
) -> None:
    ada = office.gateway.member("ada")
    assert office.act("deactivate", name)["target"] == "1"
    assert ada.code is CloseCode.SESSION_ENDED
    assert office.gateway.connect().call("log_in", login="ada", password=PASSWORD)["code"]
    office.act("activate", name)
    again = office.gateway.connect()
    assert again.call("log_in", login="ada", password=PASSWORD)["type"] == "welcome"


def test_nobody_hides_behind_a_name_that_is_anothers_id(office: Office) -> None:
    for name in ("ada", "bob", "10", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim"):
        office.gateway.member(name)
    more = [office.gateway.member(f"user{number}") for number in range(30)]
    assert more
    with pytest.raises(Refusal, match="id of another"):
        office.act("deactivate", "10")
    assert office.act("deactivate", "@10")["target"] == "3"
    assert office.act("make_admin", "@ada")["target"] == "1"
    assert office.act("make_admin", "2")["target"] == "2"


def test_a_password_is_made_up_or_taken(office: Office) -> None:
    office.gateway.member("ada")
    made = office.act("reset_password", "ada")["password"]
    phone = office.gateway.connect()
    assert phone.call("log_in", login="ada", password=made)["type"] == "welcome"
    assert "password" not in office.act("reset_password", "ada", password="battery staple")
    assert phone.code is CloseCode.SESSION_ENDED


def test_everything_is_listed_and_who_is_connected(office: Office) -> None:
    ada = office.gateway.member("ada")
    tea = office.gateway.group(ada)
    ada.call("send", group=tea, key="k" * 16, text="hello")
    (user,) = office.do(AdminUsers(id=1))["users"]
    assert (user["username"], user["online"]) == ("ada", True)
    (group,) = office.do(AdminGroups(id=1))["groups"]
    assert group["name"] == "Tea"
    (message,) = office.do(AdminMessages(id=1, group=tea))["messages"]
    assert message["text"] == "hello"
    office.act("delete_message", tea, seq=message["seq"])
    office.act("delete_group", tea)
    assert ada.types()[-1] == "group_gone"


def test_whom_there_is_not_cannot_be_acted_on(office: Office) -> None:
    for action in ("deactivate", "make_admin", "reset_password"):
        with pytest.raises(Refusal) as refused:
            office.act(action, "nobody")
        assert refused.value.code is ErrorCode.NO_SUCH_USER


@pytest.mark.parametrize(
    "command", [ListGroups(id=1), LogOut(id=1), Send(id=1, group="g", key="k" * 16, text="x")]
)
def test_the_operator_is_no_user(office: Office, command: ClientMessage) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(command)
    assert refused.value.code is ErrorCode.NOT_ALLOWED


def test_a_bug_is_not_taken_for_an_answer(office: Office) -> None:
    office.gateway.member("ada")
    office.gateway.store.fail_write = RuntimeError("a bug")
    office.gateway.store.fail_commit = RuntimeError("again")
    with pytest.raises(RuntimeError):
        office.act("deactivate", "ada")


def test_each_act_is_logged_without_passwords(office: Office, logged: list[Any]) -> None:
    office.do(SignUp(id=1, username="root", password=PASSWORD))
    office.act("reset_password", "root", password="battery staple")
    acts = [entry for entry in logged if entry["event"] == "operator"]
    assert [entry["command"] for entry in acts] == ["SignUp", "AdminAct"]
    assert PASSWORD not in str(logged)
    assert "battery" not in str(logged)
