"""A whole server in one thread: real core, journal and gateway, with sockets and time made up.

Whatever would happen later (a commit, its answers, a read, a hash) waits in `Gateway.tasks`;
`run` does all of it in order, `step` one of those that may come next.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from fakes import FakeStore
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock
from twisted.python.failure import Failure

from chat_server.core.batch import apply_batch
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import Job, Result
from chat_server.core.ports import Reader
from chat_server.core.trouble import StorageTrouble
from chat_server.gateway.connection import Connection, Surroundings
from chat_server.gateway.delivery import Delivery
from chat_server.gateway.frames import frame
from chat_server.gateway.gatekeeper import Gatekeeper
from chat_server.gateway.lobby import Lobby
from chat_server.gateway.outbox import Cork
from chat_server.gateway.presence import Presence
from chat_server.gateway.rates import Rates
from chat_server.gateway.work import Workshop
from chat_server.journal import Journal
from chat_server.writability import Writability
from protocol.errors import CloseCode
from protocol.replies import PROTOCOL_VERSION, Hello
from protocol.views import DEFAULT_LIMITS

T = TypeVar("T")
Frame = dict[str, Any]
PASSWORD = "correct horse"


def split_frames(data: bytes) -> list[Frame]:
    """Return the messages in what a server wrote: unmasked whole text frames."""
    found = []
    while data:
        assert data[0] == 0x81, "no whole text frame"
        size, start = data[1], 2
        if size == 126:
            size, start = int.from_bytes(data[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(data[2:10], "big"), 10
        found.append(json.loads(data[start : start + size]))
        data = data[start + size :]
    return found


class FakeSocket:
    """What a connection writes, and what it does to its socket; `reading` grows with each turn."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.closed: tuple[CloseCode, str] | None = None
        self.reading = [True]

    def write(self, data: bytes) -> None:
        self.writes.append(data)

    def close(self, code: CloseCode, reason: str) -> None:
        self.closed = (code, reason)

    def pause_reading(self) -> None:
        self.reading.append(False)

    def resume_reading(self) -> None:
        self.reading.append(True)

    def take(self) -> list[Frame]:
        """Return the messages since the last time."""
        data, self.writes = b"".join(self.writes), []
        return split_frames(data)


class FakeHasher:
    """Hashes in no time."""

    def __init__(self) -> None:
        self.checked: list[str | None] = []

    def hash(self, password: str) -> str:
        return f"hash:{password}"

    def check(self, password: str, stored: str | None) -> bool:
        self.checked.append(stored)
        return stored == f"hash:{password}"


class Client:
    """A peer at the other end of a fake socket."""

    def __init__(self, gateway: Gateway, address: str = "192.0.2.1") -> None:
        self.gateway = gateway
        self.socket = FakeSocket()
        admitted = gateway.lobby.admit(self.socket, address)
        assert admitted is not None, "too many connections"
        self.connection: Connection = admitted
        self.ids = 0
        self.connection.opened()
        (self.hello,) = self.socket.take()

    def send(self, type: str, /, **fields: Any) -> int:
        """Send a command; return its id."""
        self.ids += 1
        id: int = fields.pop("id", self.ids)
        self.connection.received_text(json.dumps({"type": type, "id": id, **fields}).encode())
        return id

    def signal(self, type: str, /, **fields: Any) -> None:
        self.connection.received_text(json.dumps({"type": type, **fields}).encode())

    def call(self, type: str, /, **fields: Any) -> Frame:
        """Send a command, let everything happen, and return the reply; pushes are dropped."""
        id = self.send(type, **fields)
        self.gateway.run()
        (reply,) = [frame for frame in self.take() if frame.get("id") == id]
        return reply

    def take(self) -> list[Frame]:
        return self.socket.take()

    def types(self) -> list[str]:
        """Return the types of the frames since the last time."""
        return [frame["type"] for frame in self.take()]

    @property
    def code(self) -> CloseCode | None:
        return self.socket.closed[0] if self.socket.closed else None


