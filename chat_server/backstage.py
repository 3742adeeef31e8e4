"""The journal and the pools of threads behind one face; every answer comes back on the reactor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Protocol, TypeVar

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from chat_server.core.jobs import Job, Result
from chat_server.core.ports import Reader
from chat_server.journal import Done, Journal
from chat_server.passwords import PasswordHasher, PasswordPool
from chat_server.writer_thread import WriterThread
from protocol.errors import ErrorCode, Refusal

MAX_READS: Final = 2_000

T = TypeVar("T")


class Submit(Protocol):
    """What `Journal.submit` takes."""

    def __call__(self, job: Job, done: Done, size: int = 0) -> None: ...


class FromThread(Protocol):
    """The one thing of the reactor that threads may use."""

    def callFromThread(self, call: Callable[..., object], *args: object) -> object: ...


class Backstage:
    """What sessions and the operator's commands are carried out with."""

    def __init__(
        self,
        reactor: FromThread,
        journal: Journal,
        reader: Reader,
        reads: ThreadPoolExecutor,
        hasher: PasswordHasher,
        passwords: PasswordPool,
    ) -> None:
        self.submit: Submit = journal.submit
        """Queue a job for the journal; raises what `Journal.submit` raises."""
        self._reactor = reactor
        self._reader = reader
        self._reads = reads
        self._hasher = hasher
        self._passwords = passwords
        self._reading = 0

    def reading(self, work: Callable[[Reader], T]) -> Awaitable[T]:
        """Await a read in one of the reader's threads; raises `busy` when too many wait."""
        if self._reading >= MAX_READS:
            raise Refusal(ErrorCode.BUSY, retry_after=1.0)
        self._reading += 1
        answer = to_deferred(self._reactor, self._reads.submit(work, self._reader))
        return answer.addBoth(self._read)

    def hashing(self, work: Callable[[PasswordHasher], T]) -> Awaitable[T]:
        """Await a hash; raises `busy` when it would come too late."""
        return to_deferred(self._reactor, self._passwords.submit(lambda: work(self._hasher)))

    def _read(self, result: T) -> T:
        self._reading -= 1
        return result


def to_deferred(reactor: FromThread, future: Future[T]) -> Deferred[T]:
    """Return what fires on the reactor with the future's result or exception."""
    answer: Deferred[T] = Deferred()

    def finished(future: Future[T]) -> None:
        reactor.callFromThread(_settle, answer, future)

    future.add_done_callback(finished)
    return answer


def run_in_thread(
    reactor: FromThread, thread: WriterThread
) -> Callable[
    [Callable[[], Sequence[Result]], Callable[[Sequence[Result] | Exception], None]], None
]:
    """Return what the journal runs its commits with: one thread, the answer on the reactor."""

    def run(
        work: Callable[[], Sequence[Result]],
        then: Callable[[Sequence[Result] | Exception], None],
    ) -> None:
        def commit() -> None:
            try:
                results: Sequence[Result] | Exception = work()
            except Exception as error:
                results = error
            reactor.callFromThread(then, results)

        thread.put(commit)

    return run


def _settle(answer: Deferred[T], future: Future[T]) -> None:
    error = future.exception()
    if error is None:
        answer.callback(future.result())
    else:
        answer.errback(Failure(error))
