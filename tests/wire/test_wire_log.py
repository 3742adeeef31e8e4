"""A group is a log: gapless, final, the same live and in catch-up; texts may go."""

from __future__ import annotations

import time

from wire.client import Client, Frame, new_key
from wire.conftest import People, make_group


def log_of(client: Client, group: str) -> list[Frame]:
    """Return the whole log by `catch_up`."""
    page = client.do("catch_up", group=group, after=0, limit=100)
    events: list[Frame] = page["events"]
    assert [event["seq"] for event in events] == list(range(1, page["head"] + 1))
    return events


def test_everything_that_happens_is_an_event_of_its_kind(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "one")
    second = bob.send(group, "two", reply_to=seq)
    ada.do("edit", group=group, seq=seq, text="One")
    bob.do("react", group=group, seq=seq, emoji="👍")
    bob.do("unreact", group=group, seq=seq, emoji="👍")
    bob.do("delete", group=group, seq=second)
    ada.do("set_role", group=group, user=bob.user, role="admin")
    ada.do("update_group", group=group, name="Coffee", topic="black", visibility="private")
    bob.do("add_member", group=group, user=eve.user)
    bob.do("remove_member", group=group, user=eve.user)
    bob.do("leave_group", group=group)
    events = log_of(ada, group)
    for event in events:
        event.pop("at")
    key = events[2].pop("key"), events[3].pop("key")
    assert all(key)
    assert events == [
        {"seq": 1, "by": ada.user, "kind": "joined", "user": ada.user},
        {"seq": 2, "by": ada.user, "kind": "joined", "user": bob.user},
        {"seq": 3, "by": ada.user, "kind": "message", "n": 1, "gone": True},
        {"seq": 4, "by": bob.user, "kind": "message", "n": 2, "reply_to": 3, "gone": True},
        {"seq": 5, "by": ada.user, "kind": "edited", "target": 3, "text": "One"},
        {"seq": 6, "by": bob.user, "kind": "reacted", "target": 3, "emoji": "👍"},
        {"seq": 7, "by": bob.user, "kind": "unreacted", "target": 3, "emoji": "👍"},
        {"seq": 8, "by": bob.user, "kind": "deleted", "target": 4},
        {"seq": 9, "by": ada.user, "kind": "role", "user": bob.user, "role": "admin"},
        {
            "seq": 10,
            "by": ada.user,
            "kind": "changed",
            "name": "Coffee",
            "topic": "black",
            "visibility": "private",
        },
        {"seq": 11, "by": bob.user, "kind": "joined", "user": eve.user},
        {"seq": 12, "by": bob.user, "kind": "removed", "user": eve.user},
        {"seq": 13, "by": bob.user, "kind": "left", "user": bob.user},
    ]


