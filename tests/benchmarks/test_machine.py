"""What is said of the machine is there to be said."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks import document
from benchmarks.machine import (
    cores,
    cpu_seconds,
    describe,
    fdatasync_ms,
    file_system,
    memory_kib,
    on_core,
    processor,
)


def test_both_cores_are_ours() -> None:
    assert set(cores()) <= os.sched_getaffinity(0)


def test_a_child_can_be_kept_on_a_core() -> None:
    core = cores()[1]
    child = os.fork()
    if child == 0:
        on_core(core)()
        os._exit(0 if os.sched_getaffinity(0) == {core} else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_process_has_memory_and_has_used_time() -> None:
    held = bytearray(os.urandom(1) * 20_000_000)
    assert memory_kib(os.getpid()) > len(held) // 1024
    assert cpu_seconds(os.getpid()) > 0


def test_the_disk_is_tried_and_left_clean(tmp_path: Path) -> None:
    assert fdatasync_ms(tmp_path / "new", times=3) > 0
    assert list((tmp_path / "new").iterdir()) == []
    assert file_system(Path("/proc")) == "proc"
    assert file_system(tmp_path), "at least a word, also where the mounts are not told"


def test_the_machine_can_be_described_in_the_documentation(tmp_path: Path) -> None:
    said = document.place(describe(tmp_path))
    assert processor() in said
    assert os.uname().release in said
