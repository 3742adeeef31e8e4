"""The superuser's pages, of the store on disk and of the one in memory alike."""

from __future__ import annotations

from typing import Any

import pytest
from stores import Author, Stored

from chat_server.core.admin import OPERATOR
from protocol.commands import AdminGroups, AdminMessages, AdminUsers
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import UserId
from protocol.views import AdminGroup, AdminMessage, AdminUser


@pytest.fixture
def root(author: Author) -> UserId:
    return author.user("root", superuser=True)


def usernames(stored: Stored, reader: UserId, **fields: Any) -> list[str]:
    page = stored.reader.admin_users(reader, AdminUsers(id=1, **fields))
    return [user.username for user in page.users]


def texts(stored: Stored, reader: UserId, group: str, **fields: Any) -> list[str | None]:
    command = AdminMessages(id=1, group=group, **fields)
    return [message.text for message in stored.reader.admin_messages(reader, command).messages]


def test_the_pages_are_the_superusers(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    for reader in (ada, "zz", "0"):
        for ask in (
            lambda r: stored.reader.admin_users(r, AdminUsers(id=1)),
            lambda r: stored.reader.admin_groups(r, AdminGroups(id=1)),
            lambda r: stored.reader.admin_messages(r, AdminMessages(id=1, group=group)),
        ):
            with pytest.raises(Refusal) as refused:
                ask(reader)
            assert refused.value.code is ErrorCode.NOT_ALLOWED


def test_the_operator_at_the_command_line_may_read_them_too(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada, "Tea", "private")
    author.send(group, ada, "hello")
    author.commit()
    assert usernames(stored, OPERATOR) == ["ada"]
    assert len(stored.reader.admin_groups(OPERATOR, AdminGroups(id=1)).groups) == 1
    assert texts(stored, OPERATOR, group) == ["hello"]


def test_a_user_as_the_superuser_sees_them(stored: Stored, author: Author, root: UserId) -> None:
    ada = author.user(
        "ada", email="Ada@b.org", country="UK", display_name="Ada L", active=False, last_seen=5
    )
    author.group(ada, "a")
    author.group(ada, "b", "private")
    author.commit()
    page = stored.reader.admin_users(root, AdminUsers(id=6, query="ada"))
    assert page.id == 6
    assert page.users == [
        AdminUser(
            id=ada,
            username="ada",
            display_name="Ada L",
            active=False,
            superuser=False,
            created=1_000,
            groups=2,
            online=False,
            email="Ada@b.org",
            country="UK",
            last_seen=5,
        )
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ada", "bob", "root"]),
        ("ADA", ["Ada"]),
        ("example.org", ["Ada", "bob"]),
        ("lovelace", ["Ada"]),
        ("b_b", []),
        ("%", []),
    ],
)
def test_users_are_found_by_name_and_email(
    stored: Stored, author: Author, root: UserId, query: str, expected: list[str]
) -> None:
    author.user("Ada", email="a@EXAMPLE.org", display_name="Countess Lovelace")
    author.user("bob", email="b@example.org")
    assert usernames(stored, root, query=query) == expected


def test_users_come_in_pages_by_name(stored: Stored, author: Author, root: UserId) -> None:
    for name in ("Zoe", "ada", "Bob", "cid"):
        author.user(name)
    page = stored.reader.admin_users(root, AdminUsers(id=1, limit=2))
    seen = [user.username for user in page.users]
    while page.next:
        page = stored.reader.admin_users(root, AdminUsers(id=1, limit=2, after=page.next))
        seen += [user.username for user in page.users]
    assert seen == ["ada", "Bob", "cid", "root", "Zoe"]


def test_every_group_is_shown_private_and_closed_ones_too(
    stored: Stored, author: Author, root: UserId
) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    private = author.group(ada, "Private", "private")
    author.join(private, eve)
    author.set_role(private, ada, "admin", by=ada)
    author.set_role(private, eve, "owner", by=ada)
    author.rename(private, ada, topic="about")
    closed = author.group(ada, "Closed")
    author.close(closed, ada)
    author.commit()
    page = stored.reader.admin_groups(root, AdminGroups(id=1))
    assert page.groups == [
        AdminGroup(
            id=closed,
            name="Closed",
            topic="",
            visibility="public",
            head=2,
            n=0,
            members=0,
            created=1_005,
            closed=True,
        ),
        AdminGroup(
            id=private,
            name="Private",
            topic="about",
            visibility="private",
            head=5,
            n=0,
            members=2,
            created=1_000,
            closed=False,
            owner="eve",
        ),
    ]
    first = stored.reader.admin_groups(root, AdminGroups(id=1, limit=1))
    second = stored.reader.admin_groups(root, AdminGroups(id=1, limit=1, after=first.next))
    assert first.groups + second.groups == page.groups
    assert second.next is None
    found = stored.reader.admin_groups(root, AdminGroups(id=1, query="PRIV"))
    assert [group.id for group in found.groups] == [private]


def test_messages_of_any_group_newest_page_first(
    stored: Stored, author: Author, root: UserId
) -> None:
    ada = author.user("ada")
    group = author.group(ada, "Tea", "private")
    first, second, third = (author.send(group, ada, text) for text in ("one", "two", "three"))
    author.edit(group, ada, second, "TWO")
    author.delete(group, ada, third)
    author.commit()
    page = stored.reader.admin_messages(root, AdminMessages(id=8, group=group))
    assert (page.id, page.group, page.more) == (8, group, False)
    assert page.messages == [
        AdminMessage(seq=first, at=1_001, by=ada, username="ada", n=1, text="one"),
        AdminMessage(
            seq=second, at=1_002, by=ada, username="ada", n=2, text="TWO", edited_at=1_004
        ),
        AdminMessage(seq=third, at=1_003, by=ada, username="ada", n=3, deleted=True),
    ]
    page = stored.reader.admin_messages(root, AdminMessages(id=1, group=group, limit=2))
    assert ([message.seq for message in page.messages], page.more) == ([second, third], True)
    page = stored.reader.admin_messages(root, AdminMessages(id=1, group=group, before=second))
    assert ([message.seq for message in page.messages], page.more) == ([first], False)
    with pytest.raises(Refusal) as refused:
        stored.reader.admin_messages(root, AdminMessages(id=1, group="nowhere"))
    assert refused.value.code is ErrorCode.NO_SUCH_GROUP


def test_messages_are_searched_by_what_they_say_now(
    stored: Stored, author: Author, root: UserId
) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    changed = author.send(group, ada, "Ärger im Büro")
    author.send(group, ada, "100% ÄRGER")
    author.send(group, ada, "calm")
    author.commit()
    assert texts(stored, root, group, query="ärger") == ["Ärger im Büro", "100% ÄRGER"]
    assert texts(stored, root, group, query="0%") == ["100% ÄRGER"]
    page = stored.reader.admin_messages(
        root, AdminMessages(id=1, group=group, query="ärger", limit=1)
    )
    assert ([message.n for message in page.messages], page.more) == ([2], True)
    author.edit(group, ada, changed, "peace")
    author.commit()
    assert texts(stored, root, group, query="ärger") == ["100% ÄRGER"]
    assert texts(stored, root, group, query="peace") == ["peace"]
