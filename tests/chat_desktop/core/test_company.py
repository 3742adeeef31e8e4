"""Members while pages and events cross, and who is typing."""

from __future__ import annotations

from chat_desktop.core.company import TYPING_SECONDS, Company, Typing
from protocol.events import Event, Joined, Left, RoleSet
from protocol.views import Member, User


def user(id: str) -> User:
    return User(id=id, username=id, display_name="", active=True)


def member(id: str, role: str = "member") -> Member:
    return Member(user=user(id), role=role, online=True)  # type: ignore[arg-type]


def seen(company: Company) -> dict[str, str]:
    return {member.user.id: member.role for member in company.members}


def test_the_first_page_is_shown_at_once_and_the_last_one_counts() -> None:
    company = Company()
    company.begin()
    assert not company.ready
    company.add_page([member("ada")], last=False)
    assert seen(company) == {"ada": "member"}
    company.add_page([member("eve")], last=True)
    assert seen(company) == {"ada": "member", "eve": "member"}
    company.begin()
    company.add_page([member("eve")], last=False)
    assert seen(company) == {"ada": "member", "eve": "member"}
    company.add_page([], last=True)
    assert seen(company) == {"eve": "member"}


def test_events_that_cross_with_a_page_are_applied_to_it_too() -> None:
    company = Company()
    company.begin()
    events: list[Event] = [
        Left(seq=1, at=1, by="ada", user="ada"),
        Joined(seq=2, at=1, by="bob", user="bob"),
        RoleSet(seq=3, at=1, by="eve", user="bob", role="admin"),
    ]
    assert company.apply(events, {"bob": user("bob")})
    company.add_page([member("ada"), member("eve")], last=True)
    assert seen(company) == {"eve": "member", "bob": "admin"}


def test_who_joined_and_is_unknown_is_left_to_the_next_load() -> None:
    company = Company()
    company.add_page([member("ada")], last=True)
    assert company.apply([Joined(seq=2, at=1, by="bob", user="bob")], {})
    assert seen(company) == {"ada": "member"}
    assert not company.apply([], {})


def test_presence_and_profiles_reach_members_only() -> None:
    company = Company()
    company.add_page([member("ada")], last=True)
    assert company.set_online("ada", False)
    assert not company.set_online("eve", True)
    assert company.set_user(User(id="ada", username="ada", display_name="Ada L.", active=True))
    assert company.members[0].user.display_name == "Ada L."
    assert not company.members[0].online


def test_typing_ends_after_six_seconds_or_with_the_message() -> None:
    typing = Typing()
    assert typing.start("ada", 10.0)
    assert not typing.start("ada", 12.0)
    assert typing.start("eve", 13.0)
    assert list(typing.users) == ["ada", "eve"]
    assert typing.ends_at == 12.0 + TYPING_SECONDS
    assert not typing.expire(17.9)
    assert typing.expire(18.0)
    assert list(typing.users) == ["eve"]
    assert typing.stop("eve")
    assert not typing.stop("eve")
    assert typing.ends_at is None


def test_a_long_list_goes_on_later() -> None:
    company = Company()
    company.begin()
    company.add_page([member("ada"), member("bob")], last=True)
    company.rest = "2"
    company.apply([Left(seq=1, at=1, by="eve", user="eve")], {})
    company.extend([member("bob", "admin"), member("eve"), member("fay")], None)
    assert seen(company) == {"ada": "member", "bob": "member", "fay": "member"}
    assert company.rest is None
