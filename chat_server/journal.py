"""The one write path: jobs gather while one batch is committed, and speak when it is on disk."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import msgspec
import structlog

from chat_server.core.jobs import Job, LoggedIn, OpenSession, Register, Result, Resume
from chat_server.core.outcome import Outcome
from chat_server.core.trouble import StorageTrouble
from chat_server.writability import Writability
from protocol.errors import ErrorCode, Refusal

MAX_BATCH_JOBS: Final = 1_000
MAX_BATCH_BYTES: Final = 512 * 1024
MAX_BATCH_LOG_INS: Final = 32
"""A log-in reads a whole snapshot: this many take about as long as a thousand messages."""

MAX_QUEUED_JOBS: Final = 20_000
MAX_QUEUED_BYTES: Final = 32 * 1024 * 1024
RETRY_AFTER: Final = (0.1, 30.0)
"""The least and the most seconds after which to try again when too much waits."""

SLOW_SECONDS: Final = 1.0
"""From where on a commit is worth a line in the log."""

PACE_WEIGHT: Final = 0.3
"""What the newest batch counts in the measured time of a batch."""

_LOG_INS: Final = frozenset({Register, OpenSession, Resume})
_WELL: Final = frozenset({Outcome, LoggedIn})

log = structlog.get_logger("journal")

Done: TypeAlias = Callable[[Result], None]
Deliver: TypeAlias = Callable[[Sequence[Done], Sequence[Result]], None]
Apply: TypeAlias = Callable[[Sequence[Job]], Sequence[Result]]
Soon: TypeAlias = Callable[[Callable[[], None]], object]
Run: TypeAlias = Callable[
    [Callable[[], Sequence[Result]], Callable[[Sequence[Result] | Exception], None]], object
]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A job that waits, its size in bytes, and whom to tell."""

    job: Job
    done: Done
    size: int = 0


