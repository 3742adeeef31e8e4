"""Coming, going and typing: only for who looks, and only in small groups."""

from __future__ import annotations

from fake_gateway import Gateway


def test_who_looks_at_a_group_sees_others_come_and_go() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    ada.signal("focus", group=tea)
    gateway.clock.advance(5)
    bob.connection.lost()
    gateway.run()
    assert ada.take() == [{"type": "presence", "user": "2", "online": False, "last_seen": 5000}]
    again = gateway.connect()
    again.call("log_in", login="bob", password="correct horse")
    assert ada.take() == [{"type": "presence", "user": "2", "online": True}]


def test_a_second_device_is_neither_coming_nor_going() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    ada.signal("focus", group=tea)
    phone = gateway.connect()
    phone.call("log_in", login="bob", password="correct horse")
    phone.connection.lost()
    assert ada.take() == []


def test_typing_goes_to_who_looks_and_not_to_the_typist() -> None:
    gateway = Gateway()
    ada, bob, eve = (gateway.member(name) for name in ("ada", "bob", "eve"))
    tea = gateway.group(ada, bob, eve)
    ada.signal("focus", group=tea)
    bob.signal("focus", group=tea)
    bob.signal("typing", group=tea)
    assert ada.take() == [{"type": "typing", "group": tea, "user": "2"}]
    assert bob.take() == eve.take() == []
    ada.signal("focus")
    bob.signal("typing", group=tea)
    assert ada.take() == []


def test_a_group_one_is_not_in_cannot_be_looked_at_or_typed_in() -> None:
    gateway = Gateway()
    ada, eve = gateway.member("ada"), gateway.member("eve")
    tea = gateway.group(ada)
    eve.signal("focus", group=tea)
    ada.signal("focus", group=tea)
    eve.signal("typing", group=tea)
    ada.signal("typing", group=tea)
    assert ada.take() == eve.take() == []


def test_who_leaves_looks_no_longer() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    bob.signal("focus", group=tea)
    bob.call("leave_group", group=tea)
    ada.signal("typing", group=tea)
    assert bob.take() == []


def test_who_joins_while_connected_is_seen_coming() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada)
    ada.signal("focus", group=tea)
    bob.send("join_group", group=tea)
    gateway.run()
    assert [frame["type"] for frame in ada.take()] == ["events", "presence"]


def test_in_a_large_group_nobody_sees_anybody() -> None:
    gateway = Gateway()
    ada = gateway.member("ada")
    tea = gateway.group(ada)
    ada.signal("focus", group=tea)
    crowd = [gateway.member(f"user{number}") for number in range(199)]
    for client in crowd:
        client.send("join_group", group=tea)
    gateway.run()
    ada.take()
    crowd[0].signal("typing", group=tea)
    crowd[1].connection.lost()
    gateway.run()
    assert ada.take() == []


def test_members_say_who_is_here() -> None:
    gateway = Gateway()
    ada, bob = gateway.member("ada"), gateway.member("bob")
    tea = gateway.group(ada, bob)
    bob.connection.lost()
    gateway.run()
    members = ada.call("members", group=tea)["members"]
    assert {m["user"]["username"]: m["online"] for m in members} == {"ada": True, "bob": False}
