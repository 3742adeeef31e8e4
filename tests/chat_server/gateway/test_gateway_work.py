"""What sessions ask for, carried out; and what is answered when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fake_gateway import PASSWORD, Gateway

from chat_server.core.model import Changes
from chat_server.core.trouble import StorageTrouble
from chat_server.gateway.work import Workshop, as_mutation, as_refusal
from chat_server.writability import LEAST_SECONDS
from protocol.commands import ListGroups, MarkRead
from protocol.errors import CloseCode, ErrorCode, Refusal

KEY = "k" * 16


def test_what_is_made_new_is_random() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    groups = {ada.call("create_group", name="Tea")["group"]["id"] for _ in range(5)}
    assert len(groups) == 5
    assert all(len(group) == 36 for group in groups)
    invites = {ada.call("create_invite", group=groups.copy().pop())["token"] for _ in range(5)}
    assert len(invites) == 5
    assert all(len(invite) >= 43 for invite in invites)


def test_a_full_journal_makes_a_send_busy_and_those_behind_it_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    with monkeypatch.context() as patch:
        patch.setattr("chat_server.journal.MAX_QUEUED_JOBS", 0)
        refused = ada.call("send", group=tea, key=KEY, text="one")
        assert (refused["code"], refused["retry_after"] > 0) == ("busy", True)
    assert ada.call("send", group=tea, key="j" * 16, text="two")["code"] == "busy"
    assert ada.call("send", group=tea, key=KEY, text="one")["type"] == "sent"
    assert ada.call("send", group=tea, key="j" * 16, text="two")["type"] == "sent"


def test_a_locked_store_makes_the_batch_busy_and_nothing_overtakes_it() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    gateway.store.fail_commit = StorageTrouble(ErrorCode.BUSY, "locked")
    first = ada.send("send", group=tea, key=KEY, text="one")
    gateway.step()  # the first batch is being committed
    second = ada.send("send", group=tea, key="j" * 16, text="two")
    gateway.run()
    replies = {frame["id"]: frame["code"] for frame in ada.take()}
    assert replies == {first: "busy", second: "busy"}
    assert gateway.batches[-1] == 1, "the second never got to the store"


@pytest.mark.parametrize("kept", [True, False])
def test_after_a_commit_of_unknown_outcome_everybody_starts_over_and_sees_the_truth(
    kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Gateway()
    ada, bob = gateway.connect(), gateway.connect()
    home = ada.call("sign_up", username="ada", password=PASSWORD)
    guest = bob.call("sign_up", username="bob", password=PASSWORD)
    tea = gateway.group(ada, bob)
    sound = gateway.store.transaction
    lost = StorageTrouble(ErrorCode.BUSY, "the connection is lost", unknown=True)

    @contextmanager
    def no_answer() -> Iterator[None]:
        monkeypatch.setattr(gateway.store, "transaction", sound)
        if not kept:
            gateway.store.fail_commit = lost
        with sound():
            yield
        raise lost

    monkeypatch.setattr(gateway.store, "transaction", no_answer)
    sent = ada.send("send", group=tea, key=KEY, text="one")
    removed = ada.send("remove_member", group=tea, user=guest["user"]["id"])
    gateway.run()
    replies = {frame["id"]: frame["code"] for frame in ada.take()}
    assert replies == {sent: "busy", removed: "busy"}
    assert ada.call("mark_read", group=tea, seq=1)["code"] == "busy"
    gateway.clock.advance(LEAST_SECONDS)
    gateway.run()
    assert (ada.code, bob.code) == (CloseCode.RESTARTING, CloseCode.RESTARTING)
    shown = gateway.connect().call("authenticate", token=guest["token"])
    assert [group["id"] for group in shown["groups"]] == ([] if kept else [tea])
    ada = gateway.connect()
    ada.call("authenticate", token=home["token"])
    head = ada.call("send", group=tea, key=KEY, text="one")["seq"]
    assert head == 3, "the first message after two who joined, whether kept or taken now"


def test_a_bug_is_internal_for_the_culprit_alone_and_logged(
    logged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    ada.call("send", group=tea, key=KEY, text="one")
    gateway.store.poison = (tea, 2)
    bad = ada.send("edit", group=tea, seq=2, text="two")
    good = ada.send("send", group=tea, key="j" * 16, text="three")
    gateway.run()
    replies = {f["id"]: f.get("code", f["type"]) for f in ada.take() if "id" in f}
    assert replies == {bad: "internal", good: "sent"}
    (entry,) = [entry for entry in logged if entry["event"] == "internal"]
    assert entry["exc_info"] is not None


def test_a_read_about_a_group_that_one_left_meanwhile_says_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    secret = ada.call("create_group", name="Secret")["group"]["id"]
    ada.call("add_member", group=secret, user="2")
    ada.call("send", group=secret, key=KEY, text="a secret")
    bob.take()
    bob.send("history", group=secret)
    answer: Callable[[], None] = gateway.tasks.pop()
    reading: list[Any] = []
    # The page was read before Bob was removed, and arrives after it.
    history = gateway.store.reader.history
    page = history("2", _history(secret))
    ada.call("remove_member", group=secret, user="2")
    assert bob.types() == ["events", "group_gone"]

    def read_again(*arguments: Any) -> Any:
        reading.append(arguments)
        return history(*arguments) if len(reading) > 1 else page

    monkeypatch.setattr(gateway.store.reader, "history", read_again)
    answer()
    gateway.run()
    (reply,) = bob.take()
    assert reply["code"] == "no_such_group"


def _history(group: str) -> Any:
    from protocol.commands import History

    return History(id=1, group=group)


def test_when_the_journal_is_full_the_last_visit_is_not_noted(
    logged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    monkeypatch.setattr("chat_server.journal.MAX_QUEUED_JOBS", 0)
    ada.connection.lost()
    gateway.run()
    assert [e["user"] for e in logged if e["event"] == "last_seen_skipped"] == ["1"]


def test_when_the_journal_is_full_an_unused_session_stays(
    logged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    actor = ada.connection.session.actor
    assert actor is not None
    monkeypatch.setattr("chat_server.journal.MAX_QUEUED_JOBS", 0)
    nobody: Any = None
    Workshop(gateway, nobody, gateway.delivery).forsake(actor)
    assert [e["user"] for e in logged if e["event"] == "session_left_behind"] == ["1"]


def test_a_bug_while_noting_the_last_visit_is_logged(logged: list[Any]) -> None:
    gateway = Gateway()
    ada = gateway.member("ada")

    def broken(changes: Changes) -> None:
        raise RuntimeError("a bug")

    gateway.store.write = broken  # type: ignore[method-assign]
    gateway.clock.advance(1)
    ada.connection.lost()
    gateway.run()
    assert [entry["command"] for entry in logged if entry["event"] == "internal"] == ["NoteSeen"]


def test_uses_of_the_superuser_s_commands_are_logged(logged: list[Any]) -> None:
    from chat_server.core.admin import OPERATOR
    from chat_server.core.jobs import Perform
    from chat_server.core.outcome import Actor
    from protocol.commands import AdminAct

    gateway = Gateway()
    root, ada = gateway.member("root"), gateway.member("ada")
    act = AdminAct(id=1, action="make_admin", target="1")
    gateway.submit(Perform(Actor(OPERATOR, "", 0), act), lambda _: None)
    gateway.run()
    assert root.call("admin_users")["users"][0]["online"] is True
    root.call("admin_act", action="deactivate", target="2")
    uses = [entry for entry in logged if entry["event"] == "admin"]
    assert [entry["command"] for entry in uses] == ["admin_users", "deactivate"]
    assert [entry["by"] for entry in uses] == ["1", "1"]
    assert ada.code is not None


def test_what_is_no_refusal_becomes_internal() -> None:
    refusal = Refusal(ErrorCode.TOO_LONG)
    assert as_refusal(refusal, ListGroups(id=1)) is refusal
    assert as_refusal(ValueError("no"), ListGroups(id=1)).code is ErrorCode.INTERNAL
    assert as_refusal(None, ListGroups(id=1)).code is ErrorCode.INTERNAL


def test_only_writes_become_jobs() -> None:
    write = MarkRead(id=1, group="tea", seq=1)
    assert as_mutation(write) is write
    with pytest.raises(TypeError):
        as_mutation(ListGroups(id=1))
