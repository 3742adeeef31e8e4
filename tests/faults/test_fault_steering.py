"""The shared numbers: two processes see the same, and a step is passed so many times."""

from __future__ import annotations

from pathlib import Path

from faults.steering import Disk, Steering, Step


def test_two_who_open_it_share_it(tmp_path: Path) -> None:
    rig, server = Steering(tmp_path / "s"), Steering(tmp_path / "s")
    rig.clock_offset = -3_600_000
    assert server.clock_offset == -3_600_000
    server.count_hash()
    assert rig.hashes == 1
    rig.close()
    server.close()


def test_nothing_fails_unless_it_is_told(tmp_path: Path) -> None:
    steering = Steering(tmp_path / "s")
    assert not any(steering.passes(step) for step in Step if step)
    assert not any(steering.disk_fails(disk) for disk in Disk if disk)


def test_the_nth_passing_is_the_one(tmp_path: Path) -> None:
    steering = Steering(tmp_path / "s")
    steering.kill_at(Step.APPLIED, 3)
    assert not steering.passes(Step.RECEIVED)
    assert [steering.passes(Step.APPLIED) for _ in range(3)] == [False, False, True]


def test_the_disk_fails_after_so_many_writes_until_it_is_mended(tmp_path: Path) -> None:
    steering = Steering(tmp_path / "s")
    steering.fail_disk(Disk.FULL, after=2)
    failed = []
    for _ in range(4):
        failed.append(steering.disk_fails(Disk.FULL))
        steering.count_write()
    assert failed == [False, False, True, True]
    steering.mend_disk()
    assert not steering.disk_fails(Disk.FULL)
