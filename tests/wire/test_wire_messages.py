"""Messages: sending once, editing, deleting, reacting, history, read marks."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from wire.client import Client, Frame, new_key
from wire.conftest import People, make_group


def test_a_message_is_sent_and_heard_by_everybody(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    key = new_key()
    reply = ada.do("send", group=group, key=key, text="Hello, *bob*\n\tyou")
    assert (reply["type"], reply["group"], reply["seq"]) == ("sent", group, 3)
    for client in (ada, bob):
        assert client.event(group, 3) == {
            "seq": 3,
            "at": reply["at"],
            "by": ada.user,
            "kind": "message",
            "key": key,
            "n": 1,
            "text": "Hello, *bob*\n\tyou",
        }


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u200b\u200b"])
def test_nothing_to_see_is_empty(people: People, text: str) -> None:
    ada = people()
    group = make_group(ada)
    assert ada.refused("send", group=group, key=new_key(), text=text) == "empty"
    seq = ada.send(group)
    assert ada.refused("edit", group=group, seq=seq, text=text) == "empty"


@pytest.mark.parametrize("key", ["k" * 16, "K" * 36, "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"])
def test_keys_of_16_to_36_characters(people: People, key: str) -> None:
    ada = people()
    group = make_group(ada)
    assert ada.event(group, ada.send(group, key=key))["key"] == key


def known(client: Client, group: str, key: str, first: Frame) -> None:
    """Fail unless the key answers with its first seq and at, whatever else is wrong."""
    for fields in ({"text": "other"}, {"text": ""}, {"text": "x" * 20_000}, {"text": "a\x00"}):
        reply: dict[str, Any] = client.do("send", group=group, key=key, **fields)
        assert (reply["seq"], reply["at"]) == (first["seq"], first["at"])
    reply = client.do("send", group=group, key=key, text="x", reply_to=2**53 - 1)
    assert reply["seq"] == first["seq"]


def test_a_known_key_answers_with_the_first_seq_whatever_the_text(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    key = new_key()
    first = ada.do("send", group=group, key=key, text="first")
    known(ada, group, key, first)
    last = ada.send(group, "after")
    assert last == first["seq"] + 1
    bob.event(group, last)
    texts = [event.get("text") for event in bob.live[group] if event["kind"] == "message"]
    assert texts == ["first", "after"]


def test_a_known_key_is_known_on_other_sockets_and_sessions_and_after_a_reconnect(
    people: People,
) -> None:
    ada = people()
    group = make_group(ada)
    key = new_key()
    first = ada.do("send", group=group, key=key, text="first")
    for other in (people.device(ada), people.session(ada)):
        known(other, group, key, first)


def test_a_known_key_answers_for_ever(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob, visibility="private")
    key = new_key()
    first = bob.do("send", group=group, key=key, text="first")
    bob.do("edit", group=group, seq=first["seq"], text="edited")
    known(bob, group, key, first)
    bob.do("delete", group=group, seq=first["seq"])
    known(bob, group, key, first)
    bob.do("leave_group", group=group)
    known(bob, group, key, first)
    ada.do("add_member", group=group, user=bob.user)
    ada.do("remove_member", group=group, user=bob.user)
    known(bob, group, key, first)
    ada.do("delete_group", group=group)
    known(bob, group, key, first)
    code = bob.refused("send", group=group, key=new_key(), text="x")
    assert code == "no_such_group"


def test_a_key_is_one_s_own_and_a_group_s_own(people: People) -> None:
    ada, bob = people(), people()
    one, two = make_group(ada, bob), make_group(ada, bob)
    key = new_key()
    seqs = [ada.send(one, key=key), bob.send(one, key=key)]
    assert seqs == [3, 4]
    assert ada.send(two, key=key) == 3


def test_the_same_key_from_two_sockets_at_once_is_one_message(people: People) -> None:
    ada = people()
    group = make_group(ada)
    devices = [ada, people.device(ada), people.session(ada)]
    keys = [new_key() for _ in range(20)]
    replies: dict[int, list[Frame]] = {}

    def send_all(place: int, client: Client) -> None:
        ids = [client.start("send", group=group, key=key, text="x") for key in keys]
        replies[place] = [client.answer(id) for id in ids]

    threads = [
        threading.Thread(target=send_all, args=(place, client))
        for place, client in enumerate(devices)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seqs = [[reply["seq"] for reply in replies[place]] for place in range(3)]
    assert seqs[0] == seqs[1] == seqs[2]
    page = ada.do("history", group=group, limit=100)
    assert sorted(message["key"] for message in page["messages"]) == sorted(keys)


def test_the_same_key_twice_in_one_breath(people: People) -> None:
    ada = people()
    group = make_group(ada)
    key = new_key()
    ids = [ada.start("send", group=group, key=key, text=f"{i}") for i in range(10)]
    assert {ada.answer(id)["seq"] for id in ids} == {2}
    assert ada.event(group, 2)["text"] == "0"


def test_a_reply_names_a_message(people: People) -> None:
    ada = people()
    group = make_group(ada)
    first = ada.send(group)
    seq = ada.send(group, reply_to=first)
    assert ada.event(group, seq)["reply_to"] == first
    code = ada.refused("send", group=group, key=new_key(), text="x", reply_to=1_000)
    assert code == "no_such_message"


def test_done_names_the_message_as_the_command_did(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "first")
    for command, fields in (
        ("edit", {"text": "second"}),
        ("react", {"emoji": "👍"}),
        ("unreact", {"emoji": "👍"}),
        ("delete", {}),
    ):
        reply = ada.do(command, group=group, seq=seq, **fields)
        assert (reply["type"], reply["group"], reply["seq"]) == ("done", group, seq)
    kinds = [event["kind"] for event in ada.do("catch_up", group=group, after=seq)["events"]]
    assert kinds == ["edited", "reacted", "unreacted", "deleted"]
    for event in ada.do("catch_up", group=group, after=seq)["events"]:
        assert event["target"] == seq


def test_what_changes_nothing_is_done_and_makes_no_event(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "same")
    ada.do("edit", group=group, seq=seq, text="same")
    ada.do("unreact", group=group, seq=seq, emoji="👍")
    bob.do("react", group=group, seq=seq, emoji="👍")
    bob.do("react", group=group, seq=seq, emoji="👍")
    ada.do("unreact", group=group, seq=seq, emoji="👍")
    assert ada.do("catch_up", group=group, after=0)["head"] == seq + 1


@pytest.mark.parametrize("seq", [1, 99, 2**53 - 1])
def test_what_is_no_message_is_no_such_message(people: People, seq: int) -> None:
    ada = people()
    group = make_group(ada)
    for command, fields in (
        ("edit", {"text": "x"}),
        ("delete", {}),
        ("react", {"emoji": "👍"}),
        ("unreact", {"emoji": "👍"}),
    ):
        assert ada.refused(command, group=group, seq=seq, **fields) == "no_such_message"


def test_a_deleted_message_is_no_such_message_to_all_four(people: People) -> None:
    ada = people()
    group = make_group(ada)
    seq = ada.send(group)
    ada.do("delete", group=group, seq=seq)
    for command, fields in (
        ("edit", {"text": "x"}),
        ("delete", {}),
        ("react", {"emoji": "👍"}),
        ("unreact", {"emoji": "👍"}),
    ):
        assert ada.refused(command, group=group, seq=seq, **fields) == "no_such_message"


@pytest.mark.parametrize("emoji", ["", " ", "a b", "x" * 100, "\x00", "👍\n"])
def test_what_is_no_reaction_is_a_bad_request(people: People, emoji: str) -> None:
    ada = people()
    group = make_group(ada)
    seq = ada.send(group)
    assert ada.refused("react", group=group, seq=seq, emoji=emoji) == "bad_request"


# --- history


@pytest.fixture
def told(people: People) -> tuple[Client, str, list[Frame]]:
    """A reader, a group, and its messages among other events."""
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seqs = []
    for i in range(12):
        seqs.append(ada.send(group, f"{i}"))
        if i % 3 == 0:
            ada.do("update_group", group=group, topic=f"{i}")
            bob.do("react", group=group, seq=seqs[-1], emoji="👍")
    return ada, group, [ada.event(group, seq) for seq in seqs]


def seqs_of(page: Frame) -> list[int]:
    return [message["seq"] for message in page["messages"]]


def test_history_is_the_newest_page_first_ascending_inside(
    told: tuple[Client, str, list[Frame]],
) -> None:
    ada, group, messages = told
    seqs = [message["seq"] for message in messages]
    page = ada.do("history", group=group, limit=5)
    assert (page["type"], page["group"], page["more"]) == ("messages", group, True)
    assert seqs_of(page) == seqs[-5:]
    assert page["head"] == ada.do("catch_up", group=group, after=0)["head"]
    whole = ada.do("history", group=group, limit=12)
    assert (seqs_of(whole), whole["more"]) == (seqs, False)


def test_before_and_after_are_exclusive(told: tuple[Client, str, list[Frame]]) -> None:
    ada, group, messages = told
    seqs = [message["seq"] for message in messages]
    page = ada.do("history", group=group, before=seqs[6], limit=4)
    assert (seqs_of(page), page["more"]) == (seqs[2:6], True)
    page = ada.do("history", group=group, before=seqs[2])
    assert (seqs_of(page), page["more"]) == (seqs[:2], False)
    page = ada.do("history", group=group, after=seqs[6], limit=4)
    assert (seqs_of(page), page["more"]) == (seqs[7:11], True)
    page = ada.do("history", group=group, after=seqs[6])
    assert (seqs_of(page), page["more"]) == (seqs[7:], False)
    assert seqs_of(ada.do("history", group=group, before=0)) == []
    assert seqs_of(ada.do("history", group=group, before=2**53 - 1)) == seqs
    assert seqs_of(ada.do("history", group=group, after=2**53 - 1)) == []


def test_around_holds_that_message(told: tuple[Client, str, list[Frame]]) -> None:
    ada, group, messages = told
    seqs = [message["seq"] for message in messages]
    for limit in (1, 2, 5):
        for seq in seqs:
            page = ada.do("history", group=group, around=seq, limit=limit)
            found = seqs_of(page)
            assert seq in found
            assert len(found) <= limit
            start = seqs.index(found[0])
            assert found == seqs[start : start + len(found)]
            assert page["more"] is (start > 0)
    assert len(seqs_of(ada.do("history", group=group, around=seqs[0], limit=5))) > 1


def test_around_a_place_without_a_message(told: tuple[Client, str, list[Frame]]) -> None:
    ada, group, messages = told
    seqs = [message["seq"] for message in messages]
    for place in (0, 1, seqs[0] + 1, 2**53 - 1):
        found = seqs_of(ada.do("history", group=group, around=place, limit=3))
        assert found
        assert set(found) <= set(seqs)


def test_at_is_around_the_first_message_not_earlier(
    told: tuple[Client, str, list[Frame]],
) -> None:
    ada, group, messages = told
    for message in messages:
        first = next(m["seq"] for m in messages if m["at"] >= message["at"])
        page = ada.do("history", group=group, at=message["at"], limit=3)
        assert first in seqs_of(page)
        assert page == {
            **ada.do("history", group=group, around=first, limit=3),
            "id": page["id"],
        }
    assert (
        seqs_of(ada.do("history", group=group, at=-(2**53) + 1, limit=3))[0] == messages[0]["seq"]
    )
    late = seqs_of(ada.do("history", group=group, at=2**53 - 1, limit=3))
    assert late == [message["seq"] for message in messages[-3:]]


def test_all_gives_every_kind_that_a_timeline_shows(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "one")
    ada.do("edit", group=group, seq=seq, text="two")
    ada.do("react", group=group, seq=seq, emoji="👍")
    ada.do("update_group", group=group, topic="x")
    ada.do("set_role", group=group, user=bob.user, role="admin")
    bob.do("leave_group", group=group)
    page = ada.do("history", group=group, all=True)
    kinds = [item["kind"] for item in page["messages"]]
    assert kinds == ["joined", "joined", "message", "changed", "role", "left"]
    assert page["messages"][2]["text"] == "two"
    assert [m["kind"] for m in ada.do("history", group=group)["messages"]] == ["message"]
    page = ada.do("history", group=group, all=True, around=7, limit=1)
    assert [item["kind"] for item in page["messages"]] == ["role"]


def test_only_events_beyond_head_are_to_be_applied_to_history(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = ada.send(group, "one")
    ada.do("edit", group=group, seq=seq, text="two")
    page = bob.do("history", group=group)
    assert (page["head"], page["messages"][0]["text"]) == (seq + 1, "two")


def test_at_most_one_place(people: People) -> None:
    ada = people()
    group = make_group(ada)
    places = {"before": 5, "after": 1, "around": 2, "at": 3}
    for one in places:
        for other in places:
            if one != other:
                fields = {one: places[one], other: places[other]}
                assert ada.refused("history", group=group, **fields) == "bad_request"


# --- read marks


def mark_of(people: People, client: Client) -> tuple[int, int]:
    """Return `read` and `read_n` as a new device sees them."""
    (view,) = people.device(client).welcome["groups"]
    return view["read"], view["read_n"]


def test_a_mark_goes_forward_only_and_to_head_at_most(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    for i in range(4):
        ada.send(group, f"{i}")
    bob.do("mark_read", group=group, seq=4)
    assert mark_of(people, bob) == (4, 2)
    for lower in (0, 3, 4):
        assert bob.do("mark_read", group=group, seq=lower)["type"] == "ok"
    assert mark_of(people, bob) == (4, 2)
    bob.do("mark_read", group=group, seq=2**53 - 1)
    assert mark_of(people, bob) == (6, 4)
    assert ada.do("catch_up", group=group, after=0)["head"] == 6


def test_a_mark_is_pushed_to_the_reader_s_other_sockets(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.send(group)
    phone, elsewhere = people.device(bob), people.session(bob)
    bob.do("mark_read", group=group, seq=3)
    for other in (phone, elsewhere):
        view = other.push("group")["group"]
        assert (view["id"], view["read"], view["read_n"]) == (group, 3, 1)
    bob.do("mark_read", group=group, seq=1)
    for client in (bob, phone, elsewhere, ada):
        client.quiet("group")


def test_a_message_by_oneself_moves_the_mark_without_a_push(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.send(group)
    phone = people.device(bob)
    bob.send(group)
    phone.event(group, 4)
    phone.quiet("group")
    bob.quiet("group")
    assert mark_of(people, bob) == (4, 2)
