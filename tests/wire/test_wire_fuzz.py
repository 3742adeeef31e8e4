"""Whatever a client asks in the shapes of the contract gets its reply or one of the codes."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from wire import shapes
from wire.client import PATIENCE, new_key
from wire.conftest import People, make_group

TEXTS = [
    *("", " ", "x", "tea", "\x00", "a\x00b", "\n", "\u202eabc", "\u200b", "%", "_", "\\", "'", '"'),
    *(
        "'; DROP TABLE users; --",
        "NULL",
        "null",
        "*",
        "NEAR(",
        "\U0001f600" * 9,
        "ä" * 40,
        "\ufeff",
    ),
    *(
        "e\u0301" * 20,
        "x" * 65,
        "x" * 513,
        "x" * 10_001,
        "\ud7ff\ue000\uffff\U0010ffff",
        "👩‍👩‍👧‍👦",
    ),
    *("-1", "0", "1e9", "2" * 30, "ada@example.org", "a@b@c", "../../etc/passwd", "<b>&amp;</b>"),
]
NUMBERS = [0, 1, 2, 3, 5, 8, 100, 10**6, 2**31, 2**32, 2**52, 2**53 - 1]
TIMES = [*NUMBERS, -1, -(2**53) + 1, 1_763_800_000_000]

STRING, GROUP, USER, SEQ, PLACE, TIME, KEY, ROLE, VISIBILITY, FLAG, ACTION, IDS = range(12)

COMMANDS: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "profile": ({}, {"user": USER}),
    "users": ({"ids": IDS}, {}),
    "update_profile": (
        {},
        {"display_name": STRING, "email": STRING, "country": STRING, "about": STRING},
    ),
    "list_groups": ({}, {"query": STRING, "after": STRING, "limit": SEQ}),
    "create_group": ({"name": STRING}, {"topic": STRING, "visibility": VISIBILITY}),
    "join_group": ({"group": GROUP}, {"invite": STRING}),
    "leave_group": ({"group": GROUP}, {}),
    "add_member": ({"group": GROUP, "user": USER}, {}),
    "update_group": ({"group": GROUP}, {"name": STRING, "topic": STRING, "visibility": VISIBILITY}),
    "create_invite": ({"group": GROUP}, {"expires": TIME, "uses": SEQ}),
    "revoke_invite": ({"group": GROUP, "token": STRING}, {}),
    "members": ({"group": GROUP}, {"after": STRING, "limit": SEQ}),
    "set_role": ({"group": GROUP, "user": USER, "role": ROLE}, {}),
    "remove_member": ({"group": GROUP, "user": USER}, {}),
    "send": ({"group": GROUP, "key": KEY, "text": STRING}, {"reply_to": SEQ}),
    "edit": ({"group": GROUP, "seq": SEQ, "text": STRING}, {}),
    "delete": ({"group": GROUP, "seq": SEQ}, {}),
    "react": ({"group": GROUP, "seq": SEQ, "emoji": STRING}, {}),
    "unreact": ({"group": GROUP, "seq": SEQ, "emoji": STRING}, {}),
    "history": ({"group": GROUP}, {"around": PLACE, "limit": SEQ, "all": FLAG}),
    "catch_up": ({"group": GROUP, "after": PLACE}, {"limit": SEQ}),
    "mark_read": ({"group": GROUP, "seq": PLACE}, {}),
    "admin_users": ({}, {"query": STRING, "after": STRING, "limit": SEQ}),
    "admin_groups": ({}, {"query": STRING, "after": STRING, "limit": SEQ}),
    "admin_messages": ({"group": GROUP}, {"query": STRING, "before": PLACE, "limit": SEQ}),
    "admin_act": ({"action": ACTION, "target": STRING}, {"seq": SEQ}),
}


@pytest.mark.parametrize("seed", range(4))
def test_any_command_of_the_contract_is_answered_within_it(people: People, seed: int) -> None:
    chance = random.Random(seed)
    clients = [people() for _ in range(3)]
    if seed % 2:
        people.server.admin("make-admin", clients[0].username)
    groups = [make_group(clients[0], clients[1]), make_group(clients[1], visibility="private")]
    users = [client.user for client in clients]
    values: dict[int, Any] = {
        STRING: lambda: chance.choice(TEXTS),
        GROUP: lambda: chance.choice(groups * 8 + TEXTS),
        USER: lambda: chance.choice(users * 8 + TEXTS),
        SEQ: lambda: chance.choice([1, 2, 3, 4, 5, 6, *NUMBERS[1:]]),
        PLACE: lambda: chance.choice(NUMBERS),
        TIME: lambda: chance.choice(TIMES),
        KEY: new_key,
        ROLE: lambda: chance.choice(["owner", "admin", "member"]),
        VISIBILITY: lambda: chance.choice(["public", "private"]),
        FLAG: lambda: chance.random() < 0.5,
        ACTION: lambda: chance.choice(["activate", "remove_admin", "delete_message"]),
        IDS: lambda: [chance.choice(users + TEXTS) for _ in range(chance.randrange(60))],
    }
    answers: set[str] = set()
    for _ in range(25):
        ids = []
        for _ in range(10):
            client = chance.choice(clients)
            name = chance.choice(list(COMMANDS))
            required, optional = COMMANDS[name]
            chosen = required | {
                key: kind for key, kind in optional.items() if chance.random() < 0.4
            }
            fields = {key: values[kind]() for key, kind in chosen.items()}
            ids.append((client, name, fields, client.start(name, **fields)))
        for client, name, fields, id in ids:
            # The client fails on a shape or a code that is not of the contract.
            reply = client.answer(id)
            assert reply.get("code") not in ("internal", "not_logged_in"), (name, fields)
            answers.add(str(reply.get("code", reply["type"])))
    # Enough came through and enough was refused for this to mean something.
    assert len(answers) > 12


JUNK = [
    *("", '"', "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-", "9" * 20, "1e9", "0."),
    *("\\ud800", "\\udc00\\ud800", "\\u0000", "\x00", "\n", "\U0001f600", "\ufeff", "é", '"id":1,'),
    *('"type":"typing",', "[" * 40, "{" * 40, '"x":' * 3, "/*", "NaN", "undefined", "'"),
]


@pytest.mark.parametrize("seed", range(4))
def test_garbage_is_refused_and_the_connection_lives(people: People, seed: int) -> None:
    chance = random.Random(seed)
    ada = people()
    group = make_group(ada)
    commands = [
        {"type": "send", "id": 3, "group": group, "key": "k" * 16, "text": "x", "reply_to": 1},
        {"type": "history", "id": 4, "group": group, "around": 2, "limit": 5, "all": True},
        {"type": "users", "id": 5, "ids": [ada.user]},
        {"type": "update_profile", "id": 6, "about": "hm"},
        {"type": "typing", "group": group},
    ]
    for _ in range(300):
        data = json.dumps(chance.choice(commands))
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(data) + 1)
            data = data[:place] + chance.choice(JUNK) + data[place + chance.randrange(4) :]
        ada.send_raw(data, text=chance.random() < 0.95)
    last = 2**53 - 1
    ada.send_raw(json.dumps({"type": "profile", "id": last}))
    frame: dict[str, Any] = {}
    while frame.get("id") != last:
        frame = json.loads(ada.socket.recv(timeout=PATIENCE))
        shapes.check(frame)
        assert frame.get("code") != "internal"
    assert frame["type"] == "profile"
