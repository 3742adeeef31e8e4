"""The whole server as a process: it listens, goes down in order, and keeps what it acknowledged."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from server_process import ServerProcess
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PASSWORD = "correct horse"


def talk(server: ServerProcess) -> ClientConnection:
    return connect(server.url, subprotocols=[Subprotocol("parlance.v1")], close_timeout=1)


def call(client: ClientConnection, id: int, type: str, **fields: Any) -> dict[str, Any]:
    client.send(json.dumps({"type": type, "id": id, **fields}))
    while True:
        message: dict[str, Any] = json.loads(client.recv(timeout=15))
        if message.get("id") == id:
            return message


def ready(server: ServerProcess) -> int:
    try:
        with urllib.request.urlopen(server.http + "/readyz", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_it_says_where_it_listens_and_stops_when_asked(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        assert re.fullmatch(r"ws://127\.0\.0\.1:\d+/ws", server.url)
        assert ready(server) == 200
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "parlance.db",
        "pepper",
    ]


class Loader(threading.Thread):
    """A client that sends as fast as it is answered, until the server closes."""

    def __init__(self, server: ServerProcess, name: str, warm: threading.Barrier) -> None:
        super().__init__()
        self._server = server
        self._user = name
        self._warm = warm
        self._keys: dict[int, str] = {}
        self.acknowledged: set[str] = set()
        self.types: set[str] = set()
        self.code: int | None = None

    def run(self) -> None:
        with talk(self._server) as client:
            client.recv(timeout=15)
            call(client, 1, "sign_up", username=self._user, password=PASSWORD)
            group = call(client, 2, "create_group", name=self._user)["group"]["id"]
            try:
                for turn in range(1_000_000):
                    self._send(client, group)
                    if turn == 5:
                        self._warm.wait(30)
            except ConnectionClosed:
                self._read_on(client)

    def _send(self, client: ClientConnection, group: str) -> None:
        for _ in range(20):
            id = 3 + len(self._keys)
            self._keys[id] = key = f"{self._user}-{id:012}"
            send = {"type": "send", "id": id, "group": group, "key": key, "text": "x" * 200}
            client.send(json.dumps(send))
        for _ in range(20):
            self._take(json.loads(client.recv(timeout=15)))

    def _take(self, message: dict[str, Any]) -> None:
        self.types.add(message["type"])
        if message["type"] == "sent":
            self.acknowledged.add(self._keys[message["id"]])

    def _read_on(self, client: ClientConnection) -> None:
        """Take what came before the close, whose code is kept."""
        try:
            while True:
                self._take(json.loads(client.recv(timeout=15)))
        except ConnectionClosed as closed:
            self.code = closed.rcvd.code if closed.rcvd is not None else None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_under_load_it_says_bye_stops_with_0_and_loses_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    with ServerProcess(tmp_path) as server:
        warm = threading.Barrier(5)
        loaders = [Loader(server, f"user{place}", warm) for place in range(4)]
        for loader in loaders:
            loader.start()
        warm.wait(60)
        server.signal(number)
        assert server.wait() == 0
        for loader in loaders:
            loader.join(30)
    with sqlite3.connect(tmp_path / "parlance.db") as database:
        stored = {row[0] for row in database.execute("SELECT key FROM events WHERE key > ''")}
    database.close()
    for loader in loaders:
        assert (loader.code, "bye" in loader.types) == (1012, True)
        assert len(loader.acknowledged) >= 100
        assert loader.acknowledged <= stored


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    with talk(server) as client:
        client.recv(timeout=10)
        server.signal()
        server.signal()
        assert server.wait() == 0


def test_a_locked_database_is_busy_and_not_ready_and_then_it_is_well_again(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server, talk(server) as ada:
        ada.recv(timeout=10)
        call(ada, 1, "sign_up", username="ada", password=PASSWORD)
        group = call(ada, 2, "create_group", name="Tea")["group"]["id"]
        message = {"group": group, "key": "k" * 16, "text": "hello"}
        lock = sqlite3.connect(tmp_path / "parlance.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        refused = call(ada, 3, "send", **message)
        assert (refused["code"], refused["retry_after"] > 0) == ("busy", True)
        assert call(ada, 4, "history", group=group)["type"] == "messages"
        assert ready(server) == 503
        lock.execute("ROLLBACK")
        lock.close()
        assert call(ada, 5, "send", **message)["type"] == "sent"
        assert ready(server) == 200


def test_on_all_addresses_it_says_so(tmp_path: Path) -> None:
    with ServerProcess(tmp_path, "--host", "0.0.0.0") as server:
        assert server.url.startswith("ws://0.0.0.0:")
        assert ready(server) == 200
