"""The writer's thread: calls in order, one at a time, and a failure ends none but its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from chat_server.writer_thread import WriterThread


@pytest.fixture
def writer() -> Iterator[WriterThread]:
    writer = WriterThread("journal")
    yield writer
    writer.close()


def test_calls_are_carried_out_in_order_in_a_thread_of_that_name(writer: WriterThread) -> None:
    seen: list[tuple[str, int]] = []
    numbers = iter(range(100))
    for _ in range(100):
        writer.put(lambda: seen.append((threading.current_thread().name, next(numbers))))
    assert writer.submit(lambda: len(seen)).result(10) == 100
    assert seen == [("journal", number) for number in range(100)]


def test_a_result_or_an_exception_comes_back(writer: WriterThread) -> None:
    def fail() -> None:
        raise OSError("the disk is gone")

    failed = writer.submit(fail)
    with pytest.raises(OSError, match="the disk is gone"):
        failed.result(10)
    assert writer.submit(lambda: 7).result(10) == 7


def test_a_call_that_fails_untold_is_logged_and_the_next_is_carried_out(
    writer: WriterThread,
) -> None:
    def fail() -> None:
        raise LookupError("a bug")

    with capture_logs() as logs:
        writer.put(fail)
        assert writer.submit(lambda: 7).result(10) == 7
    assert [(entry["event"], str(entry["exc_info"])) for entry in logs] == [
        ("call_failed", "a bug")
    ]


def test_closing_waits_for_what_was_asked_for() -> None:
    writer = WriterThread("journal")
    seen: list[int] = []
    writer.put(lambda: seen.append(1))
    writer.close()
    assert seen == [1]
    assert "journal" not in [thread.name for thread in threading.enumerate()]
