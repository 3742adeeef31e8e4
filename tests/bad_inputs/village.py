"""People with something to protect: what strangers try to reach, and how it is seen unchanged."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Collection
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any, Final

from server_process import ServerProcess
from wire.client import Client, Frame

PASSWORD: Final = "correct horse"
SECRET: Final = "battery staple"
KNOWN: Final = frozenset(
    {
        *("group", "user", "ids", "target", "seq", "reply_to", "before", "login", "username"),
        *("password", "old", "new", "token", "invite", "emoji", "email"),
    }
)
"""The fields for which a village's world has values."""

SENTINEL: Final = 2**53 - 1


@dataclass(slots=True)
class Village:
    """Ada's groups: one public, which all may join, one private, one closed; Bob is in both."""

    server: ServerProcess
    stack: ExitStack
    ada: Client = field(init=False)
    bob: Client = field(init=False)
    open: str = field(init=False)
    den: str = field(init=False)
    closed: str = field(init=False)
    invite: str = field(init=False)
    seqs: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ada, self.bob = self.newcomer("ada", SECRET), self.newcomer("bob", SECRET)
        make = self.ada.do
        self.open = make("create_group", name="Open", visibility="public")["group"]["id"]
        self.den = make("create_group", name="Den")["group"]["id"]
        self.closed = make("create_group", name="Closed", visibility="public")["group"]["id"]
        for group in (self.open, self.den, self.closed):
            make("add_member", group=group, user=self.bob.user)
        make("delete_group", group=self.closed)
        self.invite = make("create_invite", group=self.den, uses=1)["token"]
        for group in (self.open, self.den):
            self.seqs[group] = self.ada.send(group, "kept")
            make("delete", group=group, seq=self.ada.send(group, "taken back"))
            make("react", group=group, seq=self.seqs[group], emoji="👍")

    def newcomer(self, name: str = "", password: str = PASSWORD) -> Client:
        """Return a new user's connection."""
        client = self.stack.enter_context(Client(self.server.url))
        client.log_in("sign_up", username=name or f"n{uuid.uuid4().hex[:12]}", password=password)
        return client

    def strangers(self, stack: ExitStack) -> list[Client]:
        """Return a guest, one who has logged out, and two members of the open group."""
        guest = stack.enter_context(Client(self.server.url))
        gone, eve, mallory = (self.newcomer() for _ in range(3))
        for client in (gone, eve, mallory):
            stack.enter_context(client)
        gone.do("log_out")
        for client in (eve, mallory):
            client.do("join_group", group=self.open)
            client.send(self.open, "mine")
        return [guest, gone, eve, mallory]

    def world(self, *strangers: Client) -> dict[str, list[Any]]:
        """Return ids and other values by the names of the fields that take them."""
        users = [self.ada.user, self.bob.user, *(one.user for one in strangers)]
        groups = [self.open] * 3 + [self.den, self.closed, str(uuid.uuid4()), self.ada.user]
        seqs = [1, 2, *(s + n for s in self.seqs.values() for n in range(3)), 10**6]
        names = [client.username for client in (self.ada, *strangers)] + ["nobody"]
        world: dict[str, list[Any]] = {
            "group": groups,
            "user": users,
            "ids": users,
            "target": users + groups,
            "seq": seqs,
            "reply_to": seqs,
            "before": seqs,
            "login": names,
            "username": names,
            "password": [PASSWORD, "wrong horse"],
            "old": [PASSWORD, "wrong horse"],
            "new": [PASSWORD],
            "token": ["x" * 43, self.ada.token[:-1], self.ada.token + " ", self.invite],
            "invite": ["x" * 43, self.invite[:-1]],
            "emoji": ["👍", "❤️"],
            "email": ["", "ada@example.org"],
        }
        assert world.keys() == KNOWN
        return world

    def treasure(self) -> Frame:
        """Return all that strangers must not change, as Ada sees it."""
        kept: Frame = {"profile": self.ada.do("profile")["user"]}
        kept["den"] = self.ada.do("catch_up", group=self.den, after=0)["events"]
        members = self.ada.do("members", group=self.den)["members"]
        # Bob's client reads nothing all the while, and is given up in the end.
        kept["den's members"] = [(one["user"], one["role"]) for one in members]
        events = self.ada.do("catch_up", group=self.open, after=0)["events"]
        kept["hers in the open"] = [event for event in events if event["by"] == self.ada.user]
        everybody = self.ada.do("members", group=self.open)["members"]
        kept["role"] = [one["role"] for one in everybody if one["user"]["id"] == self.ada.user]
        kept["bob"] = [one["role"] for one in everybody if one["user"]["id"] == self.bob.user]
        return kept


def operator(server: ServerProcess, *words: str) -> str:
    """Return what a command of the operator prints, who sits beside the server."""
    command = [sys.executable, "-m", "chat_server", "admin", "--data-dir", str(server.data_dir)]
    done = subprocess.run([*command, *words], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


def stored(server: ServerProcess) -> list[Any]:
    """Return all that is in the database but for when people were last seen."""
    (path,) = server.data_dir.glob("*.db")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        names = [
            str(row[0])
            for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        found: list[Any] = []
        for name in names:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
            kept = ", ".join(f'"{column}"' for column in columns if column != "last_seen")
            found.append((name, db.execute(f"SELECT {kept} FROM {name} ORDER BY 1, 2").fetchall()))
        return found


def answers(client: Client, ids: Collection[int]) -> list[Frame]:
    """Return the replies and the errors up to the answer to an honest command, which follows.

    Each of `ids` is waited for: what only reads is done in several threads, and may be overtaken.
    Raises `ConnectionClosed` where the session was ended, by its own user elsewhere.
    """
    client.send_raw(json.dumps({"type": "profile", "id": SENTINEL}))
    waiting = {SENTINEL, *ids}
    found: list[Frame] = []
    while waiting:
        frame = json.loads(client.socket.recv(timeout=15))
        if "id" in frame or frame["type"] == "error":
            found.append(frame)
            waiting.discard(frame.get("id", 0))
    (last,) = [frame for frame in found if frame.get("id") == SENTINEL]
    found.remove(last)
    assert last["type"] == "profile" or last["code"] == "not_logged_in", last
    return found
