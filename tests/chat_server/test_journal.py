"""The journal: batches, order, bounds; its commits made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server import journal as journal_module
from chat_server.core.jobs import Job, NoteSeen, Result, Resume
from chat_server.core.outcome import Outcome
from chat_server.core.trouble import StorageTrouble
from chat_server.journal import Done, Journal
from chat_server.writability import LEAST_SECONDS, Writability
from protocol.errors import ErrorCode, Refusal

LOCKED = StorageTrouble(ErrorCode.BUSY, "locked")
FULL = StorageTrouble(ErrorCode.STORAGE_FULL, "full")


class Bench:
    """A journal whose rounds and commits happen when the test says so."""

    def __init__(self) -> None:
        self.rounds: list[Callable[[], None]] = []
        self.commits: list[Callable[[], None]] = []
        self.batches: list[list[str]] = []
        self.heard: list[str] = []
        self.refused: list[str] = []
        self.happened: list[str] = []
        self.failures: list[Exception] = []
        self.results: dict[str, Result] = {}
        self.trouble: Exception | None = None
        self.clock = 0.0
        self.store = Writability(
            probe=lambda then: then(None),
            later=lambda _, probe: self.probes.append(probe),
            now=lambda: self.clock,
            doubted=lambda: None,
        )
        self.probes: list[Callable[[], None]] = []
        self.journal = Journal(
            self._apply,
            soon=self.rounds.append,
            after_reading=self.rounds.append,
            run=self._run,
            deliver=self._deliver,
            failed=self.failures.append,
            store=self.store,
            now=lambda: self.clock,
        )

    def _apply(self, jobs: Sequence[Job]) -> Sequence[Result]:
        names = [job.user if isinstance(job, NoteSeen) else "resume" for job in jobs]
        self.batches.append(names)
        if self.trouble is not None:
            raise self.trouble
        return [self.results.get(name, Outcome(None)) for name in names]

    def _run(
        self,
        work: Callable[[], Sequence[Result]],
        then: Callable[[Sequence[Result] | Exception], None],
    ) -> None:
        self.happened.append("commit")

        def commit() -> None:
            try:
                results: Sequence[Result] | Exception = work()
            except Exception as error:
                results = error
            then(results)

        self.commits.append(commit)

    def _deliver(self, told: Sequence[Done], results: Sequence[Result]) -> None:
        self.happened.append("deliver")
        for done, result in zip(told, results, strict=True):
            done(result)

    def submit(self, *names: str, size: int = 0) -> None:
        for name in names:

            def done(result: Result, name: str = name) -> None:
                (self.refused if isinstance(result, Exception) else self.heard).append(name)

            job: Job = Resume(name, 1) if name == "resume" else NoteSeen(name, 0)
            self.journal.submit(job, done, size)

    def round(self) -> None:
        rounds, self.rounds[:] = list(self.rounds), []
        for call in rounds:
            call()

    def commit(self) -> None:
        self.commits.pop(0)()

    def finish(self) -> None:
        while self.rounds or self.commits:
            self.round()
            while self.commits:
                self.commit()


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_job_alone_is_committed_at_once_after_its_round(bench: Bench) -> None:
    bench.submit("a")
    assert bench.commits == []
    bench.finish()
    assert (bench.batches, bench.heard) == ([["a"]], ["a"])


def test_what_comes_during_a_commit_is_the_next_batch(bench: Bench) -> None:
    bench.submit("a", "b")
    bench.round()
    bench.submit("c", "d", "e")
    assert len(bench.commits) == 1, "one commit in flight"
    bench.finish()
    assert bench.batches == [["a", "b"], ["c", "d", "e"]]


def test_what_the_answers_set_off_joins_the_next_batch(bench: Bench) -> None:
    bench.submit("a")
    bench.round()
    bench.submit("b")
    bench.commit()
    assert bench.happened == ["commit", "deliver"]
    bench.submit("c")
    bench.finish()
    assert bench.happened == ["commit", "deliver", "commit", "deliver"]
    assert bench.batches == [["a"], ["b", "c"]]


def test_nobody_hears_before_the_commit(bench: Bench) -> None:
    bench.submit("a")
    bench.round()
    assert bench.heard == []


def test_a_batch_is_capped_by_number(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MAX_BATCH_JOBS", 3)
    bench.submit(*"abcdefgh")
    bench.finish()
    assert bench.batches == [list("abc"), list("def"), list("gh")]


def test_a_batch_is_capped_by_bytes_but_takes_one_job_of_any_size(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_BATCH_BYTES", 10)
    bench.submit("a", "b", "c", size=5)
    bench.submit("d", size=99)
    bench.submit("e", size=1)
    bench.finish()
    assert bench.batches == [["a", "b"], ["c"], ["d"], ["e"]]


def test_the_queue_is_bounded_by_number_and_bytes_and_opens_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_QUEUED_JOBS", 2)
    bench.submit("a", "b")
    with pytest.raises(Refusal) as refused:
        bench.submit("c")
    assert refused.value.code is ErrorCode.BUSY
    assert refused.value.retry_after
    bench.finish()
    monkeypatch.setattr(journal_module, "MAX_QUEUED_BYTES", 10)
    bench.submit("d", size=10)
    with pytest.raises(Refusal):
        bench.submit("e", size=1)
    bench.finish()
    bench.submit("f", size=10)
    bench.finish()
    assert bench.heard == ["a", "b", "d", "f"]


@pytest.mark.parametrize("trouble", [LOCKED, FULL])
def test_what_waits_behind_a_batch_that_the_store_refused_is_refused_with_it(
    bench: Bench, trouble: StorageTrouble
) -> None:
    bench.results["a"] = trouble
    bench.submit("a", size=7)
    bench.round()
    bench.submit("b", "c", size=7)
    bench.finish()
    assert (bench.refused, bench.heard) == (["a", "b", "c"], [])
    assert bench.batches == [["a"]], "none of them got to the failing store"
    assert bench.journal.idle


def test_behind_a_lock_sessions_are_resumed_which_proves_nothing(bench: Bench) -> None:
    bench.results["a"] = LOCKED
    bench.submit("a")
    bench.round()
    bench.submit("b", "resume")
    bench.finish()
    assert (bench.refused, bench.heard) == (["a", "b"], ["resume"])
    assert bench.store.reason == "locked"


def test_behind_a_lock_the_next_job_is_tried_and_ends_the_trouble(bench: Bench) -> None:
    bench.results["a"] = LOCKED
    bench.submit("a")
    bench.finish()
    assert bench.store.reason == "locked"
    bench.submit("b")
    bench.finish()
    assert (bench.heard, bench.store.reason) == (["b"], "")


def test_while_the_disk_is_full_writes_are_refused_at_once_and_sessions_resumed(
    bench: Bench,
) -> None:
    bench.results["a"] = FULL
    bench.submit("a")
    bench.round()
    bench.submit("b", "resume", "c")
    bench.finish()
    assert (bench.refused, bench.heard) == (["a", "b", "c"], ["resume"])
    with pytest.raises(StorageTrouble) as refused:
        bench.submit("d")
    assert (refused.value.code, refused.value.reason) == (ErrorCode.STORAGE_FULL, "full")
    bench.submit("resume")
    bench.finish()
    assert bench.heard == ["resume", "resume"]
    assert bench.batches == [["a"], ["resume"], ["resume"]]
    assert bench.store.closed, "resuming writes nothing, so it proves nothing"
    bench.clock += LEAST_SECONDS
    bench.probes.pop()()
    bench.submit("d")
    bench.finish()
    assert bench.heard[-1] == "d"


@pytest.mark.parametrize(
    "result", [Refusal(ErrorCode.TOO_LONG), Refusal(ErrorCode.BUSY), ValueError("one job's bug")]
)
def test_what_concerns_one_job_holds_up_nobody(bench: Bench, result: Exception) -> None:
    bench.results["a"] = result
    bench.submit("a")
    bench.round()
    bench.submit("b")
    bench.finish()
    assert (bench.refused, bench.heard, bench.store.reason) == (["a"], ["b"], "")


def test_a_batch_that_fails_answers_all_of_its_jobs_and_the_next_goes_on(bench: Bench) -> None:
    bench.trouble = OSError("no thread")
    bench.submit("a", "b")
    bench.finish()
    assert bench.refused == ["a", "b"]
    assert bench.failures == [bench.trouble]
    bench.trouble = None
    bench.submit("c")
    bench.finish()
    assert bench.heard == ["c"]
    assert bench.failures == bench.failures[:1]


def test_a_commit_that_takes_long_can_be_seen_and_is_logged(
    bench: Bench, logged: list[Any]
) -> None:
    assert bench.journal.standing == 0
    bench.submit("a")
    bench.round()
    bench.clock += 3.0
    assert bench.journal.standing == 3.0
    bench.finish()
    assert bench.journal.standing == 0
    assert [(entry["event"], entry["seconds"]) for entry in logged] == [("slow_commit", 3.0)]


def retry_after(bench: Bench) -> float | None:
    with pytest.raises(Refusal) as refused:
        bench.submit("one too many")
    assert refused.value.code is ErrorCode.BUSY
    return refused.value.retry_after


def test_busy_says_how_long_what_waits_will_take(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_QUEUED_JOBS", 30)
    monkeypatch.setattr(journal_module, "MAX_BATCH_JOBS", 10)
    for _ in range(30):  # batches that take a quarter of a second each
        bench.submit("a")
        bench.round()
        bench.clock += 0.25
        bench.commit()
    for _ in range(30):
        bench.submit("b")
    assert retry_after(bench) == pytest.approx(1.0, abs=0.1)
    bench.round()
    for _ in range(10):
        bench.submit("c")
    bench.clock += 4.0  # the store stands
    assert retry_after(bench) == pytest.approx(4.75, abs=0.1)
    bench.clock += 400.0
    assert retry_after(bench) == 30.0


def test_busy_counts_bytes_too_and_never_says_at_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_QUEUED_BYTES", 100)
    monkeypatch.setattr(journal_module, "MAX_BATCH_BYTES", 10)
    bench.submit("a", size=100)
    assert retry_after(bench) == 0.1
    bench.round()
    bench.clock += 1.0
    bench.commit()
    bench.submit("b", size=100)
    assert retry_after(bench) == pytest.approx(3.3, abs=0.1)


def test_it_is_idle_once_everything_is_delivered(bench: Bench) -> None:
    idle = [bench.journal.idle]
    bench.submit("a")
    idle.append(bench.journal.idle)
    bench.round()
    idle.append(bench.journal.idle)
    bench.finish()
    assert [*idle, bench.journal.idle] == [True, False, False, True]


@given(st.lists(st.sampled_from(["submit", "round", "commit"]), max_size=80))
def test_every_job_is_answered_once_and_in_order(script: list[str]) -> None:
    bench = Bench()
    count = 0
    for action in script:
        if action == "submit":
            bench.submit(str(count))
            count += 1
        elif action == "round":
            bench.round()
        elif bench.commits:
            bench.commit()
    bench.finish()
    assert bench.heard == [str(number) for number in range(count)]
    assert bench.journal.idle


def test_log_ins_wait_beside_what_others_write_and_come_a_few_at_a_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MAX_BATCH_LOG_INS", 2)
    bench.submit("resume", "resume", "resume", "a", "resume", "resume")
    bench.round()
    bench.submit("b")
    bench.finish()
    assert bench.batches == [
        ["a", "resume", "resume"],
        ["b", "resume", "resume"],
        ["resume"],
    ]
    assert bench.journal.idle
