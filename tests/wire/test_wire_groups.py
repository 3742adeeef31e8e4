"""Groups: the directory, coming and going, names, deletion."""

from __future__ import annotations

import uuid
from typing import Any

from wire.conftest import People, make_group


def test_a_group_begins_private_with_its_creator_as_owner(people: People) -> None:
    ada = people()
    group = ada.do("create_group", name=" Tea ", topic="hot")["group"]
    assert (group["name"].strip(), group["topic"], group["visibility"]) == ("Tea", "hot", "private")
    assert (group["role"], group["members"], group["head"]) == ("owner", 1, 1)
    assert "kind" not in group
    assert uuid.UUID(group["id"]).version == 4
    event = ada.event(group["id"], 1)
    assert (event["kind"], event["user"], event["by"]) == ("joined", ada.user, ada.user)


def test_the_directory_lists_public_groups_and_one_s_own(people: People) -> None:
    ada, bob = people(), people()
    name = f"directory {people.name()}"
    public = make_group(ada, name=f"{name} a")
    private = make_group(ada, name=f"{name} b", visibility="private")
    seen = {g["id"]: g for g in ada.do("list_groups", query=name.upper())["groups"]}
    assert set(seen) == {public, private}
    assert seen[public]["role"] == "owner"
    seen = {g["id"]: g for g in bob.do("list_groups", query=name)["groups"]}
    assert set(seen) == {public}
    assert not {"role", "read", "read_n", "last"} & set(seen[public])
    assert seen[public]["members"] == 1


def test_the_directory_is_paged(people: People) -> None:
    ada = people()
    name = f"paged {people.name()}"
    made = {make_group(ada, name=f"{name} {i % 3}") for i in range(7)}
    seen: list[str] = []
    page = ada.do("list_groups", query=name, limit=3)
    while True:
        assert len(page["groups"]) <= 3
        seen += [group["id"] for group in page["groups"]]
        if "next" not in page:
            break
        page = ada.do("list_groups", query=name, limit=3, after=page["next"])
    assert len(seen) == 7
    assert set(seen) == made


def test_a_query_is_text_and_no_pattern(people: People) -> None:
    ada = people()
    name = f"100%_{people.name()}"
    group = make_group(ada, name=name)
    assert [g["id"] for g in ada.do("list_groups", query=name)["groups"]] == [group]
    assert ada.do("list_groups", query=name.replace("%", "x"))["groups"] == []
    for query in ("%" * 50 + name, '"', "*", "';--", "\\"):
        ada.do("list_groups", query=query)


