"""A log replayed: what it adds up to, and what it must not be."""

from __future__ import annotations

import pytest

from chat_server.core.model import GroupState, Member, MessageState
from chat_server.core.projection import Projection
from protocol.events import (
    Changed,
    Closed,
    Deleted,
    Edited,
    Event,
    Joined,
    Left,
    Message,
    Reacted,
    Removed,
    RoleSet,
    Unknown,
    Unreacted,
)


def replayed(*events: Event) -> Projection:
    group = GroupState(id="g", name="tea", topic="", visibility="public", created=1)
    projection = Projection(group)
    projection.replay(
        (
            Joined(seq=1, at=1, by="ada", user="ada"),
            Joined(seq=2, at=2, by="ada", user="eve"),
            Message(seq=3, at=3, by="eve", key="k" * 16, n=1, text="helo"),
            *events,
        )
    )
    return projection


def test_who_joins_first_owns_the_group_and_marks_start_at_joined() -> None:
    assert replayed().group.members == {
        "ada": Member("owner", joined=1, read=1, read_n=0),
        "eve": Member("member", joined=2, read=3, read_n=1),
    }


def test_messages_stand_as_they_were_amended() -> None:
    assert replayed().messages == {3: MessageState(3, "eve", 3, 1, "helo")}
    edited = replayed(Edited(seq=4, at=9, by="eve", target=3, text="hello"))
    assert edited.messages == {3: MessageState(3, "eve", 3, 1, "hello", edited_at=9)}
    edited.replay([Deleted(seq=5, at=10, by="ada", target=3)])
    assert edited.messages == {3: MessageState(3, "eve", 3, 1, None, deleted=True)}


def test_reactions_are_sets_and_go_with_their_message() -> None:
    projection = replayed(
        Reacted(seq=4, at=4, by="ada", target=3, emoji="👍"),
        Reacted(seq=5, at=5, by="ada", target=3, emoji="👍"),
        Reacted(seq=6, at=6, by="eve", target=3, emoji="👍"),
        Unreacted(seq=7, at=7, by="eve", target=3, emoji="🎉"),
    )
    assert projection.reactions == {3: {"👍": {"ada", "eve"}}}
    projection.replay(
        [
            Unreacted(seq=8, at=8, by="eve", target=3, emoji="👍"),
            Unreacted(seq=9, at=9, by="ada", target=3, emoji="👍"),
        ]
    )
    assert projection.reactions == {}
    projection.replay(
        [
            Reacted(seq=10, at=8, by="eve", target=3, emoji="👍"),
            Deleted(seq=11, at=9, by="ada", target=3),
        ]
    )
    assert projection.reactions == {}


def test_members_come_and_go() -> None:
    projection = replayed(
        RoleSet(seq=4, at=4, by="ada", user="eve", role="admin"),
        Joined(seq=5, at=5, by="bob", user="bob"),
        Removed(seq=6, at=6, by="eve", user="bob"),
        Left(seq=7, at=7, by="eve", user="eve"),
    )
    assert (list(projection.group.members), projection.group.removed) == (["ada"], {"bob"})
    projection.replay([Joined(seq=8, at=8, by="ada", user="bob")])
    assert (list(projection.group.members), projection.group.removed) == (["ada", "bob"], set())
    assert projection.group.members["bob"] == Member("member", joined=8, read=8, read_n=1)


def test_the_group_itself_changes_and_ends() -> None:
    projection = replayed(
        Changed(seq=4, at=4, by="ada", name="coffee", visibility="private"),
        Changed(seq=5, at=5, by="ada", topic="hot"),
        Unknown(seq=6, at=6, by="ada"),
        Closed(seq=7, at=7, by="ada"),
    )
    assert projection.group == GroupState(
        id="g",
        name="coffee",
        topic="hot",
        visibility="private",
        created=1,
        head=7,
        n=1,
        closed=True,
    )


@pytest.mark.parametrize("seq", [3, 5])
def test_a_log_with_a_hole_or_a_double_is_refused(seq: int) -> None:
    with pytest.raises(ValueError):
        replayed(Left(seq=seq, at=4, by="eve", user="eve"))
