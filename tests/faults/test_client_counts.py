"""The counting of client scenarios sees each kind of fault, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults.client_counts import FAILED, SHOWN, TYPED, Notes, Promises, compare_copy, count
from faults.scenario import Broken, Tally

from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage.cache import Cache
from protocol.events import Event, Message
from protocol.views import Group


def message(seq: int, key: str) -> Message:
    return Message(seq=seq, at=1, by="me", key=key.ljust(16, "-"), n=seq, text="hi")


def log(*keys: str) -> list[Event]:
    return [message(seq, key) for seq, key in enumerate(keys, 1)]


def promised(*keys: str) -> Promises:
    padded = [key.ljust(16, "-") for key in keys]
    return Promises(padded, set(padded))


def test_what_arrived_once_and_in_order_counts_nothing() -> None:
    writers = [promised("a", "b"), promised("x")]
    assert count(writers, log("a", "x", "b", "never shown")) == Tally(acknowledged=3)


def test_each_kind_of_fault_is_counted() -> None:
    assert count([promised("a", "b")], log("a")) == Tally(2, lost=1)
    assert count([promised("a")], log("a", "a")) == Tally(1, doubled=1)
    assert count([promised("a", "b", "c")], log("b", "a", "c")) == Tally(3, reordered=1)
    assert count([], [message(1, "a"), message(3, "b")]) == Tally(lost=1, reordered=1)
    twice = [message(1, "a"), message(1, "b")]
    assert count([], twice) == Tally(doubled=1, reordered=1)


def test_what_was_called_failed_is_no_promise() -> None:
    writer = promised("a", "b", "c")
    for keys in (writer.failed, writer.troubled):
        keys.add(writer.typed[1])
    writer.shown.discard(writer.typed[1])
    assert count([writer], log("a", "c")) == Tally(2)
    assert count([writer], log("a", "c", "b")) == Tally(2)


def test_notes_outlive_their_writer(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    assert Promises.read(path) == Promises()
    for key in ("a", "b"):
        notes = Notes(path)
        notes.note(TYPED, key)
        notes.note(SHOWN if key == "a" else FAILED, key)
        notes.close()
    assert Promises.read(path) == Promises(["a", "b"], {"a"}, {"b"}, {"b"})
    notes = Notes(path)
    notes.note(SHOWN, "b")
    notes.close()
    assert Promises.read(path) == Promises(["a", "b"], {"a", "b"}, set(), {"b"})


def cached(path: Path, events: list[Event]) -> Path:
    view = Group(id="g", name="Tea", topic="", visibility="private", head=0, n=0, members=1)
    cache = Cache(path)
    cache.advance(GroupRecord(view, len(events)), "me", events, [])
    cache.close()
    return path


def test_a_copy_is_held_against_the_log(tmp_path: Path) -> None:
    path = cached(tmp_path / "cache.sqlite", log("a", "b"))
    assert compare_copy(path, "g", log("a", "b", "not here yet")) == Tally()
    assert compare_copy(path, "g", log("a", "c")) == Tally(reordered=1)
    cache = Cache(path)
    cache.database.execute_sql("DELETE FROM items WHERE seq = 2")
    cache.close()
    assert compare_copy(path, "g", log("a", "b")) == Tally(lost=1)


def test_a_copy_whose_outbox_is_not_empty_is_broken(tmp_path: Path) -> None:
    path = cached(tmp_path / "cache.sqlite", log("a"))
    cache = Cache(path)
    cache.put_outgoing([Outgoing("key-------------", "g", "hi", 5, 1)])
    cache.close()
    with pytest.raises(Broken, match="1 messages are left"):
        compare_copy(path, "g", log("a"))
