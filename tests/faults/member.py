"""A client of the load: sends in a window, reads everything, and comes back when it is cut off."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from faults.ledger import Ledger
from faults.reading import Reading
from faults.wire import Link, Said, open_link

COME_BACK_SECONDS = 0.05
ASK_AGAIN_SECONDS = 0.2
PAGE = 100


@dataclass(frozen=True, slots=True)
class Account:
    """Who a client is; the token stays good over restarts."""

    name: str
    user: str
    token: str


@dataclass(slots=True)
class _Sending:
    """A message that is not acknowledged yet."""

    key: str
    group: str
    payload: bytes
    id: int = 0


class Member:
    """One connection of an account, kept up until `stop`.

    With a `window` above 0 it sends, that many unacknowledged messages at most, to its groups in
    turn. After a refusal with `retry_after` it waits so long and sends everything unacknowledged
    again, in order; any other refusal is final. `pause` keeps it from sending anything new.
    """

    def __init__(
        self,
        port: Callable[[], int],
        account: Account,
        ledger: Ledger,
        groups: list[str],
        *,
        tag: str,
        window: int = 0,
        text: str = "x" * 100,
        keys: str = "",
    ) -> None:
        self.account = account
        self.readings = {group: Reading(group, ledger) for group in groups}
        self.pending: deque[_Sending] = deque()
        self.welcomed = asyncio.Event()
        self.heard: Callable[[Said], None] | None = None
        self.link: Link | None = None
        self.tag = tag
        self.comings = 0
        self.said_bye = 0
        self._port = port
        self._ledger = ledger
        self._groups = groups
        self._window = window
        self._text = text
        self._keys = keys or tag
        self._made = 0
        self._id = 0
        self._by_id: dict[int, _Sending] = {}
        self._fetches: dict[int, Reading] = {}
        self._going_on = False
        self._paused = True
        self._stopped = False
        self._blocked_until = 0.0
        self._held = False
        self._gone = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._answers: dict[str, Callable[[Said], None]] = {
            "sent": self._acknowledged,
            "error": self._refused,
            "lagged": self._lag,
            "hello": self._log_in,
            "welcome": self._enter,
            "bye": self._hear_bye,
        }

    # --- life

    def start(self) -> None:
        self._task = asyncio.create_task(self._stay())

    async def stop(self) -> None:
        """End for good; notes how far each group was read."""
        self._stopped = True
        if self.link is not None:
            self.link.cut()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def cut(self) -> None:
        """Cut the connection; it comes back by itself."""
        if self.link is not None:
            self.link.cut()

    def stop_reading(self) -> None:
        """Leave everything that comes where it is, until `read_on` or the next connection."""
        if self.link is not None and self.link.transport is not None:
            self.link.transport.pause_reading()

    def read_on(self) -> None:
        if self.link is not None and self.link.transport is not None:
            self.link.transport.resume_reading()

    def note_reading(self) -> None:
        """Put into the ledger how far each group was read."""
        for group, reading in self.readings.items():
            self._ledger.have[self.tag, group] = reading.have

    def resume(self) -> None:
        self._paused = False
        self._fill()

    def pause(self) -> None:
        self._paused = True

    @property
    def settled(self) -> bool:
        """Whether everything it sent was acknowledged, or refused for good."""
        return not self.pending

    async def _stay(self) -> None:
        while not self._stopped:
            self._gone.clear()
            try:
                self.link = await open_link(self._port(), self._hear, self._closed)
            except (OSError, TimeoutError):
                await asyncio.sleep(COME_BACK_SECONDS * (0.5 + random.random()))
                continue
            self.link.listen()
            await self._gone.wait()
            await asyncio.sleep(COME_BACK_SECONDS * random.random())

    def _closed(self, code: int | None) -> None:
        self._ledger.closes[code] += 1
        self.welcomed.clear()
        self.link = None
        self._by_id.clear()
        self._fetches.clear()
        self._gone.set()

    # --- what the server says

    def _hear(self, said: Said) -> None:
        if self.heard is not None:
            self.heard(said)
        if said.type == "events":
            self._read(said)
        elif answer := self._answers.get(said.type):
            answer(said)

    def _read(self, said: Said) -> None:
        if said.id:
            reading = self._fetches.pop(said.id)
            if reading.page(said.events, said.head):
                self._fetch(reading)
        elif (known := self.readings.get(said.group_id)) and known.push(said.events):
            self._fetch(known)

    def _lag(self, said: Said) -> None:
        for group, head in said.heads.items():
            if (reading := self.readings.get(group)) and reading.lag(head):
                self._fetch(reading)

    def _hear_bye(self, _: Said) -> None:
        self.said_bye += 1

    def _enter(self, said: Said) -> None:
        self.comings += 1
        heads = {view.id: view.head for view in said.groups}
        for group, reading in self.readings.items():
            if reading.begin(heads.get(group, 0)):
                self._fetch(reading)
        self._held = False
        self.welcomed.set()
        self._send_pending()
        self._fill()

    def _log_in(self, _: Said | None = None) -> None:
        self._command(b'"authenticate","token":"%b"' % self.account.token.encode())

    def _fetch(self, reading: Reading) -> None:
        body = b'"catch_up","group":"%b","after":%d,"limit":%d'
        self._fetches[self._id + 1] = reading
        self._command(body % (reading.group.encode(), reading.have, PAGE))

    # --- sending

    def _fill(self) -> None:
        if self._paused or self._held or not self.welcomed.is_set():
            return
        fresh = []
        while len(self.pending) < self._window:
            fresh.append(self._new())
        self._send(fresh)

    def _new(self) -> _Sending:
        group = self._groups[self._made % len(self._groups)]
        self._made += 1
        key = f"{self._keys}-{self._made:011d}"
        body = b'"group":"%b","key":"%b","text":"%d %b"' % (
            group.encode(), key.encode(), self._made, self._text.encode(),
        )  # fmt: skip
        sending = _Sending(key, group, body)
        self.pending.append(sending)
        self._ledger.send(group, self.tag, key)
        return sending

    def _send_pending(self) -> None:
        self._by_id.clear()
        self._send(list(self.pending))

    def _send(self, sendings: list[_Sending]) -> None:
        if self.link is None or not self.welcomed.is_set() or not sendings:
            return
        payloads = []
        for sending in sendings:
            self._id += 1
            sending.id = self._id
            self._by_id[self._id] = sending
            payloads.append(b'{"type":"send","id":%d,%b}' % (self._id, sending.payload))
        self.link.send_all(payloads)

    def _acknowledged(self, said: Said) -> None:
        sending = self._by_id.pop(said.id, None)
        if sending is None:
            return
        self._ledger.acknowledge(sending.group, sending.key, said.seq)
        self._drop(sending)
        self._next()

    def _refused(self, said: Said) -> None:
        self._ledger.refusals[said.code] += 1
        sending = self._by_id.pop(said.id, None)
        if sending is None:
            self._ask_again(said)
            return
        if said.retry_after is not None:
            self._held = True
            self._blocked_until = asyncio.get_running_loop().time() + said.retry_after
        else:
            self._ledger.refuse(sending.key, said.code)
            self._drop(sending)
        self._next()

    def _ask_again(self, said: Said) -> None:
        """Repeat a log-in or a page that was refused."""
        loop = asyncio.get_running_loop()
        link = self.link
        reading = self._fetches.pop(said.id, None)

        def again() -> None:
            if self.link is not link:
                return
            if reading is not None:
                self._fetch(reading)
            elif not self.welcomed.is_set():
                self._log_in()

        loop.call_later(said.retry_after or ASK_AGAIN_SECONDS, again)

    def _drop(self, sending: _Sending) -> None:
        if self.pending and self.pending[0] is sending:
            self.pending.popleft()
        else:
            self.pending.remove(sending)

    def _next(self) -> None:
        """Go on once everything that came in is heard, so that many go out in one write."""
        if not self._going_on:
            self._going_on = True
            asyncio.get_running_loop().call_soon(self._go_on)

    def _go_on(self) -> None:
        """Go on: with new messages, or, once all is answered, with what was put off."""
        self._going_on = False
        loop = asyncio.get_running_loop()
        if (left := self._blocked_until - loop.time()) > 0:
            if not self._by_id:
                loop.call_later(left + 0.001, self._next)
        elif not self._held:
            self._fill()
        elif not self._by_id:
            self._held = False
            self._send_pending()
            self._fill()

    def _command(self, body: bytes) -> None:
        if self.link is not None:
            self._id += 1
            self.link.send(b'{"type":%b,"id":%d}' % (body, self._id))
