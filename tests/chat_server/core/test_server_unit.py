"""The unit of work: reads its own writes, writes once, forgets what was rolled back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from dialogue import Dialogue

from chat_server.core.cache import DOUBTED_BATCHES, GroupCache
from chat_server.core.model import (
    Amendment,
    InviteRecord,
    Member,
    MessageState,
    SessionRecord,
    UserRecord,
)
from chat_server.core.outcome import Publish
from chat_server.core.unit import UnitOfWork
from protocol.events import Edited, Message
from protocol.views import DEFAULT_LIMITS

KEY = "k" * 16


@pytest.fixture
def talk() -> Dialogue:
    """Ada (user 1) and eve (user 2) in the group "group-3", with one message at seq 3."""
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    assert talk.group(ada, eve) == "group-3"
    assert talk.message(ada, "group-3") == 3
    return talk


@pytest.fixture
def unit(talk: Dialogue) -> Iterator[UnitOfWork]:
    unit = UnitOfWork(talk.store, GroupCache(), now=7, limits=DEFAULT_LIMITS)
    with talk.store.transaction():
        yield unit
        unit.flush()


def say(unit: UnitOfWork, text: str) -> Publish:
    group = unit.group("group-3")
    assert group is not None
    group.n += 1
    return unit.append(
        group, Message(seq=group.head + 1, at=7, by="1", key=KEY + text, n=group.n, text=text)
    )


def test_a_batch_gathers_until_it_is_flushed(talk: Dialogue, unit: UnitOfWork) -> None:
    writes = talk.store.writes
    unit.flush()
    assert talk.store.writes == writes
    published = [say(unit, "one"), say(unit, "two")]
    assert [effect.event.seq for effect in published] == [4, 5]
    assert talk.store.writes == writes
    unit.flush()
    assert talk.store.writes == writes + 1
    assert not unit.changes


def test_a_message_of_this_batch_is_written_before_it_is_read(
    talk: Dialogue, unit: UnitOfWork
) -> None:
    group = unit.group("group-3")
    assert group is not None
    writes = talk.store.writes
    say(unit, "one")
    assert unit.message(group, 3) is not None
    assert unit.message(group, 5) is None
    assert talk.store.writes == writes
    assert unit.message(group, 4) == MessageState(4, "1", 7, 2, "one")
    assert talk.store.writes == writes + 1


def test_an_amendment_of_this_batch_is_seen_without_writing(
    talk: Dialogue, unit: UnitOfWork
) -> None:
    group = unit.group("group-3")
    assert group is not None
    writes = talk.store.writes
    unit.append(group, Edited(seq=4, at=7, by="1", target=3, text="two"))
    unit.amend(group, 3, Amendment("two", edited_at=7, deleted=False, event=4))
    message = unit.message(group, 3)
    assert message is not None
    assert (message.text, message.edited_at) == ("two", 7)
    assert talk.store.writes == writes


def test_messages_are_counted_up_to_a_place(talk: Dialogue, unit: UnitOfWork) -> None:
    group = unit.group("group-3")
    assert group is not None
    writes = talk.store.writes
    say(unit, "one")
    say(unit, "two")
    assert [unit.count_messages(group, seq) for seq in (2, 3, 5, 99)] == [0, 1, 3, 3]
    assert talk.store.writes == writes
    assert unit.count_messages(group, 4) == 2
    assert talk.store.writes == writes + 1


def test_sessions_invites_and_accounts_of_this_batch_are_seen(unit: UnitOfWork) -> None:
    unit.add_session(SessionRecord("hash", "1", "", 7))
    assert unit.session("hash") is not None
    unit.add_session(SessionRecord("other", "1", "", 7))
    unit.revoke_all("1", but="other")
    assert unit.session("hash") is None
    assert unit.session("other") is not None
    unit.put_invite(InviteRecord("invite", "group-3", "1", 7, uses=1))
    invite = unit.invite("invite")
    assert invite is not None
    assert invite.uses == 1
    assert unit.user("3") is None
    id = unit.new_user_id()
    unit.put_user(UserRecord(id, "bob", "bob", "", 7, folded_email="b@b"))
    assert unit.user(id) == unit.user_by_name("bob") == unit.user_by_email("b@b")
    assert unit.new_user_id() != id


def test_memberships_of_this_batch_are_seen(unit: UnitOfWork) -> None:
    group = unit.group("group-3")
    assert group is not None
    assert unit.groups_of("2") == ["group-3"]
    unit.drop_member(group, "2")
    assert unit.groups_of("2") == []
    unit.put_member(group, "2", Member("member", joined=3, read=3, read_n=1))
    assert unit.groups_of("2") == ["group-3"]


def test_a_mark_of_who_was_a_member_before_is_forgotten(unit: UnitOfWork) -> None:
    group = unit.group("group-3")
    assert group is not None
    unit.move_mark(group, "2", group.members["2"])
    assert unit.changes.marks
    unit.drop_member(group, "2")
    assert unit.changes.marks == {}
    again = Member("member", joined=3, read=3, read_n=1)
    unit.put_member(group, "2", again)
    unit.move_mark(group, "2", again)
    unit.flush()
    assert unit.store.load_groups(["group-3"])["group-3"].members["2"] == again


def test_a_removal_is_noted_only_where_it_changes_something(unit: UnitOfWork) -> None:
    group = unit.group("group-3")
    assert group is not None
    unit.set_removed(group, "2", False)
    assert unit.changes.removals == {}
    unit.set_removed(group, "2", True)
    assert unit.changes.removals == {("group-3", "2"): True}
    assert group.removed == {"2"}


def test_an_actor_without_an_account_is_our_own_fault(unit: UnitOfWork) -> None:
    with pytest.raises(LookupError):
        unit.account("nobody")


def test_everything_is_prefetched_in_bulk(talk: Dialogue) -> None:
    cache = GroupCache()
    unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
    with talk.store.transaction():
        unit.prefetch(["group-3", "nowhere"], ["1", "nobody"], ["1", "2", "nil"], [("x", "1", KEY)])
    # Outside of the transaction the store answers nothing: what follows is memory.
    assert unit.group("nowhere") is None
    assert unit.user("nobody") is None
    assert unit.account("1").username == "ada"
    assert [unit.is_active(id) for id in ("1", "2", "nil")] == [True, True, False]
    assert cache.take("group-3") is unit.group("group-3")


def test_keys_are_looked_for_when_it_matters_all_at_once(talk: Dialogue) -> None:
    [event] = [event for event in talk.log("group-3") if isinstance(event, Message)]
    known, other = ("group-3", "1", event.key), ("x", "1", KEY)
    unit = UnitOfWork(talk.store, GroupCache(), now=7, limits=DEFAULT_LIMITS)
    with talk.store.transaction():
        unit.prefetch(["group-3"], [], ["1"], [known, other])
        assert unit.keys == {}
        assert unit.find_key(other) is None
    # Outside of the transaction the store answers nothing: one question was for both.
    assert unit.find_key(known) == (3, event.at)


def test_keys_are_looked_for_at_once_while_they_are_in_doubt(talk: Dialogue) -> None:
    [event] = [event for event in talk.log("group-3") if isinstance(event, Message)]
    cache = GroupCache()
    cache.doubt_keys()
    for _ in range(DOUBTED_BATCHES):
        unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
        with talk.store.transaction():
            unit.prefetch(["group-3"], [], ["1"], [("group-3", "1", event.key)])
        assert unit.keys == {("group-3", "1", event.key): (3, event.at)}
    unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
    unit.prefetch([], [], ["1"], [("group-3", "1", event.key)])
    assert unit.keys == {}


def test_who_is_active_is_asked_once(talk: Dialogue) -> None:
    cache = GroupCache()
    unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
    with talk.store.transaction():
        unit.prefetch([], [], ["1", "nil"], [])
    assert cache.active == {"1"}
    # Outside of the transaction the store answers nothing.
    again = UnitOfWork(talk.store, cache, now=8, limits=DEFAULT_LIMITS)
    again.prefetch([], [], ["1"], [])
    assert again.is_active("1")


def test_what_was_touched_is_forgotten_when_it_is_rolled_back(talk: Dialogue) -> None:
    cake = talk.group(talk.device("ada", "1"))
    cache = GroupCache()
    unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
    talk.store.fail_commit = ZeroDivisionError()
    with contextlib.suppress(ZeroDivisionError), talk.store.transaction():
        unit.prefetch(["group-3", cake], [], [], [])
        say(unit, "one")
        unit.flush()
    assert len(talk.log("group-3")) == 3
    unit.discard()
    assert cache.take("group-3") is None
    assert cache.take(cake) is not None


def test_the_cache_shrinks_after_the_batch_but_keeps_its_groups(talk: Dialogue) -> None:
    cake = talk.group(talk.device("ada", "1"))
    cache = GroupCache(capacity=1)
    with talk.store.transaction():
        cache.keep(talk.store.load_groups([cake]).values())
    unit = UnitOfWork(talk.store, cache, now=7, limits=DEFAULT_LIMITS)
    with talk.store.transaction():
        unit.prefetch(["group-3"], [], [], [])
    unit.commit_to_memory()
    assert (cache.take(cake), len(cache)) == (None, 1)