class Journal:
    """Gathers jobs into batches, one commit in flight, and hands each batch on in order.

    `soon(f)` calls f at the reactor's next turn, `after_reading(f)` not before the sockets were
    read once more; `run(work, then)` does the work in the writer thread and calls `then` with its
    value or exception on the reactor. `deliver` gets whom to tell and the results of a batch after
    its commit, before the next batch begins: what they set off joins that batch, which is then
    larger, and a larger one costs less (decision 19).
    `now` is in monotonic seconds.

    Log-ins wait in a queue of their own, of which each batch takes a few: when thousands come back
    at once, what others say does not wait for their snapshots. To take effect later costs a log-in
    nothing, since its connection has sent nothing else that counts yet.

    When the store refuses a batch, what waits behind it is refused with it: nobody waits longer
    than one attempt takes, and of several sends no later one is taken where an earlier one was
    refused (WIRE.md, `send`). While the store is `closed`, nothing that writes is queued.
    """

    def __init__(
        self,
        apply: Apply,
        *,
        soon: Soon,
        after_reading: Soon,
        run: Run,
        deliver: Deliver,
        failed: Callable[[Exception], None],
        store: Writability,
        now: Callable[[], float],
    ) -> None:
        self._apply = apply
        self._soon = soon
        self._after_reading = after_reading
        self._run = run
        self._deliver = deliver
        self._failed = failed
        self._store = store
        self._now = now
        self._queue: deque[Entry] = deque()
        self._log_ins: deque[Entry] = deque()
        self._queued_bytes = 0
        self._scheduled = False
        self._committing = False
        self._delivering = False
        self._began = 0.0
        self._batch_seconds = 0.0

    def submit(self, job: Job, done: Done, size: int = 0) -> None:
        """Queue a job of `size` bytes; `done` gets its result once that is on disk.

        Raises `Refusal` with `busy` when too many jobs wait already, and with what the store
        refuses when it takes no writes and the job is one.
        """
        queue = self._log_ins if type(job) in _LOG_INS else self._queue
        if len(queue) >= MAX_QUEUED_JOBS or self._queued_bytes >= MAX_QUEUED_BYTES:
            raise Refusal(ErrorCode.BUSY, retry_after=self._drain_seconds())
        if self._store.closed and type(job) is not Resume:
            raise self._store.refusal()
        queue.append(Entry(job, done, size))
        self._queued_bytes += size
        if not (self._scheduled or self._committing or self._delivering):
            self._scheduled = True
            self._soon(self._begin)

    @property
    def idle(self) -> bool:
        """Whether everything queued so far is committed and delivered."""
        waiting = self._queue or self._log_ins
        return not (waiting or self._scheduled or self._committing or self._delivering)

    @property
    def standing(self) -> float:
        """Seconds since the commit in flight began; 0 where none is."""
        return self._now() - self._began if self._committing else 0.0

    def _begin(self) -> None:
        """Start committing what waits; no commit is in flight here."""
        self._scheduled = False
        jobs, told = self._next_batch()
        if not jobs:
            return
        self._committing = True
        self._began = self._now()

        def finished(results: Sequence[Result] | Exception) -> None:
            self._finished(jobs, told, results)

        self._run(lambda: self._apply(jobs), finished)

    def _next_batch(self) -> tuple[list[Job], list[Done]]:
        """Take the next jobs, and whom to tell of each."""
        jobs: list[Job] = []
        told: list[Done] = []
        size = 0
        for queue, most in ((self._queue, MAX_BATCH_JOBS), (self._log_ins, MAX_BATCH_LOG_INS)):
            for _ in range(min(len(queue), most)):
                more = size + queue[0].size
                if jobs and more > MAX_BATCH_BYTES and queue is self._queue:
                    break
                entry = queue.popleft()
                jobs.append(entry.job)
                told.append(entry.done)
                size = more
        self._queued_bytes -= size
        return jobs, told

    def _finished(
        self, jobs: Sequence[Job], told: list[Done], results: Sequence[Result] | Exception
    ) -> None:
        self._committing = False
        seconds = self._now() - self._began
        self._batch_seconds += PACE_WEIGHT * (seconds - self._batch_seconds)
        if seconds >= SLOW_SECONDS:
            log.warning("slow_commit", seconds=round(seconds, 1), jobs=len(jobs))
        if isinstance(results, Exception):
            self._failed(results)
            results = [results] * len(jobs)
        trouble = _find_trouble(results)
        if trouble is not None:
            self._store.failed(trouble)
            refused = self._refuse_waiting()
            told, results = [*told, *refused], [*results, *[trouble] * len(refused)]
        elif self._store.reason and not self._store.closed and any(map(_writes, jobs)):
            self._store.succeeded()
        self._delivering = True
        try:
            self._deliver(told, results)
        finally:
            self._delivering = False
            # Not before: what those who were just answered send next comes into the same batch.
            if self._queue or self._log_ins:
                self._scheduled = True
                self._after_reading(self._begin)

    def _refuse_waiting(self) -> list[Done]:
        """Empty the queue, save for those who resume a session: they write nothing.

        Returns whom to tell.
        """
        waiting = [*self._queue, *self._log_ins]
        self._queue.clear()
        self._log_ins = deque(entry for entry in waiting if not _writes(entry.job))
        self._queued_bytes = sum(entry.size for entry in self._log_ins)
        return [entry.done for entry in waiting if _writes(entry.job)]

    def _drain_seconds(self) -> float:
        """Estimate when what waits will be done, from how long batches take."""
        batches = max(
            len(self._queue) / MAX_BATCH_JOBS,
            self._queued_bytes / MAX_BATCH_BYTES,
            len(self._log_ins) / MAX_BATCH_LOG_INS,
        )
        least, most = RETRY_AFTER
        seconds = max(self.standing, self._batch_seconds) + batches * self._batch_seconds
        return min(most, max(least, math.ceil(seconds * 10) / 10))


def _writes(job: Job) -> bool:
    return not isinstance(job, Resume)


def _find_trouble(results: Sequence[Result]) -> StorageTrouble | None:
    """Return what the store refused the batch with; asked of every batch, so quick if nothing."""
    if _WELL.issuperset(map(type, results)):
        return None
    return next((result for result in results if isinstance(result, StorageTrouble)), None)
