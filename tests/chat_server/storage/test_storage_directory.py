"""The directory and the lists of members, of the store on disk and of the one in memory alike."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from stores import Author, Stored

from protocol.commands import ListGroups, ListMembers
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Groups
from protocol.scalars import GroupId, UserId
from protocol.views import Reaction


def listed(stored: Stored, reader: UserId, **fields: Any) -> Groups:
    return stored.reader.list_groups(reader, ListGroups(id=3, **fields))


def names(page: Groups) -> list[str]:
    return [group.name for group in page.groups]


def test_the_directory_has_public_groups_and_ones_own(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    author.group(ada, "Public of Ada")
    author.group(eve, "public of Eve")
    author.group(ada, "Private of Ada", "private")
    author.group(eve, "Private of Eve", "private")
    closed = author.group(ada, "Closed")
    author.close(closed, ada)
    author.commit()
    assert names(listed(stored, ada)) == ["Private of Ada", "Public of Ada", "public of Eve"]
    assert names(listed(stored, eve)) == ["Private of Eve", "Public of Ada", "public of Eve"]
    assert names(listed(stored, "zz")) == ["Public of Ada", "public of Eve"]
    page = listed(stored, ada)
    assert (page.id, page.next) == (3, None)


def test_a_group_in_the_directory_is_the_readers_view(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    mine, other = author.group(ada, "a"), author.group(eve, "b")
    for group, by in ((mine, ada), (other, eve)):
        sent = author.send(group, by, "hello")
        author.react(group, by, sent, "🎉")
    author.commit()
    first, second = listed(stored, ada).groups
    assert (first.id, first.role, first.members, first.head, first.n) == (mine, "owner", 1, 3, 1)
    assert first.last is not None
    assert first.last.text == "hello"
    assert first.last.reactions == [Reaction(emoji="🎉", count=1, mine=True)]
    assert (second.id, second.role, second.read, second.last) == (other, None, None, None)
    assert second.members == 1


def test_the_directory_pages_by_name_and_then_id(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    for name in ("beta", "Alpha", "alpha", "ALPHA", "Älpha", "gamma", "alpha"):
        author.group(ada, name)
    author.commit()
    whole = listed(stored, ada, limit=100)
    places = [(group.name.casefold(), group.id) for group in whole.groups]
    assert places == sorted(places)
    assert len(places) == 7
    seen, page = [], listed(stored, ada, limit=2)
    seen += page.groups
    while page.next:
        page = listed(stored, ada, limit=2, after=page.next)
        seen += page.groups
    assert seen == whole.groups


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tea", ["100% tea", "Tea_time"]),
        ("TEA", ["100% tea", "Tea_time"]),
        ("%", ["100% tea"]),
        ("_", ["Tea_time"]),
        ("a%", []),
        ("\\", ["back\\slash"]),
        ("straße", ["Strasse"]),
        ("STRASSE", ["Strasse"]),
        ("ｔｅａ", ["100% tea", "Tea_time"]),
        ("'; DROP TABLE groups; --", []),
        ("*", []),
        ("\0", []),
        ("tea" + "e" * 100_000, []),
        ("%" * 100_000, []),
        ("", ["100% tea", "back\\slash", "Strasse", "Tea_time"]),
    ],
)
def test_a_query_is_any_part_of_a_name_taken_literally(
    stored: Stored, author: Author, query: str, expected: list[str]
) -> None:
    ada = author.user("ada")
    for name in ("Tea_time", "100% tea", "back\\slash", "Strasse"):
        author.group(ada, name)
    author.commit()
    assert names(listed(stored, ada, query=query)) == expected


def test_a_group_that_is_renamed_is_found_by_its_new_name(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada, "Tea")
    author.commit()
    author.rename(group, ada, name="Coffee")
    author.commit()
    assert names(listed(stored, "zz", query="coff")) == ["Coffee"]
    assert names(listed(stored, "zz", query="tea")) == []
    author.rename(group, ada, visibility="private")
    author.commit()
    assert names(listed(stored, "zz")) == []
    assert names(listed(stored, ada)) == ["Coffee"]


@pytest.mark.parametrize("cursor", ["", "x", "!", "é", "bnVsbA", "W10", "WzFd", "a" * 10_001])
def test_a_cursor_that_was_not_given_out_is_refused(
    stored: Stored, author: Author, cursor: str
) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    with pytest.raises(Refusal) as refused:
        listed(stored, ada, after=cursor)
    assert refused.value.code is ErrorCode.BAD_REQUEST
    with pytest.raises(Refusal) as refused:
        stored.reader.members(ada, ListMembers(id=1, group=group, after=cursor))
    assert refused.value.code is ErrorCode.BAD_REQUEST


@pytest.mark.parametrize("rank", [-(2**70), 2**70, 1])
def test_a_cursor_with_a_rank_that_is_none_is_refused(on_disk: Stored, rank: int) -> None:
    author = Author(on_disk.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    cursor = base64.urlsafe_b64encode(f'[{rank},"a"]'.encode()).decode().rstrip("=")
    with pytest.raises(Refusal) as refused:
        on_disk.reader.members(ada, ListMembers(id=1, group=group, after=cursor))
    assert refused.value.code is ErrorCode.BAD_REQUEST


@pytest.fixture
def team(author: Author) -> GroupId:
    ids = {name: author.user(name) for name in ("Zoe", "bob", "Ada", "eve", "Cid")}
    group = author.group(ids["Zoe"], "Team")
    for name in ("eve", "bob", "Ada", "Cid"):
        author.join(group, ids[name])
    author.set_role(group, ids["eve"], "admin", by=ids["Zoe"])
    author.set_role(group, ids["Cid"], "admin", by=ids["Zoe"])
    author.commit()
    return group


def test_members_come_by_rank_and_then_by_name(stored: Stored, team: GroupId) -> None:
    page = stored.reader.members("1", ListMembers(id=4, group=team))
    shown = [(member.user.username, member.role) for member in page.members]
    assert shown == [
        ("Zoe", "owner"),
        ("Cid", "admin"),
        ("eve", "admin"),
        ("Ada", "member"),
        ("bob", "member"),
    ]
    assert not any(member.online for member in page.members)
    assert (page.id, page.next) == (4, None)


@pytest.mark.parametrize("limit", [1, 2, 4, 5])
def test_members_come_in_pages(stored: Stored, team: GroupId, limit: int) -> None:
    whole = stored.reader.members("1", ListMembers(id=1, group=team)).members
    page = stored.reader.members("1", ListMembers(id=1, group=team, limit=limit))
    seen = list(page.members)
    while page.next:
        page = stored.reader.members(
            "1", ListMembers(id=1, group=team, limit=limit, after=page.next)
        )
        assert len(page.members) <= limit
        seen += page.members
    assert seen == whole


def test_members_are_for_members(stored: Stored, author: Author, team: GroupId) -> None:
    joe = author.user("joe")
    for reader, group, code in (
        (joe, team, ErrorCode.NOT_A_MEMBER),
        (joe, "nowhere", ErrorCode.NO_SUCH_GROUP),
    ):
        with pytest.raises(Refusal) as refused:
            stored.reader.members(reader, ListMembers(id=1, group=group))
        assert refused.value.code is code
