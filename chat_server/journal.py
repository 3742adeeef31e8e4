"""The one write path: jobs gather while one batch is committed, and speak when it is on disk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from chat_server.core.jobs import Job, Result
from protocol.errors import ErrorCode, Refusal

MAX_BATCH_JOBS: Final = 1_000
MAX_BATCH_BYTES: Final = 512 * 1024
MAX_QUEUED_JOBS: Final = 20_000
MAX_QUEUED_BYTES: Final = 32 * 1024 * 1024
RETRY_AFTER: Final = 1.0

Done: TypeAlias = Callable[[Result], None]
Answered: TypeAlias = tuple[Done, Result]
Apply: TypeAlias = Callable[[Sequence[Job]], Sequence[Result]]
Soon: TypeAlias = Callable[[Callable[[], None]], object]
Run: TypeAlias = Callable[
    [Callable[[], Sequence[Result]], Callable[[Sequence[Result] | Exception], None]], object
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A job that waits: its size in bytes, its lane, and whom to tell.

    Jobs of one lane keep their order even when one is refused as `busy`: those queued behind it
    are refused with it, so that pipelining never reorders (WIRE.md, `send`).
    """

    job: Job
    done: Done
    size: int = 0
    lane: Hashable | None = None


class Journal:
    """Gathers jobs into batches, one commit in flight, and hands each batch on in order.

    `soon(f)` calls f after the present reactor round; `run(work, then)` does the work in the
    writer thread and calls `then` with its value or exception on the reactor. `deliver` gets
    every batch's answers after its commit; by then the next batch is being committed.
    """

    def __init__(
        self,
        apply: Apply,
        *,
        soon: Soon,
        run: Run,
        deliver: Callable[[Sequence[Answered]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._apply = apply
        self._soon = soon
        self._run = run
        self._deliver = deliver
        self._failed = failed
        self._queue: deque[Entry] = deque()
        self._queued_bytes = 0
        self._scheduled = False
        self._committing = False
        self._delivering = False
        self.healthy = True

    def submit(self, entry: Entry) -> None:
        """Queue a job; `entry.done` gets its result once that is on disk.

        Raises `Refusal` with `busy` when too many jobs wait already.
        """
        if len(self._queue) >= MAX_QUEUED_JOBS or self._queued_bytes >= MAX_QUEUED_BYTES:
            raise Refusal(ErrorCode.BUSY, retry_after=RETRY_AFTER)
        self._queue.append(entry)
        self._queued_bytes += entry.size
        if not self._scheduled and not self._committing:
            self._scheduled = True
            self._soon(self._begin)

    @property
    def idle(self) -> bool:
        """Whether everything queued so far is committed and delivered."""
        return not (self._queue or self._scheduled or self._committing or self._delivering)

    def _begin(self) -> None:
        """Start committing what waits; no commit is in flight here."""
        self._scheduled = False
        batch = self._next_batch()
        if not batch:
            return
        self._committing = True
        jobs = [entry.job for entry in batch]

        def finished(results: Sequence[Result] | Exception) -> None:
            self._finished(batch, results)

        self._run(lambda: self._apply(jobs), finished)

    def _next_batch(self) -> list[Entry]:
        batch: list[Entry] = []
        size = 0
        while self._queue and len(batch) < MAX_BATCH_JOBS:
            size += self._queue[0].size
            if batch and size > MAX_BATCH_BYTES:
                break
            entry = self._queue.popleft()
            self._queued_bytes -= entry.size
            batch.append(entry)
        return batch

    def _finished(self, batch: list[Entry], results: Sequence[Result] | Exception) -> None:
        self._committing = False
        if isinstance(results, Exception):
            if not isinstance(results, Refusal):
                self._failed(results)
            self.healthy = False
            results = [results] * len(batch)
        else:
            self.healthy = not any(map(_is_storage_trouble, results))
        answers: list[Answered] = [
            (entry.done, result) for entry, result in zip(batch, results, strict=True)
        ]
        answers += self._refuse_behind(batch, results)
        self._begin()
        self._delivering = True
        try:
            self._deliver(answers)
        finally:
            self._delivering = False

    def _refuse_behind(self, batch: list[Entry], results: Sequence[Result]) -> list[Answered]:
        """Take out of the queue what stands in a lane where a job was refused as busy."""
        blocked = {
            entry.lane: result
            for entry, result in zip(batch, results, strict=True)
            if entry.lane is not None
            and isinstance(result, Refusal)
            and result.code is ErrorCode.BUSY
        }
        if not blocked:
            return []
        refused: list[Answered] = []
        staying: deque[Entry] = deque()
        for entry in self._queue:
            if entry.lane in blocked:
                refused.append((entry.done, blocked[entry.lane]))
                self._queued_bytes -= entry.size
            else:
                staying.append(entry)
        self._queue = staying
        return refused


def _is_storage_trouble(result: Result) -> bool:
    return isinstance(result, Refusal) and result.code in (
        ErrorCode.BUSY,
        ErrorCode.STORAGE_FULL,
    )
