"""Whether the server should get traffic."""

from __future__ import annotations

from dataclasses import dataclass

from chat_server.readiness import STANDING_SECONDS, Readiness


@dataclass
class Store:
    """A store of which only its trouble is known."""

    reason: str = ""


@dataclass
class Journal:
    """A journal of which only the age of its commit is known."""

    standing: float = 0.0


def test_a_server_is_ready_while_its_store_takes_writes_and_it_is_not_going_down() -> None:
    store, draining = Store(), False
    readiness = Readiness(store, Journal(), lambda: draining)
    assert readiness.reason() == ""
    store.reason = "the disk is full"
    assert readiness.reason() == "the disk is full"
    store.reason = ""
    assert readiness.reason() == ""
    draining = True
    assert readiness.reason() == "the server is going down"


def test_a_commit_without_an_end_makes_it_unready_too() -> None:
    store, journal = Store(), Journal(standing=STANDING_SECONDS - 0.1)
    readiness = Readiness(store, journal, lambda: False)
    assert readiness.reason() == ""
    journal.standing = STANDING_SECONDS
    assert readiness.reason() == "the store does not answer"
    store.reason = "the disk is full"
    assert readiness.reason() == "the disk is full"
