"""What each connection hears of what happens in its groups."""

from __future__ import annotations

from fake_gateway import Client, Frame, Gateway

from chat_server.gateway.outbox import MAX_PILED_BYTES
from protocol.errors import CloseCode

KEY = "k" * 15


def say(client: Client, group: str, number: int) -> None:
    client.send("send", group=group, key=f"{KEY}{number}", text=f"text {number}")


def kinds(frames: list[Frame]) -> list[str]:
    """Return the kinds of all live events in the frames."""
    return [
        event["kind"] for frame in frames if frame["type"] == "events" for event in frame["events"]
    ]


def test_a_batch_is_one_frame_a_group_in_one_write_and_replies_are_joined_to_it() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    for number in range(3):
        say(ada, tea, number)
    gateway.batches.clear()
    gateway.run()
    assert gateway.batches == [3]
    assert len(ada.socket.writes) == len(bob.socket.writes) == 1
    (events,) = bob.take()
    assert [event["text"] for event in events["events"]] == ["text 0", "text 1", "text 2"]
    assert events["head"] == events["events"][-1]["seq"]
    assert sorted(ada.types()) == ["events", "sent", "sent", "sent"]


def test_who_leaves_hears_up_to_the_own_leaving_and_then_group_gone() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    say(ada, tea, 1)
    bob.send("leave_group", group=tea)
    say(ada, tea, 2)
    gateway.run()
    frames = bob.take()
    assert kinds(frames) == ["message", "left"]
    about = [frame["type"] for frame in frames if frame.get("group") == tea]
    assert about == ["events", "group_gone"]
    assert kinds(ada.take()) == ["message", "left", "message"]


def test_who_joins_hears_from_the_own_joining_on() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada)
    say(ada, tea, 1)
    bob.send("join_group", group=tea)
    say(ada, tea, 2)
    gateway.run()
    assert kinds(bob.take()) == ["joined", "message"]
    assert kinds(ada.take()) == ["message", "joined", "message"]


def test_a_log_in_in_the_same_batch_sees_each_message_once() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    phone = gateway.connect()
    welcome = phone.call("log_in", login="ada", password="correct horse")
    token = welcome["token"]
    late = gateway.connect()
    say(ada, tea, 1)
    late.send("authenticate", token=token)
    say(ada, tea, 2)
    gateway.run()
    (welcome,) = late.take()
    assert welcome["type"] == "welcome"
    assert welcome["groups"][0]["n"] == 2
    say(ada, tea, 3)
    gateway.run()
    assert kinds(late.take()) == ["message"]


def test_a_deleted_group_is_closed_and_then_gone() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    ada.send("delete_group", group=tea)
    gateway.run()
    frames = bob.take()
    assert kinds(frames) == ["closed"]
    assert frames[-1] == {"type": "group_gone", "group": tea}


def test_ending_sessions_closes_the_others_and_spares_the_one_that_asked() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    phone = gateway.connect()
    phone.call("log_in", login="ada", password="correct horse")
    assert ada.call("change_password", old="correct horse", new="battery staple") == {
        "type": "ok",
        "id": ada.ids,
    }
    assert ada.code is None
    assert phone.code is CloseCode.SESSION_ENDED
    assert gateway.delivery.connections_of("1") == 1


def test_a_profile_is_told_to_who_shares_a_group_once() -> None:
    gateway = Gateway()
    ada, bob, eve = (gateway.member(name) for name in ("ada", "bob", "eve"))
    gateway.group(ada, bob)
    gateway.group(ada, bob)
    ada.send("update_profile", display_name="Ada L.")
    gateway.run()
    (told,) = bob.take()
    assert (told["type"], told["user"]["display_name"]) == ("user", "Ada L.")
    assert eve.take() == []
    assert ada.types() == ["profile"]


def test_after_the_last_connection_a_group_is_forgotten() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    assert gateway.delivery.is_shown(tea)
    ada.connection.lost()
    gateway.run()
    assert not gateway.delivery.is_shown(tea)
    assert not gateway.delivery.is_online("1")
    with gateway.store.transaction():
        record = gateway.store.user("1")
    assert record is not None
    assert record.last_seen == 0


def test_a_bug_in_one_answer_does_not_keep_the_others_from_theirs() -> None:
    gateway = Gateway()
    told: list[object] = []

    def broken(_: object) -> None:
        raise RuntimeError("a bug")

    gateway.delivery.deliver([broken, told.append], [ValueError(), ValueError()])
    assert len(told) == 1


def test_the_size_of_a_group_is_known_to_who_joins_it_first() -> None:
    """Bob is the only one connected of a group that is too large for presence."""
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    others = [gateway.member(f"user{number}") for number in range(198)]
    for other in others:
        other.send("join_group", group=tea)
    gateway.run()
    for client in (ada, *others):
        client.connection.lost()
    gateway.run()
    bob = gateway.member("bob")
    bob.call("join_group", group=tea)
    assert not gateway.delivery.is_shown(tea)
    bob.connection.lost()


def test_a_device_that_overflows_while_it_is_told_disturbs_no_other() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    phone = gateway.connect()
    phone.call("log_in", login="bob", password="correct horse")
    tea = gateway.group(ada, bob)
    bob.connection.paused()
    bob.connection.outbox.say(b"x" * MAX_PILED_BYTES)
    phone.take()
    assert ada.call("update_group", group=tea, topic="hot")["type"] == "group"
    assert bob.code is CloseCode.TOO_SLOW
    assert sorted(phone.types()) == ["events", "group"]
