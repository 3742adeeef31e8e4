"""Rank: who may do what to whom, handing over, removal and coming back, invites."""

from __future__ import annotations

import time

import pytest
from wire.client import Client
from wire.conftest import People, make_group


def staffed(people: People, **fields: str) -> tuple[str, Client, Client, Client, Client, Client]:
    """Return a group with its owner, two admins and two members."""
    owner, admin, other_admin, member, other = [people() for _ in range(5)]
    group = make_group(owner, admin, other_admin, member, other, **fields)
    for client in (admin, other_admin):
        owner.do("set_role", group=group, user=client.user, role="admin")
    return group, owner, admin, other_admin, member, other


def test_set_role_is_the_owner_s(people: People) -> None:
    group, owner, admin, _, member, other = staffed(people)
    for client in (admin, member):
        for role in ("owner", "admin", "member"):
            reply = client.refused("set_role", group=group, user=other.user, role=role)
            assert reply == "not_allowed"
    owner.do("set_role", group=group, user=other.user, role="admin")
    owner.do("set_role", group=group, user=other.user, role="member")
    assert other.push("group")["group"]["role"] == "admin"
    assert other.push("group")["group"]["role"] == "member"
    for role in ("owner", "admin", "member"):
        assert owner.refused("set_role", group=group, user=owner.user, role=role) == "not_allowed"


