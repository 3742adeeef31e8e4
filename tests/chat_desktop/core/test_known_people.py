"""Profiles, members and typing, as far as this device has heard of them."""

from __future__ import annotations

from unittest.mock import Mock

from chat_desktop.core.cache import SavedUser
from chat_desktop.core.company import Company
from chat_desktop.core.people import STALE_MS, People
from chat_desktop.core.ports import Change, MembersChanged, TypingChanged, UsersChanged
from protocol.events import Joined, Message
from protocol.views import Member, User

ME = User(id="me", username="me", display_name="", active=True, email="me@x", superuser=True)


def user(id: str, about: str | None = None) -> User:
    return User(id=id, username=id, display_name=id.title(), active=True, about=about)


def people(told: list[Change], *known: User) -> People:
    return People(ME, [SavedUser(user, 0) for user in known], Mock(), told.append)


def test_profiles_are_learnt_and_old_ones_asked_for_again() -> None:
    told: list[Change] = []
    known = people(told, user("ada"))
    assert known.unknown(["ada", "eve"], STALE_MS) == {"eve"}
    assert known.unknown(["ada"], STALE_MS + 1) == {"ada"}
    known.learn([user("eve"), user("ada")], 10)
    known.learn([user("eve")], 20)
    assert told == [UsersChanged(frozenset({"eve"}))]
    assert known.unknown(["eve"], STALE_MS + 20) == set()


def test_what_others_may_see_of_oneself_does_not_take_the_rest_away() -> None:
    known = people([])
    known.learn([user("me", about="new")], 2, public=True)
    assert (known.me.about, known.me.email, known.me.superuser) == ("new", "me@x", True)
    known.learn([user("me")], 3)
    assert (known.me.email, known.me.superuser) == (None, False)


def test_typing_ends_with_the_message_or_by_time() -> None:
    told: list[Change] = []
    known = people(told)
    known.start_typing("g", "ada", 1.0)
    known.start_typing("g", "ada", 2.0)
    known.start_typing("g", "me", 1.0)
    assert known.who_types("g") == ("ada",)
    assert known.who_types("h") == ()
    said = Message(seq=1, at=1, by="ada", key="k" * 16, n=1, text="hi")
    known.follow("g", [said], [])
    assert list(known.who_types("g")) == []
    known.start_typing("g", "eve", 2.0)
    assert known.expire_typing(3.0) == 8.0
    assert known.expire_typing(8.0) is None
    assert told == [TypingChanged("g")] * 4


def test_members_follow_pages_presence_profiles_and_events() -> None:
    told: list[Change] = []
    known = people(told, user("eve"))
    known.take_members("g", [], last=True)
    known.companies["g"] = company = Company()
    known.take_members("g", [Member(user=user("ada"), role="owner", online=True)], last=True)
    known.presence("ada", False)
    known.presence("stranger", True)
    known.learn([user("ada", about="tea")], 1)
    known.follow("g", [], [Joined(seq=1, at=1, by="eve", user="eve")])
    assert [(m.user.id, m.user.about, m.online) for m in company.members] == [
        ("ada", "tea", False),
        ("eve", None, False),
    ]
    assert told.count(MembersChanged("g")) == 4
    known.leave("g")
    assert known.companies == {}
