"""Who sees a group, and what rank allows: the questions that every command asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from dialogue import Dialogue

from chat_server.core import access
from chat_server.core.cache import GroupCache
from chat_server.core.unit import UnitOfWork
from protocol.commands import DeleteGroup, SetRole
from protocol.errors import ErrorCode, Refusal
from protocol.views import DEFAULT_LIMITS


def code_of(ask: Callable[[], object]) -> ErrorCode | None:
    try:
        ask()
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.fixture
def talk() -> Dialogue:
    """Ada owns and eve is in "group-4" (public), "group-5" (private), "group-6" (deleted)."""
    talk = Dialogue()
    ada, eve, _ = talk.person("ada"), talk.person("eve"), talk.person("bob")
    for visibility in ("public", "private", "public"):
        group = talk.group(ada, eve, visibility=visibility)
    talk.say(ada, DeleteGroup(id=1, group=group))
    return talk


def test_who_sees_a_group(talk: Dialogue) -> None:
    unit = UnitOfWork(talk.store, GroupCache(), 1, DEFAULT_LIMITS)
    with talk.store.transaction():
        for group, user, code in (
            ("group-4", "2", None),
            ("group-4", "3", None),
            ("group-5", "2", None),
            ("group-5", "3", ErrorCode.NO_SUCH_GROUP),
            ("group-6", "2", ErrorCode.NO_SUCH_GROUP),
            ("nowhere", "2", ErrorCode.NO_SUCH_GROUP),
        ):
            assert code_of(partial(access.visible_group, unit, group, user)) is code


def test_who_is_in_a_group(talk: Dialogue) -> None:
    unit = UnitOfWork(talk.store, GroupCache(), 1, DEFAULT_LIMITS)
    with talk.store.transaction():
        for group, user, code in (
            ("group-4", "2", None),
            ("group-4", "3", ErrorCode.NOT_A_MEMBER),
            ("group-5", "3", ErrorCode.NO_SUCH_GROUP),
            ("group-6", "1", ErrorCode.NO_SUCH_GROUP),
            ("nowhere", "1", ErrorCode.NO_SUCH_GROUP),
        ):
            assert code_of(partial(access.membership, unit, group, user)) is code


def test_what_rank_allows(talk: Dialogue) -> None:
    talk.say(talk.device("ada", "1"), SetRole(id=1, group="group-4", user="2", role="admin"))
    unit = UnitOfWork(talk.store, GroupCache(), 1, DEFAULT_LIMITS)
    with talk.store.transaction():
        group, _ = access.ranked_membership(unit, "group-4", "2", "admin")
        assert [access.rank_of(group, user) for user in ("1", "2", "3")] == [3, 2, 0]
        refused = code_of(lambda: access.ranked_membership(unit, "group-4", "2", "owner"))
        assert refused is ErrorCode.NOT_ALLOWED
        refused = code_of(lambda: access.ranked_membership(unit, "group-4", "3", "admin"))
        assert refused is ErrorCode.NOT_A_MEMBER


def test_whom_a_command_names(talk: Dialogue) -> None:
    unit = UnitOfWork(talk.store, GroupCache(), 1, DEFAULT_LIMITS)
    with talk.store.transaction():
        group = access.open_group(unit, "group-4")
        assert access.other_member(unit, group, "2").role == "member"
        assert code_of(lambda: access.other_member(unit, group, "3")) is ErrorCode.NOT_A_MEMBER
        assert code_of(lambda: access.other_member(unit, group, "?")) is ErrorCode.NO_SUCH_USER
        assert access.known_user(unit, "3").username == "bob"