def test_handing_over_is_two_role_events_the_former_owner_s_first(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    ada.do("set_role", group=group, user=bob.user, role="owner")
    first, second = (bob.event(group, seq) for seq in (3, 4))
    assert (first["kind"], first["user"], first["role"]) == ("role", ada.user, "admin")
    assert (second["kind"], second["user"], second["role"]) == ("role", bob.user, "owner")
    assert ada.push("group")["group"]["role"] == "admin"
    assert bob.push("group")["group"]["role"] == "owner"
    roles = [m["role"] for m in ada.do("members", group=group)["members"]]
    assert sorted(roles) == ["admin", "owner"]


def test_nobody_acts_on_an_equal_or_higher_rank(people: People) -> None:
    group, owner, admin, other_admin, member, other = staffed(people)
    for actor, target in (
        (owner, owner),
        (admin, owner),
        (admin, other_admin),
        (admin, admin),
        (member, owner),
        (member, admin),
        (member, other),
    ):
        assert actor.refused("remove_member", group=group, user=target.user) == "not_allowed"
    admin.do("remove_member", group=group, user=member.user)
    owner.do("remove_member", group=group, user=admin.user)


def test_only_admins_and_the_owner_manage(people: People) -> None:
    group, owner, admin, _, member, _ = staffed(people)
    new = [people().user for _ in range(3)]
    for command, fields in (
        ("add_member", {"user": new[0]}),
        ("create_invite", {}),
        ("revoke_invite", {"token": "x"}),
        ("update_group", {"topic": "x"}),
        ("delete_group", {}),
    ):
        assert member.refused(command, group=group, **fields) == "not_allowed"
    for client, user in ((admin, new[1]), (owner, new[2])):
        client.do("add_member", group=group, user=user)
        token = client.do("create_invite", group=group)["token"]
        client.do("revoke_invite", group=group, token=token)
        client.do("update_group", group=group, topic=f"by {user}")


def test_a_message_is_deleted_by_its_author_or_a_rank_above(people: People) -> None:
    group, owner, admin, other_admin, member, other = staffed(people)
    by_owner, by_admin = owner.send(group), admin.send(group)
    by_member, again = member.send(group), member.send(group)
    assert member.refused("delete", group=group, seq=by_owner) == "not_allowed"
    assert admin.refused("delete", group=group, seq=by_owner) == "not_allowed"
    assert other_admin.refused("delete", group=group, seq=by_admin) == "not_allowed"
    assert other.refused("delete", group=group, seq=by_member) == "not_allowed"
    member.do("delete", group=group, seq=by_member)
    admin.do("delete", group=group, seq=again)
    owner.do("delete", group=group, seq=by_admin)
    owner.do("delete", group=group, seq=by_owner)


def test_an_author_no_longer_in_the_group_ranks_below_member(people: People) -> None:
    group, _, admin, _, member, other = staffed(people)
    seq = admin.send(group)
    assert member.refused("delete", group=group, seq=seq) == "not_allowed"
    admin.do("leave_group", group=group)
    assert other.do("delete", group=group, seq=seq)["seq"] == seq


def test_an_edit_is_its_author_s_alone(people: People) -> None:
    group, owner, _, _, member, _ = staffed(people)
    seq = member.send(group)
    assert owner.refused("edit", group=group, seq=seq, text="x") == "not_allowed"


def test_an_owner_who_leaves_hands_over_to_the_longest_serving_admin(people: People) -> None:
    ada, bob, eve, joe = [people() for _ in range(4)]
    group = make_group(ada, bob, eve, joe)
    for client in (joe, eve):
        ada.do("set_role", group=group, user=client.user, role="admin")
    ada.do("leave_group", group=group)
    roles = {m["user"]["id"]: m["role"] for m in bob.do("members", group=group)["members"]}
    assert roles == {bob.user: "member", eve.user: "owner", joe.user: "admin"}
    ada.push("group_gone", group=group)
    events = bob.do("catch_up", group=group, after=6)["events"]
    assert [event["kind"] for event in events].count("left") == 1
    assert {event["user"] for event in events if event.get("role") == "owner"} == {eve.user}


def test_without_admins_the_longest_serving_member_owns(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, bob, eve)
    bob.do("leave_group", group=group)
    bob.do("join_group", group=group)
    ada.do("leave_group", group=group)
    roles = {m["user"]["id"]: m["role"] for m in bob.do("members", group=group)["members"]}
    assert roles == {eve.user: "owner", bob.user: "member"}
    eve.event(group, 8)
    assert [f["group"]["role"] for f in eve.pushes if f["type"] == "group"][-1:] == ["owner"]


def test_acting_on_who_is_not_there(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    for command, fields in (("remove_member", {}), ("set_role", {"role": "admin"})):
        assert ada.refused(command, group=group, user="nobody", **fields) == "no_such_user"
        code = ada.refused(command, group=group, user=bob.user, **fields)
        assert code in ("not_a_member", "no_such_user")


@pytest.mark.parametrize("way", ["invite", "add_member"])
@pytest.mark.parametrize("visibility", ["public", "private"])
def test_who_was_removed_rejoins_by_invite_or_add_member(
    people: People, visibility: str, way: str
) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob, visibility=visibility)
    ada.do("remove_member", group=group, user=bob.user)
    bob.push("group_gone", group=group)
    code = "not_allowed" if visibility == "public" else "no_such_group"
    assert bob.refused("join_group", group=group) == code
    if way == "invite":
        token = ada.do("create_invite", group=group)["token"]
        bob.do("join_group", group=group, invite=token)
    else:
        ada.do("add_member", group=group, user=bob.user)
    bob.do("leave_group", group=group)
    if visibility == "public":
        bob.do("join_group", group=group)


def test_an_invite_opens_a_private_group(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    group = make_group(ada, visibility="private")
    invite = ada.do("create_invite", group=group)
    assert invite["group"] == group
    assert not {"expires", "uses"} & set(invite)
    for client in (bob, eve):
        view = client.do("join_group", group=group, invite=invite["token"])["group"]
        assert view["role"] == "member"
        event = ada.event(group, view["head"])
        assert (event["kind"], event["user"]) == ("joined", client.user)


def test_a_count_of_uses_is_spent(people: People) -> None:
    ada, *guests = [people() for _ in range(4)]
    group = make_group(ada, visibility="private")
    invite = ada.do("create_invite", group=group, uses=2)
    assert invite["uses"] == 2
    token = invite["token"]
    guests[0].do("join_group", group=group, invite=token)
    # Refused joins spend nothing, and being a member already is said first.
    assert guests[0].refused("join_group", group=group, invite=token) == "already_a_member"
    assert guests[0].refused("join_group", group=group, invite="bad") == "already_a_member"
    guests[1].do("join_group", group=group, invite=token)
    assert guests[2].refused("join_group", group=group, invite=token) == "no_such_group"
    assert guests[1].refused("join_group", group=group, invite=token) == "already_a_member"


def test_uses_are_spent_once_each_by_rivals_at_once(people: People) -> None:
    ada, *guests = [people() for _ in range(6)]
    group = make_group(ada, visibility="private")
    token = ada.do("create_invite", group=group, uses=3)["token"]
    ids = [guest.start("join_group", group=group, invite=token) for guest in guests]
    replies = [guest.answer(id)["type"] for guest, id in zip(guests, ids, strict=True)]
    assert sorted(replies) == ["error"] * 2 + ["group"] * 3


def test_an_invite_expires(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, visibility="private")
    past = ada.do("create_invite", group=group, expires=1)
    assert past["expires"] == 1
    assert bob.refused("join_group", group=group, invite=past["token"]) == "no_such_group"
    later = int(time.time() * 1000) + 3_600_000
    token = ada.do("create_invite", group=group, expires=later, uses=1)["token"]
    bob.do("join_group", group=group, invite=token)


def test_a_revoked_invite_is_worthless_and_others_are_not(people: People) -> None:
    ada, bob = people(), people()
    group, other = make_group(ada, visibility="private"), make_group(ada, visibility="private")
    kept = ada.do("create_invite", group=group)["token"]
    token = ada.do("create_invite", group=group)["token"]
    assert ada.do("revoke_invite", group=group, token=token)["type"] == "ok"
    assert bob.refused("join_group", group=group, invite=token) == "no_such_group"
    assert bob.refused("join_group", group=other, invite=kept) == "no_such_group"
    bob.do("join_group", group=group, invite=kept)


def test_a_bad_invite_is_no_way_into_a_public_group_either(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    assert bob.refused("join_group", group=group, invite="bad") == "no_such_group"
    bob.do("join_group", group=group)
