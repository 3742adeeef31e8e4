"""Groups: the newest message is last, whatever came after it, and the count of members follows."""

from __future__ import annotations

from stores import Author, Stored

from protocol.codec import encode
from protocol.commands import ListGroups
from protocol.views import Group


def view(stored: Stored, author: Author, group: str, reader: str) -> Group:
    with stored.store.transaction():
        return stored.store.group_view(author.groups[group], reader)


def test_last_is_the_newest_message_whatever_followed(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    author.commit()
    assert view(stored, author, group, ada).last is None
    first = author.send(group, ada, "first")
    author.join(group, eve)
    author.commit()
    author.react(group, eve, first, "x")
    author.commit()
    last = view(stored, author, group, ada).last
    assert last is not None
    assert (last.seq, last.text) == (first, "first")
    second = author.send(group, eve, "second")
    author.edit(group, ada, first, "changed")
    author.commit()
    last = view(stored, author, group, ada).last
    assert last is not None
    assert (last.seq, last.text) == (second, "second")


def test_the_directory_counts_members_as_they_come_and_go(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    for change, expected in ((author.join, 2), (author.leave, 1)):
        change(group, eve)
        author.commit()
        listed = stored.reader.list_groups("zz", ListGroups(id=1)).groups
        assert [each.members for each in listed] == [expected]


def test_a_snapshot_of_groups_with_endless_messages_stays_a_frame(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada = author.user("ada")
    ids = [author.group(ada, f"Group {count}") for count in range(150)]
    for id in ids:
        author.send(id, ada, "🎉" * 10_000)
    author.commit()
    with on_disk.store.transaction():
        views = on_disk.store.snapshot(ada).groups
    with_last = [view.id for view in views if view.last is not None]
    assert [view.id for view in views] == ids
    assert sum(len(encode(view)) for view in views) < 5 * 1024 * 1024
    assert with_last == ids[-len(with_last) :]
    assert len(with_last) > 90


def test_many_groups_are_loaded_at_once(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    ids = [author.group(ada, f"Group {count}") for count in range(300)]
    author.commit()
    with stored.store.transaction():
        assert stored.store.load_groups([*ids, "nowhere"]) == author.groups
        assert sorted(stored.store.groups_of(ada)) == sorted(ids)
        assert len(stored.store.snapshot(ada).groups) == 300
