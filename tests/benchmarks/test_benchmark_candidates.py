"""Our own server as a candidate: limits on, a fresh copy of its data for every run."""

from __future__ import annotations

from benchmarks.candidates import LIMITS, log_of, parlance, scratch
from benchmarks.population import Groups
from chat_server.config import read_settings

POPULATION = (Groups(1, 2, 1),)


def test_every_run_has_a_fresh_copy() -> None:
    served = scratch() / "served"
    for _ in range(2):
        with parlance("--log-format=json").start(POPULATION) as server:
            assert server.port > 0
            assert not (served / "trace").exists()
            (served / "trace").touch()
        assert not served.exists()
    assert log_of("parlance").read_text(encoding="utf-8").startswith("{")


def test_limits_are_on_and_out_of_the_way() -> None:
    flags = dict(flag.removeprefix("--").replace("-", "_").split("=") for flag in LIMITS)
    settings = read_settings(flags, {})
    assert settings.rate_limits
    assert settings.sends_per_second == settings.commands_per_second == 1_000_000
