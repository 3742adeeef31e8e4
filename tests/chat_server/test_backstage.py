"""The journal and the pools of threads: answers come back through the reactor alone."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fakes import FakeStore
from twisted.internet.defer import Deferred

from chat_server import backstage as backstage_module
from chat_server.backstage import Backstage, run_in_thread
from chat_server.core.jobs import NoteSeen, Result
from chat_server.core.outcome import Outcome
from chat_server.journal import Done, Journal
from chat_server.passwords import PasswordHasher, PasswordPool
from chat_server.writability import Writability
from chat_server.writer_thread import WriterThread
from protocol.errors import ErrorCode, Refusal


class Reactor:
    """What threads may use of it; the test's thread is the reactor's."""

    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], object]] = queue.Queue()

    def callFromThread(self, call: Callable[..., object], *arguments: object) -> None:
        self._calls.put(lambda: call(*arguments))

    def turn(self) -> None:
        """Do the next thing a thread asked for."""
        self._calls.get(timeout=10)()


class Scene:
    """A backstage with real threads."""

    def __init__(self) -> None:
        self.reactor = Reactor()
        self.executor = ThreadPoolExecutor(1)
        self.writer = WriterThread("journal")
        self.passwords = PasswordPool(1)
        self.delivered: list[Result] = []
        self.journal = Journal(
            lambda jobs: [Outcome(None) for _ in jobs],
            soon=lambda call: self.reactor.callFromThread(call),
            after_reading=lambda call: self.reactor.callFromThread(call),
            run=run_in_thread(self.reactor, self.writer),
            deliver=_deliver,
            failed=lambda error: None,
            store=Writability(
                probe=lambda then: then(None),
                later=lambda seconds, call: None,
                now=lambda: 0.0,
                doubted=lambda: None,
            ),
            now=lambda: 0.0,
        )
        self.backstage = Backstage(
            self.reactor,
            self.journal,
            FakeStore().reader,
            self.executor,
            PasswordHasher(b"p" * 32, cost=4),
            self.passwords,
        )

    def await_(self, answer: Any) -> list[Any]:
        """Return what the awaitable comes to."""
        assert isinstance(answer, Deferred)
        found: list[Any] = []
        answer.addBoth(found.append)
        assert found == []
        self.reactor.turn()
        return found


def _deliver(told: Sequence[Done], results: Sequence[Result]) -> None:
    for done, result in zip(told, results, strict=True):
        done(result)


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.executor.shutdown()
    scene.writer.close()
    scene.passwords.close()


def test_a_job_is_answered_after_its_commit(scene: Scene) -> None:
    scene.backstage.submit(NoteSeen("1", 0), scene.delivered.append)
    scene.reactor.turn()
    assert scene.delivered == []
    scene.reactor.turn()
    assert scene.delivered == [Outcome(None)]


def test_a_read_is_answered_and_so_is_its_failure(scene: Scene) -> None:
    assert scene.await_(scene.backstage.reading(lambda reader: reader.account("x"))) == [None]
    (failure,) = scene.await_(
        scene.backstage.reading(lambda reader: reader.profile("9", None, None))
    )
    assert failure.check(Refusal)


def test_too_many_reads_are_busy(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backstage_module, "MAX_READS", 1)
    first = scene.backstage.reading(lambda reader: 1)
    with pytest.raises(Refusal) as refused:
        scene.backstage.reading(lambda reader: 2)
    assert refused.value.code is ErrorCode.BUSY
    assert scene.await_(first) == [1]
    assert scene.await_(scene.backstage.reading(lambda reader: 3)) == [3]


def test_a_hash_is_computed_elsewhere(scene: Scene) -> None:
    (hashed,) = scene.await_(scene.backstage.hashing(lambda hasher: hasher.hash("correct horse")))
    assert scene.await_(
        scene.backstage.hashing(lambda hasher: hasher.check("correct horse", hashed))
    ) == [True]


def test_a_commit_that_fails_comes_back_as_its_exception(scene: Scene) -> None:
    found: list[Sequence[Result] | Exception] = []

    def fail() -> Sequence[Result]:
        raise OSError("the disk is gone")

    run_in_thread(scene.reactor, scene.writer)(fail, found.append)
    scene.reactor.turn()
    assert isinstance(found[0], OSError)
