"""History and catch-up, of the store on disk and of the one in memory alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stores import KINDS, Author, Stored, opened

from protocol.codec import encode
from protocol.commands import CatchUp, History
from protocol.errors import ErrorCode, Refusal
from protocol.events import Changed, Edited, Joined, Message
from protocol.replies import Messages
from protocol.scalars import GroupId, UserId
from protocol.views import DEFAULT_LIMITS, MessageView, Reaction


def history(stored: Stored, reader: UserId, group: GroupId, **place: Any) -> Messages:
    return stored.reader.history(reader, History(id=7, group=group, **place))


def seqs(page: Messages) -> list[int]:
    return [item.seq for item in page.messages]


@pytest.fixture
def ada(author: Author) -> UserId:
    return author.user("ada")


@pytest.fixture
def group(author: Author, ada: UserId) -> GroupId:
    """A group whose messages are 2, 4, 6 … 20, each followed by a reaction to it."""
    group = author.group(ada)
    for count in range(10):
        author.react(group, ada, author.send(group, ada, f"text {count}"), "🎉")
    author.commit()
    return group


def test_the_newest_page_comes_first_and_ascends(
    stored: Stored, ada: UserId, group: GroupId
) -> None:
    page = history(stored, ada, group, limit=3)
    assert (page.id, page.group, page.head, page.more) == (7, group, 21, True)
    assert seqs(page) == [16, 18, 20]
    assert isinstance(page.messages[0], MessageView)
    assert page.messages[0].text == "text 7"
    assert page.messages[0].n == 8
    assert page.messages[0].reactions == [Reaction(emoji="🎉", count=1, mine=True)]


@pytest.mark.parametrize(
    ("place", "expected", "more"),
    [
        ({}, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20], False),
        ({"limit": 10}, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20], False),
        ({"before": 8, "limit": 2}, [4, 6], True),
        ({"before": 8, "limit": 3}, [2, 4, 6], False),
        ({"before": 9, "limit": 1}, [8], True),
        ({"before": 2}, [], False),
        ({"before": 0}, [], False),
        ({"before": 2**53 - 1, "limit": 1}, [20], True),
        ({"after": 0, "limit": 2}, [2, 4], True),
        ({"after": 16, "limit": 2}, [18, 20], False),
        ({"after": 15, "limit": 2}, [16, 18], True),
        ({"after": 20}, [], False),
        ({"after": 2**53 - 1}, [], False),
        ({"around": 10, "limit": 1}, [10], True),
        ({"around": 10, "limit": 3}, [8, 10, 12], True),
        ({"around": 10, "limit": 4}, [6, 8, 10, 12], True),
        ({"around": 2, "limit": 3}, [2, 4, 6], False),
        ({"around": 20, "limit": 3}, [16, 18, 20], True),
        ({"around": 0, "limit": 2}, [2, 4], False),
        ({"around": 2**53 - 1, "limit": 2}, [18, 20], True),
        ({"at": -(2**53) + 1, "limit": 2}, [2, 4], False),
        ({"at": 1_009, "limit": 1}, [10], True),
        ({"at": 1_010, "limit": 1}, [12], True),
        ({"at": 2**53 - 1, "limit": 2}, [18, 20], True),
    ],
)
def test_each_place_has_its_page(
    stored: Stored,
    ada: UserId,
    group: GroupId,
    place: dict[str, int],
    expected: list[int],
    more: bool,
) -> None:
    page = history(stored, ada, group, **place)
    assert (seqs(page), page.more) == (expected, more)


def test_pages_join_up_in_both_directions(stored: Stored, ada: UserId, group: GroupId) -> None:
    back = [page := history(stored, ada, group, limit=4)]
    while page.more:
        back.insert(0, page := history(stored, ada, group, limit=4, before=seqs(page)[0]))
    forth = [page := history(stored, ada, group, limit=3, after=0)]
    while page.more:
        forth.append(page := history(stored, ada, group, limit=3, after=seqs(page)[-1]))
    expected = list(range(2, 21, 2))
    assert [seq for page in back for seq in seqs(page)] == expected
    assert [seq for page in forth for seq in seqs(page)] == expected


def test_all_shows_what_a_timeline_shows(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    author.join(group, eve)
    sent = author.send(group, ada)
    author.edit(group, ada, sent, "better")
    author.react(group, eve, sent, "x")
    author.unreact(group, eve, sent, "x")
    author.set_role(group, eve, "admin", by=ada)
    author.rename(group, ada, topic="", visibility="private")
    author.delete(group, ada, sent)
    author.leave(group, eve)
    author.commit()
    page = history(stored, ada, group, all=True)
    assert seqs(page) == [1, 2, 3, 7, 8, 10]
    assert page.messages[0] == Joined(seq=1, at=1_000, by=ada, user=ada)
    assert page.messages[4] == Changed(seq=8, at=1_007, by=ada, topic="", visibility="private")
    assert (page.more, page.head) == (False, 10)
    assert seqs(history(stored, ada, group, all=True, after=3, limit=1)) == [7]
    assert seqs(history(stored, ada, group)) == [3]


def test_a_page_has_messages_as_they_stand(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    author.join(group, eve)
    first = author.send(group, ada, "one", key="k" * 16)
    author.commit()
    second = author.send(group, eve, "two", key="l" * 16, reply_to=first)
    author.edit(group, ada, first, "uno")
    author.edit(group, ada, first, "eins")
    author.commit()
    for emoji, user in (("🎉", eve), ("👍", ada), ("🎉", ada)):
        author.react(group, user, first, emoji)
    author.delete(group, eve, second)
    author.commit()
    assert history(stored, eve, group).messages == [
        MessageView(
            seq=first,
            at=1_002,
            by=ada,
            key="k" * 16,
            n=1,
            text="eins",
            edited_at=1_005,
            reactions=[
                Reaction(emoji="🎉", count=2, mine=True),
                Reaction(emoji="👍", count=1, mine=False),
            ],
        ),
        MessageView(seq=second, at=1_003, by=eve, key="l" * 16, n=2, reply_to=first, deleted=True),
    ]


def test_catch_up_gives_the_events_without_the_texts_that_are_gone(
    stored: Stored, author: Author
) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    edited, deleted = author.send(group, ada, "a", key="k" * 16), author.send(group, ada, "b")
    author.commit()
    author.edit(group, ada, edited, "a2")
    author.edit(group, ada, deleted, "b2")
    author.commit()
    author.edit(group, ada, edited, "a3")
    author.delete(group, ada, deleted)
    author.commit()
    page = stored.reader.catch_up(ada, CatchUp(id=9, group=group, after=1))
    assert (page.id, page.group, page.head) == (9, group, 7)
    assert [event.seq for event in page.events] == [2, 3, 4, 5, 6, 7]
    message, other, first_edit, other_edit, last_edit, _ = page.events
    assert message == Message(seq=2, at=1_001, by=ada, key="k" * 16, n=1, gone=True)
    assert isinstance(other, Message)
    assert other.gone
    assert first_edit == Edited(seq=4, at=1_003, by=ada, target=2, gone=True)
    assert other_edit == Edited(seq=5, at=1_004, by=ada, target=3, gone=True)
    assert last_edit == Edited(seq=6, at=1_005, by=ada, target=2, text="a3")


def test_catch_up_pages_until_the_head(stored: Stored, ada: UserId, group: GroupId) -> None:
    have, got = 0, []
    while True:
        page = stored.reader.catch_up(ada, CatchUp(id=1, group=group, after=have, limit=4))
        got += [event.seq for event in page.events]
        if not page.events or page.events[-1].seq == page.head:
            break
        have = page.events[-1].seq
    assert got == list(range(1, 22))
    beyond = stored.reader.catch_up(ada, CatchUp(id=1, group=group, after=99))
    assert (beyond.events, beyond.head) == ([], 21)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_cut_to_the_limit(kind: str, tmp_path: Path) -> None:
    limits = DEFAULT_LIMITS
    with opened(kind, tmp_path, limits) as stored:
        author = Author(stored.store)
        ada = author.user("ada")
        group = author.group(ada)
        for _ in range(120):
            author.send(group, ada)
        author.commit()
        assert len(history(stored, ada, group).messages) == 50
        assert len(history(stored, ada, group, limit=2**53 - 1).messages) == limits.page
        page = stored.reader.catch_up(ada, CatchUp(id=1, group=group, after=0, limit=500))
        assert len(page.events) == limits.page


@pytest.mark.parametrize("place", [{}, {"before": 80}, {"after": 20}, {"around": 50}, {"at": 0}])
def test_a_page_of_long_texts_is_short_and_loses_nothing(
    stored: Stored, author: Author, place: dict[str, int]
) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    for _ in range(99):
        author.send(group, ada, "🎉" * 10_000)
    author.commit()
    page = history(stored, ada, group, limit=100, **place)
    got = seqs(page)
    assert len(encode(page)) <= 256 * 1024 + 1024
    assert len(got) >= 5
    assert got == list(range(got[0], got[-1] + 1))
    assert page.more == ("at" not in place)
    if "around" in place:
        assert 50 in got
    events = stored.reader.catch_up(ada, CatchUp(id=1, group=group, after=1, limit=100)).events
    assert [event.seq for event in events] == list(range(2, 2 + len(events)))
    assert 5 <= len(events) <= 7


def test_where_the_clock_stepped_back_a_time_still_finds_a_message(
    stored: Stored, author: Author
) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    for at in (5_000, 6_000, 2_000, 3_000, 7_000):
        author.now = at
        author.send(group, ada)
    author.commit()
    page = history(stored, ada, group, at=6_500, limit=1)
    assert seqs(page) == [6]
    page = history(stored, ada, group, at=1_500, limit=1)
    assert page.messages[0].at >= 1_500


@pytest.mark.parametrize(("visibility", "code"), [("private", "no_such_group"), ("public", "")])
def test_a_group_is_read_by_its_members_alone(
    stored: Stored, author: Author, visibility: Any, code: str
) -> None:
    ada, eve, joe = (author.user(name) for name in ("ada", "eve", "joe"))
    group = author.group(ada, "Tea", visibility)
    author.join(group, eve)
    author.send(group, ada)
    author.commit()
    assert seqs(history(stored, eve, group)) == [3]
    author.remove(group, eve, by=ada)
    author.commit()
    expected = ErrorCode(code or "not_a_member")
    for outsider in (eve, joe, "zz", "no id"):
        with pytest.raises(Refusal) as refused:
            history(stored, outsider, group)
        assert refused.value.code is expected
        with pytest.raises(Refusal) as refused:
            stored.reader.catch_up(outsider, CatchUp(id=1, group=group, after=0))
        assert refused.value.code is expected


def test_absent_and_closed_groups_are_no_such_group(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.close(group, ada)
    author.commit()
    for id in (group, "nowhere", ""):
        with pytest.raises(Refusal) as refused:
            history(stored, ada, id)
        assert refused.value.code is ErrorCode.NO_SUCH_GROUP
