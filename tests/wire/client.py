"""An independent client: the contract over `websockets` and `json`, and nothing of ours.

Whatever it reads it holds to the contract: the shape of every frame, one reply per command, no
push before `welcome`, a group's live events ascending and without a hole, `group_gone` last. So
every test of the suite tests these too.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from contextlib import AbstractContextManager, ExitStack, suppress
from types import TracebackType
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.frames import Close
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol
from wire import shapes

Frame = dict[str, Any]

SUBPROTOCOL = Subprotocol("parlance.v1")
PATIENCE = 15.0
MOMENT = 0.25
"""Seconds in which a push that should not come would have come."""


def new_key() -> str:
    """Return a key that no message has had."""
    return str(uuid.uuid4())


def open_socket(url: str, **options: Any) -> AbstractContextManager[ClientConnection]:
    """Open a WebSocket that offers our subprotocol and sends no Origin."""
    settings: dict[str, Any] = {
        "subprotocols": [SUBPROTOCOL],
        "compression": None,
        "proxy": None,
        "ping_interval": None,
        "max_size": None,
        "close_timeout": 0.3,
    }
    socket: AbstractContextManager[ClientConnection] = connect(url, **(settings | options))
    return socket


class Client:
    """One connection. `hello` has been read; `user`, `token` are there once it is logged in."""

    def __init__(self, url: str, **options: Any) -> None:
        self.url = url
        self._stack = ExitStack()
        self.socket = self._stack.enter_context(open_socket(url, **options))
        self.password = ""
        self.welcome: Frame = {}
        self.live: dict[str, list[Frame]] = defaultdict(list)
        self.pushes: list[Frame] = []
        self._last_id = 0
        self._in_flight: set[int] = set()
        self._replies: dict[int, Frame] = {}
        self._heads: dict[str, int] = {}
        self._gone: set[str] = set()
        with ExitStack() as unless_greeted:
            unless_greeted.callback(self.close)
            self.hello = self._receive(PATIENCE)
            assert self.hello["type"] == "hello"
            unless_greeted.pop_all()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def user(self) -> str:
        """Return one's own id."""
        id: str = self.welcome["user"]["id"]
        return id

    @property
    def username(self) -> str:
        name: str = self.welcome["user"]["username"]
        return name

    @property
    def token(self) -> str:
        token: str = self.welcome["token"]
        return token

    # --- commands

    def start(self, type: str, /, **fields: Any) -> int:
        """Send a command without waiting; return its id."""
        self._last_id += 1
        self._in_flight.add(self._last_id)
        self.socket.send(json.dumps({"type": type, "id": self._last_id, **fields}))
        return self._last_id

    def signal(self, type: str, /, **fields: Any) -> None:
        """Send what has neither id nor reply."""
        self.socket.send(json.dumps({"type": type, **fields}))

    def answer(self, id: int) -> Frame:
        """Return the reply to the command with this id."""
        while id not in self._replies:
            self.read()
        return self._replies.pop(id)

    def call(self, type: str, /, **fields: Any) -> Frame:
        """Return the reply, whatever it is."""
        return self.answer(self.start(type, **fields))

    def do(self, type: str, /, **fields: Any) -> Frame:
        """Return the reply, which is no refusal."""
        reply = self.call(type, **fields)
        assert reply["type"] != "error", (type, fields, reply)
        return reply

    def refused(self, type: str, /, **fields: Any) -> str:
        """Return the code with which the command is refused."""
        reply = self.call(type, **fields)
        assert reply["type"] == "error", (type, fields, reply)
        code: str = reply["code"]
        return code

    def log_in(self, type: str = "authenticate", /, **fields: Any) -> Frame:
        """Log in by one of the three commands; return the `welcome`."""
        self.welcome = self.do(type, **fields)
        assert self.welcome["type"] == "welcome"
        return self.welcome

    def send(self, group: str, text: str = "hello", **fields: Any) -> int:
        """Say something; return its seq."""
        reply = self.do("send", group=group, text=text, key=fields.pop("key", new_key()), **fields)
        assert reply["type"] == "sent"
        seq: int = reply["seq"]
        return seq

    # --- what comes

    def event(self, group: str, seq: int) -> Frame:
        """Return the live event, waiting for it."""
        while not (found := [event for event in self.live[group] if event["seq"] == seq]):
            self.read()
        return found[0]

    def push(self, type: str, /, **match: Any) -> Frame:
        """Return the next push of this type with these fields, and take it from what has come."""
        while True:
            for place, frame in enumerate(self.pushes):
                if frame["type"] == type and match.items() <= frame.items():
                    return self.pushes.pop(place)
            self.read()

    def quiet(self, *types: str, seconds: float = MOMENT) -> None:
        """Fail if a push of one of these types comes in a moment, or has come and was not taken.

        Live events that came before are in `live` and count no more.
        """
        with suppress(TimeoutError):
            while True:
                frame = self.read(seconds)
                assert "id" in frame or frame["type"] not in types, frame
        assert [frame for frame in self.pushes if frame["type"] in types] == []

    def forget(self) -> None:
        """Take in what is under way and forget the pushes so far."""
        self.quiet()
        self.pushes.clear()

    def closed(self, seconds: float = PATIENCE) -> int:
        """Return the code with which the server closes; what comes before it is kept."""
        end: Close | None = None
        while end is None:
            try:
                self.read(seconds)
            except ConnectionClosed as closed:
                end = closed.rcvd or Close(1006, "without a word")
        return int(end.code)

    def read(self, seconds: float = PATIENCE) -> Frame:
        """Read one frame, hold it to the contract and keep it where it belongs."""
        frame = self._receive(seconds)
        if "id" in frame:
            assert frame["id"] in self._in_flight, f"nobody asked for {frame}"
            self._in_flight.discard(frame["id"])
            self._replies[frame["id"]] = frame
            if frame["type"] == "welcome":
                self._heads = {group["id"]: group["head"] for group in frame["groups"]}
            if frame["type"] == "group":
                self._gone.discard(frame["group"]["id"])
        else:
            self._take_push(frame)
        return frame

    def _receive(self, seconds: float) -> Frame:
        data = self.socket.recv(timeout=seconds)
        assert isinstance(data, str), "a binary frame"
        frame: Frame = json.loads(data)
        shapes.check(frame)
        return frame

    def _take_push(self, frame: Frame) -> None:
        known = self.welcome or any(reply["type"] == "welcome" for reply in self._replies.values())
        assert known or frame["type"] in ("error", "bye"), f"before welcome: {frame}"
        if frame["type"] == "events":
            self._take_events(frame)
            return
        self.pushes.append(frame)
        if frame["type"] == "typing":
            assert frame["group"] not in self._gone, f"after group_gone: {frame}"
        elif frame["type"] == "lagged":
            assert not self._gone & set(frame["heads"]), f"after group_gone: {frame}"
            self._heads |= frame["heads"]
        elif frame["type"] == "group":
            self._gone.discard(frame["group"]["id"])
        elif frame["type"] == "group_gone":
            self._gone.add(frame["group"])
            self._heads.pop(frame["group"], None)

    def _take_events(self, frame: Frame) -> None:
        group = frame["group"]
        assert frame["events"], "an empty push of events"
        assert frame["head"] >= frame["events"][-1]["seq"]
        for event in frame["events"]:
            if event["kind"] == "joined" and event["user"] == self.welcome.get("user", {}).get(
                "id"
            ):
                self._gone.discard(group)
            before = self._heads.get(group)
            assert before is None or event["seq"] == before + 1, f"after {before}: {event}"
            self._heads[group] = event["seq"]
            self.live[group].append(event)
        assert group not in self._gone, f"after group_gone: {frame}"

    # --- the socket

    def send_raw(self, data: str | bytes, text: bool = True) -> None:
        """Send a frame as it is."""
        self.socket.send(data, text=text)

    def error(self) -> Frame:
        """Return the next error, with an id or without."""
        while True:
            frame = self._receive(PATIENCE)
            if frame["type"] == "error":
                return frame

    def close(self) -> None:
        self._stack.close()