class Gateway:
    """Everything behind the sockets, joined as `app` does it."""

    def __init__(self, *, rate_limits: bool = False, user_connections: int = 50) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.hasher = FakeHasher()
        self.tasks: list[Callable[[], None]] = []
        self.batches: list[int] = []
        self.failed: list[Exception] = []
        self.store_trouble: StorageTrouble | None = None
        self._cache = GroupCache()
        cork = Cork()
        self.delivery = Delivery(cork, Presence(DEFAULT_LIMITS.presence_members))
        self.writability = Writability(
            probe=lambda then: then(self.store_trouble),
            later=self.clock.callLater,
            now=self.clock.seconds,
            doubted=lambda: self.lobby.start_over(),
        )
        self.journal = Journal(
            self._apply,
            soon=self.tasks.append,
            after_reading=self.tasks.append,
            run=self._run,
            deliver=self.delivery.deliver,
            failed=self.failed.append,
            store=self.writability,
            now=self.clock.seconds,
        )
        self.rates = Rates(enabled=rate_limits)
        gatekeeper = Gatekeeper(self, self.rates, DEFAULT_LIMITS, self.clock.seconds)
        hello = Hello(server="fake", version="0", protocol=PROTOCOL_VERSION, limits=DEFAULT_LIMITS)
        self.around = Surroundings(
            delivery=self.delivery,
            cork=cork,
            rates=self.rates,
            work=Workshop(self, gatekeeper, self.delivery),
            hello=frame(hello),
            user_connections=user_connections,
            now=self.clock.seconds,
            wall_clock=lambda: round(self.clock.seconds() * 1000),
            call_later=self.clock.callLater,
        )
        self.lobby = Lobby(self.around, most_per_address=200)

    # --- the backstage

    def submit(self, job: Job, done: Callable[[Result], None], size: int = 0) -> None:
        self.journal.submit(job, done, size)

    def reading(self, work: Callable[[Reader], T]) -> Awaitable[T]:
        return self._later(lambda: work(self.store.reader))

    def hashing(self, work: Callable[[FakeHasher], T]) -> Awaitable[T]:
        return self._later(lambda: work(self.hasher))

    def _later(self, work: Callable[[], T]) -> Deferred[T]:
        answer: Deferred[T] = Deferred()

        def settle() -> None:
            try:
                value = work()
            except Exception as error:
                answer.errback(Failure(error))
            else:
                answer.callback(value)

        self.tasks.append(settle)
        return answer

    def _apply(self, jobs: Sequence[Job]) -> Sequence[Result]:
        self.batches.append(len(jobs))
        return apply_batch(self.store, self._cache, jobs, round(self.clock.seconds() * 1000))

    def _run(
        self,
        work: Callable[[], Sequence[Result]],
        then: Callable[[Sequence[Result] | Exception], None],
    ) -> None:
        def commit() -> None:
            try:
                results: Sequence[Result] | Exception = work()
            except Exception as error:
                results = error
            self.tasks.append(lambda: then(results))

        self.tasks.append(commit)

    # --- driving it

    def step(self, place: int = 0) -> bool:
        """Do one of the waiting tasks; say whether there was one."""
        if not self.tasks:
            return False
        self.tasks.pop(place % len(self.tasks))()
        return True

    def run(self) -> None:
        """Do everything that waits, in order."""
        while self.step():
            pass

    def connect(self, address: str = "192.0.2.1") -> Client:
        return Client(self, address)

    def member(self, username: str, address: str = "192.0.2.1") -> Client:
        """Return a client that has just signed up."""
        client = self.connect(address)
        welcome = client.call("sign_up", username=username, password=PASSWORD)
        assert welcome["type"] == "welcome", welcome
        return client

    def group(self, owner: Client, *others: Client) -> str:
        """Return a public group of these; nobody has anything left to read."""
        reply = owner.call("create_group", name="Tea", visibility="public")
        id: str = reply["group"]["id"]
        for other in others:
            assert other.call("join_group", group=id)["type"] == "group"
        for client in (owner, *others):
            client.take()
        return id