def test_live_delivery_and_catch_up_carry_the_same_objects(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = bob.send(group, "one")
    ada.do("react", group=group, seq=seq, emoji="❤️")
    ada.do("update_group", group=group, topic="")
    ada.do("update_group", group=group, topic="news")
    last = ada.send(group, "two")
    for client in (ada, bob):
        client.event(group, last)
        live = [event for event in client.live[group] if event["seq"] > 2]
        assert live == client.do("catch_up", group=group, after=2)["events"]


def test_catch_up_beyond_head_is_empty_and_says_where_head_is(people: People) -> None:
    ada = people()
    group = make_group(ada)
    page = ada.do("catch_up", group=group, after=2**53 - 1)
    assert (page["events"], page["head"]) == ([], 1)


def test_a_change_names_only_what_changed(people: People) -> None:
    ada = people()
    group = make_group(ada, topic="old")
    ada.do("update_group", group=group, topic="new")
    event = log_of(ada, group)[-1]
    assert event["kind"] == "changed"
    assert (event["topic"], "name" in event, "visibility" in event) == ("new", False, False)


def test_after_an_edit_the_old_texts_are_gone(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "first")
    assert ada.event(group, seq)["text"] == "first"
    ada.do("edit", group=group, seq=seq, text="second")
    ada.do("edit", group=group, seq=seq, text="third")
    message, second, third = log_of(bob, group)[-3:]
    assert (message.get("text"), message["gone"]) == (None, True)
    assert (second["kind"], second.get("text"), second["gone"]) == ("edited", None, True)
    assert (third["kind"], third["target"], third["text"]) == ("edited", seq, "third")
    assert "gone" not in third


def test_what_is_final_stays_when_a_text_goes(people: People) -> None:
    ada = people()
    group = make_group(ada)
    seq = ada.send(group, "first")
    before = ada.event(group, seq)
    ada.do("delete", group=group, seq=seq)
    after = log_of(ada, group)[seq - 1]
    for name in ("seq", "at", "by", "kind", "key", "n"):
        assert after[name] == before[name]


def test_after_a_deletion_every_text_is_gone(people: People) -> None:
    ada = people()
    group = make_group(ada)
    seq = ada.send(group, "secret one")
    ada.do("edit", group=group, seq=seq, text="secret two")
    ada.do("delete", group=group, seq=seq)
    events = log_of(ada, group)
    assert "secret" not in str(events)
    assert [event.get("gone") for event in events] == [None, True, True, None]
    assert (events[3]["kind"], events[3]["target"]) == ("deleted", seq)


def test_a_deleted_message_stays_as_a_tombstone(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "secret")
    bob.do("react", group=group, seq=seq, emoji="👍")
    ada.do("delete", group=group, seq=seq)
    (message,) = ada.do("history", group=group)["messages"]
    assert (message["seq"], message["deleted"], message["n"]) == (seq, True, 1)
    assert "text" not in message
    (view,) = people.device(ada).welcome["groups"]
    assert view["last"]["deleted"] is True
    assert "secret" not in str(view)


def test_messages_show_how_they_stand_now(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    first = ada.send(group, "one", key="0" * 16)
    second = bob.send(group, "two", reply_to=first)
    ada.do("edit", group=group, seq=first, text="One")
    for client, emoji in ((ada, "👍"), (bob, "👍"), (bob, "❤️")):
        client.do("react", group=group, seq=first, emoji=emoji)
    page = ada.do("history", group=group)
    one, two = page["messages"]
    edited = one.pop("edited_at")
    one["reactions"].sort(key=lambda reaction: -reaction["count"])
    assert edited == log_of(ada, group)[4]["at"]
    assert one == {
        "seq": first,
        "at": ada.event(group, first)["at"],
        "by": ada.user,
        "kind": "message",
        "key": "0" * 16,
        "n": 1,
        "text": "One",
        "reactions": [
            {"emoji": "👍", "count": 2, "mine": True},
            {"emoji": "❤️", "count": 1, "mine": False},
        ],
    }
    assert (two["seq"], two["reply_to"], "reactions" in two) == (second, first, False)
    assert page["head"] == 8


def test_n_counts_messages_and_unread_is_a_difference(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)

    def unread(client: Client) -> int:
        (view,) = people.device(client).welcome["groups"]
        number: int = view["n"] - view["read_n"]
        return number

    assert (unread(ada), unread(bob)) == (0, 0)
    seqs = [ada.send(group, f"{i}") for i in range(3)]
    assert [ada.event(group, seq)["n"] for seq in seqs] == [1, 2, 3]
    assert (unread(ada), unread(bob)) == (0, 3)
    bob.do("react", group=group, seq=seqs[0], emoji="👍")
    assert unread(bob) == 3
    bob.do("mark_read", group=group, seq=seqs[1])
    assert unread(bob) == 1
    ada.do("delete", group=group, seq=seqs[2])
    assert unread(bob) == 1
    bob.send(group, "mine moves my mark")
    assert (unread(ada), unread(bob)) == (1, 0)


def test_a_group_view_s_numbers_agree_with_its_log(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seqs = [ada.send(group, f"{i}") for i in range(4)]
    ada.do("react", group=group, seq=seqs[0], emoji="👍")
    bob.do("mark_read", group=group, seq=seqs[2])
    (view,) = people.device(bob).welcome["groups"]
    assert (view["head"], view["n"], view["members"]) == (7, 4, 2)
    assert (view["role"], view["read"], view["read_n"]) == ("member", seqs[2], 3)
    assert (view["last"]["seq"], view["last"]["text"]) == (seqs[3], "3")


def test_the_mark_of_who_comes_starts_at_their_own_joined(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    made = ada.do("create_group", name="Tea", visibility="public")["group"]
    assert (made["read"], made["read_n"], made["head"], made["n"]) == (1, 0, 1, 0)
    group = made["id"]
    ada.send(group)
    joined = bob.do("join_group", group=group)["group"]
    assert (joined["read"], joined["read_n"], joined["n"]) == (3, 1, 1)
    ada.do("add_member", group=group, user=eve.user)
    view = eve.push("group")["group"]
    assert (view["read"], view["read_n"]) == (4, 1)


def test_reactions_are_sets(people: People) -> None:
    ada = people()
    group = make_group(ada)
    seq = ada.send(group)
    for _ in range(2):
        ada.do("react", group=group, seq=seq, emoji="👍")
    assert [event["kind"] for event in log_of(ada, group)] == ["joined", "message", "reacted"]
    for _ in range(2):
        ada.do("unreact", group=group, seq=seq, emoji="👍")
    assert log_of(ada, group)[3]["kind"] == "unreacted"
    assert len(log_of(ada, group)) == 4
    (message,) = ada.do("history", group=group)["messages"]
    assert "reactions" not in message


def test_users_and_groups_are_objects_or_ids_where_the_contract_says(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, key=new_key())
    assert bob.event(group, seq)["by"] == ada.user
    assert ada.do("profile", user=bob.user)["user"]["id"] == bob.user
    assert ada.do("users", ids=[bob.user])["users"][0]["id"] == bob.user
    members = ada.do("members", group=group)["members"]
    assert {member["user"]["id"] for member in members} == {ada.user, bob.user}
    assert ada.do("update_group", group=group, topic="x")["group"]["id"] == group
    assert bob.push("group")["group"]["topic"] == "x"


def test_times_are_milliseconds_of_the_server_s_clock(people: People) -> None:
    ada = people()
    group = make_group(ada)
    before = time.time()
    seq = ada.send(group)
    at = ada.event(group, seq)["at"] / 1000
    assert before - 1 <= at <= time.time() + 1


def test_ids_are_short_where_they_travel_often(people: People) -> None:
    assert len(people().user) <= 16