def test_join_by_id_and_leave(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    view = bob.do("join_group", group=group)["group"]
    assert (view["id"], view["role"], view["members"]) == (group, "member", 2)
    assert ada.event(group, 2) == bob.event(group, 2)
    assert bob.refused("join_group", group=group) == "already_a_member"
    assert bob.do("leave_group", group=group)["type"] == "ok"
    assert ada.event(group, 3)["kind"] == "left"
    assert bob.refused("leave_group", group=group) == "not_a_member"
    bob.do("join_group", group=group)


def test_a_private_group_is_to_others_exactly_like_an_absent_one(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    private = make_group(ada, eve, visibility="private")
    public = make_group(ada, eve)
    absent = str(uuid.uuid4())
    commands: list[tuple[str, dict[str, Any]]] = [
        ("join_group", {}),
        ("join_group", {"invite": "nonsense"}),
        ("leave_group", {}),
        ("add_member", {"user": bob.user}),
        ("update_group", {"name": "x"}),
        ("create_invite", {}),
        ("revoke_invite", {"token": "x"}),
        ("delete_group", {}),
        ("members", {}),
        ("set_role", {"user": eve.user, "role": "admin"}),
        ("remove_member", {"user": eve.user}),
        ("send", {"key": "k" * 16, "text": "x"}),
        ("edit", {"seq": 1, "text": "x"}),
        ("delete", {"seq": 1}),
        ("react", {"seq": 1, "emoji": "👍"}),
        ("unreact", {"seq": 1, "emoji": "👍"}),
        ("history", {}),
        ("catch_up", {"after": 0}),
        ("mark_read", {"seq": 1}),
    ]
    for command, fields in commands:
        replies = []
        for group in (private, absent, "", "x" * 500, "'; DROP TABLE groups"):
            reply = bob.call(command, group=group, **fields)
            assert reply.pop("code") == "no_such_group", (command, group)
            reply.pop("id")
            replies.append(reply)
        assert all(reply == replies[0] for reply in replies), command
        if command != "join_group":
            assert bob.refused(command, group=public, **fields) == "not_a_member", command


def test_add_member_brings_somebody_in(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, visibility="private")
    assert ada.do("add_member", group=group, user=bob.user)["type"] == "ok"
    event = bob.event(group, 2)
    assert (event["kind"], event["user"], event["by"]) == ("joined", bob.user, ada.user)
    view = bob.push("group")["group"]
    assert (view["id"], view["role"]) == (group, "member")
    assert ada.refused("add_member", group=group, user=bob.user) == "already_a_member"
    assert ada.refused("add_member", group=group, user="nobody") == "no_such_user"
    assert bob.refused("add_member", group=group, user=eve.user) == "not_allowed"


def test_update_group(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    view = ada.do("update_group", group=group, name="Coffee", topic="", visibility="private")
    assert view["group"]["name"] == "Coffee"
    pushed = bob.push("group")["group"]
    assert (pushed["name"], pushed["visibility"], pushed["role"]) == ("Coffee", "private", "member")
    head = ada.do("catch_up", group=group, after=0)["head"]
    ada.do("update_group", group=group, name="Coffee")
    ada.do("update_group", group=group)
    assert ada.do("catch_up", group=group, after=0)["head"] == head
    assert bob.refused("update_group", group=group, name="x") == "not_allowed"


def test_a_group_that_turns_private_is_absent_to_others(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    assert bob.refused("history", group=group) == "not_a_member"
    ada.do("update_group", group=group, visibility="private")
    assert bob.refused("history", group=group) == "no_such_group"
    assert bob.refused("join_group", group=group) == "no_such_group"
    ada.do("update_group", group=group, visibility="public")
    bob.do("join_group", group=group)


def test_who_left_reads_no_more(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    seq = bob.send(group)
    bob.do("leave_group", group=group)
    for command, fields in (
        ("history", {}),
        ("catch_up", {"after": 0}),
        ("members", {}),
        ("edit", {"seq": seq, "text": "x"}),
        ("delete", {"seq": seq}),
    ):
        assert bob.refused(command, group=group, **fields) == "not_a_member"


def test_members_are_paged_with_role_and_presence(people: People) -> None:
    ada, *others = [people() for _ in range(5)]
    group = make_group(ada, *others)
    ada.do("set_role", group=group, user=others[0].user, role="admin")
    others[3].close()
    seen = {}
    page = ada.do("members", group=group, limit=2)
    while True:
        assert len(page["members"]) <= 2
        for member in page["members"]:
            assert member["user"]["id"] not in seen
            seen[member["user"]["id"]] = member
        if "next" not in page:
            break
        page = ada.do("members", group=group, limit=2, after=page["next"])
    assert set(seen) == {ada.user, *(other.user for other in others)}
    assert seen[ada.user]["role"] == "owner"
    assert seen[others[0].user]["role"] == "admin"
    assert seen[others[1].user]["role"] == "member"
    assert seen[others[2].user]["online"] is True
    # The server may hear of a closed socket a moment after us.
    for _ in range(50):
        everybody = ada.do("members", group=group)["members"]
        if next(m for m in everybody if m["user"]["id"] == others[3].user)["online"] is False:
            break
    else:
        raise AssertionError("still online")


def test_delete_group_is_the_owner_s_and_for_everybody(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.do("set_role", group=group, user=bob.user, role="admin")
    assert bob.refused("delete_group", group=group) == "not_allowed"
    assert ada.do("delete_group", group=group)["type"] == "ok"
    for client in (ada, bob):
        assert client.event(group, 4)["kind"] == "closed"
        client.push("group_gone", group=group)
        assert client.refused("history", group=group) == "no_such_group"
        assert client.refused("join_group", group=group) == "no_such_group"
    assert people.device(bob).welcome["groups"] == []
    assert group not in [g["id"] for g in bob.do("list_groups", query="Tea")["groups"]]


def test_the_last_one_out_closes_the_group(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    ada.do("leave_group", group=group)
    assert [ada.event(group, seq)["kind"] for seq in (2, 3)] == ["left", "closed"]
    ada.push("group_gone", group=group)
    assert bob.refused("join_group", group=group) == "no_such_group"
