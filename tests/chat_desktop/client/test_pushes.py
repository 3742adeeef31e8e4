"""Each message of the server reaches the part of the account that it is about."""

from __future__ import annotations

from itertools import count
from unittest.mock import Mock

from chat_desktop.client.pushes import apply_message
from chat_desktop.core.cache import Saved
from chat_desktop.core.ports import Change, GroupGone, GroupsChanged, TypingChanged, UsersChanged
from chat_desktop.core.state import Account
from protocol.events import Message
from protocol.replies import (
    Events,
    GroupView,
    Lagged,
    Members,
    Ok,
    Presence,
    Profile,
    TypingNow,
    UserChanged,
    Users,
)
from protocol.replies import GroupGone as Gone
from protocol.views import Group, Member, User


def user(id: str, name: str = "", email: str | None = None) -> User:
    return User(id=id, username=id, display_name=name, active=True, email=email)


def test_each_message_changes_what_it_says() -> None:
    told: list[Change] = []
    account = Account(Saved(me=user("me", email="me@x")), Mock(), told.append, count())
    view = Group(
        id="g", name="Tea", topic="", visibility="public", head=1, n=0, members=1, role="owner"
    )
    event = Message(seq=2, at=1, by="ada", key="k" * 16, n=1, text="hi")
    member = Member(user=user("eve"), role="member", online=True)
    for message in (
        GroupView(group=view, id=3),
        Events(group="g", events=[event], head=2),
        TypingNow(group="g", user="ada"),
        Lagged(heads={"g": 9}),
        UserChanged(user=user("ada", name="Ada")),
        Users(id=4, users=[user("bob")]),
        Members(id=5, members=[member]),
        Presence(user="ada", online=True),
        Profile(id=6, user=user("me", email="new@x")),
        Users(id=7, users=[user("me")]),
        Ok(id=8),
    ):
        apply_message(account, message, 1_000, 5.0)
    assert account.groups["g"].view.n == 1
    assert account.rows()[0].typing == ("ada",)
    assert account.behind == {"g": 9}
    assert set(account.people.users) == {"me", "ada", "bob", "eve"}
    assert account.me.email == "new@x"
    assert TypingChanged("g") in told
    assert UsersChanged(frozenset({"bob"})) in told
    apply_message(account, Gone(group="g"), 1_000, 5.0)
    assert told[-2:] == [GroupGone("g"), GroupsChanged()]
