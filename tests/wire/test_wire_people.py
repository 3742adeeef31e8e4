"""Profiles: one's own, others', and who hears of a change."""

from __future__ import annotations

from wire.conftest import People, make_group


def test_a_profile_by_id_by_name_or_one_s_own(people: People) -> None:
    ada, bob = people(email="ada.p1@example.org", country="GB"), people(email="bob.p1@example.org")
    assert ada.do("profile")["user"] == ada.welcome["user"]
    assert ada.do("profile", user=ada.user)["user"]["email"] == "ada.p1@example.org"
    by_id = ada.do("profile", user=bob.user)["user"]
    assert by_id == ada.do("profile", username=bob.username.upper())["user"]
    assert not {"email", "country", "superuser"} & set(by_id)


def test_nobody_is_no_such_user(people: People) -> None:
    ada = people()
    assert ada.refused("profile", user="no-such-id") == "no_such_user"
    assert ada.refused("profile", username="no-such-name") == "no_such_user"


def test_users_gives_public_fields_and_leaves_out_unknown_ids(people: People) -> None:
    ada, bob = people(email="ada.p2@example.org"), people(email="bob.p2@example.org")
    asked = [bob.user, "nobody", ada.user, bob.user, ""]
    users = ada.do("users", ids=asked)["users"]
    assert sorted(user["id"] for user in users) == sorted({ada.user, bob.user})
    for user in users:
        assert not {"email", "country", "superuser"} & set(user)
    assert ada.do("users", ids=[])["users"] == []


def test_update_profile_changes_what_it_names(people: People) -> None:
    ada = people(email="ada.p3@example.org", country="GB")
    user = ada.do("update_profile", display_name="Ada", about="Numbers.\nNotes.")["user"]
    assert (user["display_name"], user["about"]) == ("Ada", "Numbers.\nNotes.")
    assert (user["email"], user["country"]) == ("ada.p3@example.org", "GB")
    assert user["username"] == ada.username
    assert ada.do("profile")["user"] == user
    user = ada.do("update_profile", email="ada.p4@example.org", country="FR")["user"]
    assert (user["email"], user["country"]) == ("ada.p4@example.org", "FR")


def test_a_username_never_changes(people: People) -> None:
    ada = people()
    user = ada.do("update_profile", username="other", id_of="x", active=False)["user"]
    assert (user["username"], user["active"]) == (ada.username, True)


def test_an_empty_text_clears_a_field(people: People) -> None:
    ada = people(email="ada.p5@example.org", country="GB", display_name="Ada")
    user = ada.do("update_profile", email="", country="", about="", display_name="")["user"]
    assert not {"email", "country", "about"} & set(user)
    people(email="ada.p5@example.org")


def test_a_change_is_pushed_to_who_shares_a_group(people: People) -> None:
    ada, bob, eve = people(), people(), people()
    make_group(ada, bob)
    phone = people.device(ada)
    ada.do("update_profile", display_name="Ada the First", email="ada.p6@example.org")
    pushed = bob.push("user")["user"]
    assert (pushed["id"], pushed["display_name"]) == (ada.user, "Ada the First")
    assert "email" not in pushed
    assert phone.push("user")["user"]["display_name"] == "Ada the First"
    eve.quiet("user")


def test_profiles_of_who_shares_no_group_can_be_asked_for(people: People) -> None:
    ada, bob = people(), people()
    ada.do("update_profile", about="Hello")
    assert bob.do("users", ids=[ada.user])["users"][0]["about"] == "Hello"
