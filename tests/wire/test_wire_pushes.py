"""Pushes: who hears what, and who does not."""

from __future__ import annotations

import time

from wire.client import new_key
from wire.conftest import People, make_group


def test_events_go_to_every_connection_of_every_member(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob)
    phones = [people.device(ada), people.session(ada), people.device(bob)]
    seq = ada.send(group, "to all")
    for client in (ada, bob, *phones):
        assert client.event(group, seq)["text"] == "to all"
    eve.quiet("events")


def test_a_group_view_is_pushed_to_one_s_other_devices(people: People) -> None:
    ada, bob = people(), people()
    phone = people.device(ada)
    group = ada.do("create_group", name="Tea", visibility="public")["group"]["id"]
    view = phone.push("group")["group"]
    assert (view["id"], view["role"]) == (group, "owner")
    assert phone.event(group, 1)["kind"] == "joined"
    tablet = people.device(bob)
    bob.do("join_group", group=group)
    assert tablet.push("group")["group"]["id"] == group
    assert tablet.event(group, 2)["user"] == bob.user
    assert bob.event(group, 2)["user"] == bob.user


def test_a_change_of_the_member_count_alone_is_not_pushed(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob)
    eve.do("join_group", group=group)
    eve.do("leave_group", group=group)
    ada.do("add_member", group=group, user=eve.user)
    ada.do("remove_member", group=group, user=eve.user)
    assert bob.event(group, 6)["kind"] == "removed"
    bob.quiet("group")
    (view,) = people.device(bob).welcome["groups"]
    assert view["members"] == 2


def test_group_gone_is_the_last_frame_about_a_group(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob, eve)
    phone = people.device(bob)
    ids = [ada.start("send", group=group, key=new_key(), text=f"{i}") for i in range(20)]
    removing = ada.start("remove_member", group=group, user=bob.user)
    ids += [ada.start("send", group=group, key=new_key(), text=f"{i}") for i in range(20)]
    last = [ada.answer(id)["seq"] for id in ids][-1]
    ada.answer(removing)
    eve.event(group, last)
    for client in (bob, phone):
        client.push("group_gone", group=group)
        seqs = [event["seq"] for event in client.live[group]]
        # Every event up to the removal, and none after it.
        assert client.live[group][-1]["kind"] == "removed"
        assert seqs[-1] == 24
        client.quiet("events", "group", "group_gone")


def test_who_leaves_hears_group_gone_on_every_device(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    phone = people.device(bob)
    bob.do("leave_group", group=group)
    for client in (bob, phone):
        client.push("group_gone", group=group)
        assert client.live[group][-1]["kind"] == "left"
    ada.send(group, "alone")
    for client in (bob, phone):
        client.quiet("events")


def test_deletion_sends_closed_first(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    bob.forget()
    ada.do("delete_group", group=group)
    bob.push("group_gone", group=group)
    assert bob.live[group][-1]["kind"] == "closed"
    bob.quiet("group_gone")


def test_who_comes_back_hears_events_again(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    bob.do("leave_group", group=group)
    bob.push("group_gone", group=group)
    ada.send(group, "not for bob")
    view = bob.do("join_group", group=group)["group"]
    bob.live.clear()
    seq = ada.send(group, "for bob")
    assert bob.event(group, seq)["text"] == "for bob"
    assert view["read_n"] == view["n"] == 1


def test_typing_goes_to_who_looks_at_the_group(people: People) -> None:
    ada, bob, eve, joe = people(), people(), people(), people()
    group, other = make_group(ada, bob, eve), make_group(ada, eve)
    bob.signal("focus", group=group)
    eve.signal("focus", group=other)
    joe.signal("focus", group=group)
    for client in (bob, eve, joe):
        client.do("profile")
    ada.signal("typing", group=group)
    assert bob.push("typing")["user"] == ada.user
    for client in (eve, joe, ada):
        client.quiet("typing")
    bob.signal("focus")
    bob.do("profile")
    ada.signal("typing", group=group)
    ada.do("profile")
    bob.quiet("typing")


def test_typing_and_focus_get_no_reply_and_no_event(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.signal("focus", group=group)
    ada.signal("typing", group=group)
    for nowhere in ("nowhere", make_group(bob)):
        ada.signal("focus", group=nowhere)
        ada.signal("typing", group=nowhere)
    ada.quiet("error", "typing", "events")
    assert bob.do("catch_up", group=group, after=0)["head"] == 2


def test_typing_about_a_group_one_is_not_in_does_nothing(people: People) -> None:
    ada, eve = people(), people()
    group = make_group(ada)
    ada.signal("focus", group=group)
    ada.do("profile")
    eve.signal("typing", group=group)
    eve.do("profile")
    ada.quiet("typing")


def test_presence_goes_to_who_looks_at_the_group(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob, eve)
    ada.signal("focus", group=group)
    ada.do("profile")
    phone = people.device(bob)
    bob.close()
    ada.quiet("presence")
    before = int(time.time() * 1000)
    phone.close()
    gone = ada.push("presence")
    assert (gone["user"], gone["online"]) == (bob.user, False)
    assert abs(gone["last_seen"] - before) < 60_000
    again = people.device(bob)
    came = ada.push("presence")
    assert (came["user"], came["online"]) == (bob.user, True)
    eve.quiet("presence")
    again.quiet("presence")


def test_large_groups_have_neither_presence_nor_typing(people: People) -> None:
    ada, bob = people(), people()
    most = ada.hello["limits"]["presence_members"]
    group = make_group(ada, bob)
    for _ in range(most - 3):
        with people.connect() as guest:
            guest.log_in("sign_up", username=people.name(), password="correct horse")
            guest.do("join_group", group=group)
    ada.signal("focus", group=group)
    ada.do("profile")
    bob.signal("typing", group=group)
    assert ada.push("typing")["user"] == bob.user
    ada.forget()
    eve = people()
    eve.do("join_group", group=group)
    assert len(ada.do("members", group=group, limit=1)["members"]) == 1
    bob.signal("typing", group=group)
    bob.close()
    ada.quiet("typing", "presence")
