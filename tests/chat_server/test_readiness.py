"""Whether the server should get traffic."""

from __future__ import annotations

from collections.abc import Callable

from chat_server.readiness import Readiness


class Writes:
    """A journal of which only its health is known."""

    def __init__(self) -> None:
        self.healthy = True


class Scene:
    """A readiness, its journal, and the probes that were asked for."""

    def __init__(self) -> None:
        self.writes = Writes()
        self.probes: list[Callable[[bool], None]] = []
        self.draining = False
        self.readiness = Readiness(self.writes, self.probes.append, lambda: self.draining)


def test_a_healthy_server_is_ready_without_a_probe() -> None:
    scene = Scene()
    assert scene.readiness.check()
    assert scene.probes == []


def test_a_draining_server_is_not() -> None:
    scene = Scene()
    scene.draining = True
    assert not scene.readiness.check()


def test_after_a_failed_write_asking_finds_out_whether_writes_succeed_again() -> None:
    scene = Scene()
    scene.writes.healthy = False
    assert [scene.readiness.check() for _ in range(3)] == [False] * 3
    (probe,) = scene.probes
    probe(False)
    assert not scene.readiness.check()
    scene.probes[1](True)
    assert scene.readiness.check()
    assert len(scene.probes) == 2
