"""The judge: it finds what was planted, and finds nothing where nothing is wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from faults.accounts import read_log
from faults.ledger import Ledger
from faults.load import Load
from faults.scenario import Broken, Context, Tally
from faults.verify import judge
from faults.victim import Victim
from faults.wire import Entry

GROUP = "g"


def message(seq: int, key: str, n: int = 0) -> Entry:
    return Entry(seq, "u", "message", key, n or seq - 1)


def run(*keys: str) -> tuple[Ledger, list[Entry]]:
    """Return a run in which one sender's keys were sent, acknowledged and read, all in order."""
    log = [Entry(1, "u", "joined")]
    log += [message(seq, key) for seq, key in enumerate(keys, start=2)]
    ledger = Ledger()
    for event in log[1:]:
        ledger.send(GROUP, "u", event.key)
        ledger.acknowledge(GROUP, event.key, event.seq)
    ledger.hear(GROUP, log)
    ledger.have["reader", GROUP] = log[-1].seq
    return ledger, log


def counts(ledger: Ledger, log: list[Entry]) -> tuple[int, int, int]:
    tally = judge(ledger, {GROUP: log})
    return tally.lost, tally.doubled, tally.reordered


def test_a_sound_run_counts_zeros() -> None:
    ledger, log = run("a", "b", "c")
    assert judge(ledger, {GROUP: log}) == Tally(acknowledged=3)


def test_a_message_that_is_gone_is_lost_and_leaves_holes() -> None:
    ledger, log = run("a", "b", "c")
    # The message, its place by seq and its place by n.
    assert counts(ledger, [event for event in log if event.key != "b"]) == (3, 0, 0)


def test_a_lost_end_of_the_log_is_found() -> None:
    ledger, log = run("a", "b", "c")
    lost, doubled, reordered = counts(ledger, log[:-1])
    assert (lost, doubled, reordered) == (2, 0, 0)  # acknowledged, and shown to a reader


def test_an_acknowledgement_of_another_place_is_a_loss() -> None:
    ledger, log = run("a", "b")
    ledger.acks["a"].seq = 9
    assert counts(ledger, log) == (1, 0, 0)


def test_a_double_is_found() -> None:
    ledger, log = run("a", "b", "c")
    assert counts(ledger, [*log, message(5, "b", 4)]) == (1, 1, 0)  # nobody has read it either


def test_a_place_that_is_there_twice_is_found() -> None:
    ledger, log = run("a", "b")
    assert counts(ledger, [*log, log[-1]])[1] >= 2


def test_two_acknowledgements_that_differ_are_a_double() -> None:
    ledger, log = run("a", "b")
    ledger.acknowledge(GROUP, "a", 3)
    assert counts(ledger, log) == (0, 1, 0)


def test_a_swap_is_reordered() -> None:
    ledger, log = run("a", "b", "c")
    ledger.order[GROUP, "u"] = ["b", "a", "c"]
    assert counts(ledger, log) == (0, 0, 1)


def test_what_a_reader_was_shown_elsewhere_is_reordered() -> None:
    ledger, log = run("a", "b")
    ledger.heard[GROUP][2] = "b"
    assert counts(ledger, log) == (0, 0, 1)


def test_two_readers_who_were_shown_different_things_are_found() -> None:
    ledger, log = run("a", "b")
    ledger.hear(GROUP, [message(2, "b")])
    assert counts(ledger, log) == (0, 0, 1)


def test_a_reader_who_is_behind_lost_something() -> None:
    ledger, log = run("a", "b")
    ledger.have["reader", GROUP] = 1
    assert counts(ledger, log) == (2, 0, 0)


def test_a_stream_with_a_hole_or_a_double_is_found() -> None:
    ledger, log = run("a", "b")
    ledger.skipped, ledger.repeated = 2, 1
    assert counts(ledger, log) == (2, 1, 0)


def test_senders_are_not_compared_with_each_other() -> None:
    ledger, log = run("a", "b", "c")
    ledger.order = {(GROUP, "one"): ["b"], (GROUP, "two"): ["a", "c"]}
    assert counts(ledger, log) == (0, 0, 0)


def test_a_refused_message_must_not_stand_in_the_log() -> None:
    ledger, log = run("a", "b")
    del ledger.acks["b"]
    ledger.refuse("b", "storage_full")
    with pytest.raises(Broken, match="refused"):
        judge(ledger, {GROUP: log})
    assert judge(ledger, {GROUP: log}, unknown_commits=True).clean


def test_ledgers_of_two_processes_are_one() -> None:
    ledger, log = run("a", "b")
    other, _ = run("x", "y")
    other.order = {(GROUP, "other"): ["x", "y"]}
    ledger.join(other)
    lost, _, reordered = counts(ledger, log)
    assert lost == 2  # x and y are acknowledged, and not in the log
    assert reordered > 0  # and were shown where a and b are


# --- with a real server, whose database is tampered with

TAMPER = {
    "lost": "DELETE FROM events WHERE seq = 20",
    "swapped": "UPDATE events SET key = CASE seq WHEN 20 THEN k21 ELSE k20 END"
    " FROM (SELECT (SELECT key FROM events WHERE seq = 20) k20,"
    " (SELECT key FROM events WHERE seq = 21) k21) WHERE seq IN (20, 21)",
}


async def tampered(folder: Path, statement: str) -> Tally:
    async with Victim(Context(1, True, folder)) as victim:
        load = Load(victim, senders=1, readers=1)
        await load.begin()
        await load.more(50)
        await load.settle()
        await load.end()
        await victim.stop()
        with closing(sqlite3.connect(victim.database)) as database:
            indices = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'"
                " AND sql IS NOT NULL"
            ).fetchall()
            for (name,) in indices:
                database.execute(f"DROP INDEX {name}")
            assert database.execute(statement).rowcount > 0
            database.commit()
        await victim.start()
        log = await read_log(victim.port, load.owner, load.groups[0])
        return judge(load.ledger, {load.groups[0]: log})


def test_a_message_deleted_from_the_database_is_found(tmp_path: Path) -> None:
    tally = asyncio.run(tampered(tmp_path, TAMPER["lost"]))
    assert tally.acknowledged >= 50
    assert tally.lost > 0


def test_two_messages_swapped_in_the_database_are_found(tmp_path: Path) -> None:
    tally = asyncio.run(tampered(tmp_path, TAMPER["swapped"]))
    assert tally.lost > 0
    assert tally.reordered > 0
