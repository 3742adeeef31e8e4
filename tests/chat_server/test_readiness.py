"""Whether the server should get traffic."""

from __future__ import annotations

from dataclasses import dataclass

from chat_server.readiness import Readiness


@dataclass
class Store:
    """A store of which only its trouble is known."""

    reason: str = ""


def test_a_server_is_ready_while_its_store_takes_writes_and_it_is_not_going_down() -> None:
    store, draining = Store(), False
    readiness = Readiness(store, lambda: draining)
    assert readiness.reason() == ""
    store.reason = "the disk is full"
    assert readiness.reason() == "the disk is full"
    store.reason = ""
    assert readiness.reason() == ""
    draining = True
    assert readiness.reason() == "the server is going down"
