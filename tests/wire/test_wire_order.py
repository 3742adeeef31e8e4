"""Order: commands of one connection in the order sent, events in the order of the log."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from wire.client import Client, Frame, new_key
from wire.conftest import People, make_group


@contextmanager
def talking(client: Client, group: str) -> Iterator[None]:
    """Let somebody send, react and edit without a pause, on a thread of their own."""
    stop = threading.Event()

    def talk() -> None:
        while not stop.is_set():
            seq = client.send(group, "x")
            client.do("react", group=group, seq=seq, emoji="👍")
            client.do("edit", group=group, seq=seq, text="y")

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_commands_take_effect_in_the_order_sent(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    texts = [f"{i}" for i in range(200)]
    ids = [ada.start("send", group=group, key=new_key(), text=text) for text in texts]
    seqs = [ada.answer(id)["seq"] for id in ids]
    assert seqs == list(range(3, 203))
    bob.event(group, seqs[-1])
    assert [event["text"] for event in bob.live[group][1:]] == texts


def test_what_is_read_after_a_command_sees_it(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    started = []
    for i in range(30):
        ada.start("send", group=group, key=new_key(), text=f"{i}")
        started.append(ada.start("history", group=group, limit=1))
    for i, id in enumerate(started):
        assert ada.answer(id)["messages"][-1]["text"] == f"{i}"
    ids = [
        bob.start("join_group", group=group),
        bob.start("catch_up", group=group, after=31),
        bob.start("update_profile", display_name="Bob the Builder"),
        bob.start("profile"),
        bob.start("members", group=group),
        bob.start("leave_group", group=group),
        bob.start("send", group=group, key=new_key(), text="too late"),
        bob.start("history", group=group),
        bob.start("list_groups", query="no group has this name"),
    ]
    replies = [bob.answer(id) for id in ids]
    assert replies[1]["events"][0]["kind"] == "joined"
    assert replies[3]["user"]["display_name"] == "Bob the Builder"
    assert len(replies[4]["members"]) == 2
    assert [replies[place].get("code") for place in (6, 7)] == ["not_a_member"] * 2
    assert replies[8]["groups"] == []


def test_every_command_gets_exactly_one_reply(people: People) -> None:
    ada = people()
    group = make_group(ada)
    ids = []
    for _ in range(20):
        ids += [
            ada.start("send", group=group, key=new_key(), text="x"),
            ada.start("send", group=group, key="short", text="x"),
            ada.start("history", group="nowhere"),
            ada.start("shout"),
            ada.start("members", group=group),
            ada.start("edit", group=group, seq=1, text="x"),
        ]
    kinds = [ada.answer(id)["type"] for id in ids]
    assert kinds == ["sent", "error", "error", "error", "members", "error"] * 20
    # A second reply would be one that nobody asked for, which the client notices.
    ada.quiet()


def test_live_events_ascend_on_every_connection(people: People) -> None:
    clients = [people() for _ in range(4)]
    group = make_group(*clients)

    def talk(client: Client) -> None:
        ids = [client.start("send", group=group, key=new_key(), text=f"{i}") for i in range(50)]
        for id in ids:
            assert client.answer(id)["type"] == "sent"

    threads = [threading.Thread(target=talk, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logs = []
    for client in clients:
        client.event(group, 204)
        seqs = [event["seq"] for event in client.live[group]]
        assert seqs == list(range(seqs[0], 205))
        logs.append(client.live[group][-200:])
    assert logs[1:] == logs[:-1]


def test_welcome_precedes_every_live_push_and_nothing_falls_between(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada, bob)
    with talking(ada, group):
        for _ in range(20):
            # The client itself fails on a push before `welcome` or on a hole after its heads.
            phone = people.device(bob)
            (view,) = phone.welcome["groups"]
            phone.event(group, view["head"] + 3)
            phone.close()


def test_who_joins_while_others_talk_misses_nothing(people: People) -> None:
    ada, bob = people(), people()
    group = make_group(ada)
    ids = []
    for i in range(60):
        ids.append(ada.start("send", group=group, key=new_key(), text=f"{i}"))
        if i == 20:
            joining = bob.start("join_group", group=group)
    last = [ada.answer(id)["seq"] for id in ids][-1]
    view = bob.answer(joining)["group"]
    last = max(last, view["head"])
    bob.event(group, last)
    seqs = [event["seq"] for event in bob.live[group]]
    assert bob.live[group][0]["kind"] == "joined", (view, bob.live[group], bob.pushes)
    assert seqs == list(range(seqs[0], last + 1))


@pytest.mark.parametrize("seed", range(3))
def test_live_catch_up_and_reconnects_together_give_the_whole_log(
    people: People, seed: int
) -> None:
    chance = random.Random(seed)
    ada, bob = people(), people()
    group = make_group(ada, bob)
    log: list[Frame] = []

    def take(events: list[Frame]) -> None:
        """Apply what a client applies: the next event; older ones are known, newer ones wait."""
        for event in events:
            if event["seq"] == len(log) + 1:
                log.append(event)

    with talking(ada, group):
        for _ in range(12):
            phone = people.device(bob)
            for _ in range(chance.randrange(12)):
                phone.read()
            while len(log) < phone.welcome["groups"][0]["head"]:
                limit = chance.randrange(1, 20)
                page = phone.do("catch_up", group=group, after=len(log), limit=limit)
                take(page["events"])
            for _ in range(chance.randrange(12)):
                phone.read()
            take(phone.live[group])
            phone.close()
    stored: list[Frame] = []
    while len(stored) < len(log):
        stored += ada.do("catch_up", group=group, after=len(stored), limit=100)["events"]
    assert len(log) > 20
    assert [final(event) for event in log] == [final(event) for event in stored[: len(log)]]


def final(event: Frame) -> Frame:
    """Return the event without its text, which may go."""
    return {name: value for name, value in event.items() if name not in ("text", "gone")}
