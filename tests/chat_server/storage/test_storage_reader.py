"""The reader's connections: one moment a command, from any thread, and closed for good."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from stores import Author, Stored, another_reader

from chat_server.core.model import Changes
from chat_server.storage import reader as reader_module
from protocol.commands import CatchUp, History
from protocol.errors import ErrorCode, Refusal
from protocol.views import MessageView


def test_a_reader_sees_nothing_that_is_not_committed(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    author.send(group, ada)
    with on_disk.store.transaction():
        on_disk.store.write(author.changes)
        assert on_disk.reader.history(ada, History(id=1, group=group)).head == 1
    assert on_disk.reader.history(ada, History(id=1, group=group)).head == 2


def test_a_page_belongs_to_its_head_while_the_journal_writes(on_disk: Stored) -> None:
    """The newest event is always an edit of the newest message to the number of that event."""
    author = Author(on_disk.store)
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "2")
    author.commit()
    done = threading.Event()

    def read() -> int:
        pages = 0
        while not done.is_set() or not pages:
            page = on_disk.reader.history(ada, History(id=1, group=group))
            assert isinstance(page.messages[0], MessageView)
            assert page.messages[0].text == str(page.head)
            events = on_disk.reader.catch_up(ada, CatchUp(id=1, group=group, after=page.head - 1))
            assert events.events[0].seq == page.head
            pages += 1
        return pages

    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read) for _ in range(3)]
        for _ in range(60):
            author.edit(group, ada, sent, str(author.groups[group].head + 1))
            author.commit()
        done.set()
        assert all(reader.result() for reader in readers)


def test_a_closed_reader_is_busy(on_disk: Stored) -> None:
    reader = another_reader(on_disk, connections=2)
    assert reader.account("ada") is None
    reader.close()
    reader.close()
    with pytest.raises(Refusal) as refused:
        reader.account("ada")
    assert refused.value.code is ErrorCode.BUSY


def test_a_reader_without_a_free_connection_is_busy(
    on_disk: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "_WAIT", 0.01)
    reader = another_reader(on_disk, connections=1)
    with reader._moment():
        with pytest.raises(Refusal) as refused:
            reader.account("ada")
        assert refused.value.code is ErrorCode.BUSY
    assert reader.account("ada") is None
    reader.close()


def test_a_refusal_leaves_the_connection_usable(on_disk: Stored) -> None:
    reader = another_reader(on_disk, connections=1)
    for _ in range(3):
        with pytest.raises(Refusal):
            reader.history("1", History(id=1, group="nowhere"))
    assert reader.users(["1"]) == []
    reader.close()


def test_membership_is_that_of_the_moment(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada, "Tea", "private")
    author.join(group, eve)
    author.commit()
    assert on_disk.reader.history(eve, History(id=1, group=group)).head == 2
    with on_disk.store.transaction():
        on_disk.store.write(Changes(members={(group, eve): None}))
    with pytest.raises(Refusal):
        on_disk.reader.history(eve, History(id=1, group=group))
