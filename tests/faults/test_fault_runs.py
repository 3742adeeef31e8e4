"""Every scenario in its brief form, on a real server each, counts zeros."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from faults.running import PROJECT, Job, choose, load_scenarios, run_all, run_here
from faults.scenario import SCENARIOS, Broken, Context, Scenario, Tally, scenario

AT_ONCE = "6"


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("sqlite", marks=pytest.mark.waits(70)),
        pytest.param("postgresql", marks=pytest.mark.waits(30)),
    ],
)
def test_every_scenario_counts_zeros(engine: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "faults", "--brief", "--engine", engine, "--jobs", AT_ONCE],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PROJECT))},
        timeout=380,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]


def test_all_scenarios_are_found() -> None:
    load_scenarios()
    names = {job.name for job in choose([], 1, True, ["sqlite", "postgresql"])}
    assert {"kill -9, received", "disk full", "black hole", "client killed"} <= names
    assert [job.name for job in choose(["disk full"], 1, True, ["sqlite"])] == ["disk full"]


def test_each_run_has_a_seed_of_its_own_that_is_always_the_same() -> None:
    load_scenarios()
    seeds = [job.seed for job in choose([], 5, True, ["sqlite", "postgresql"])]
    assert len(set(seeds)) == len(seeds)
    assert seeds == [job.seed for job in choose([], 5, True, ["sqlite", "postgresql"])]


def _fake(run: object) -> Scenario:
    assert callable(run)
    return Scenario("fake", "nothing", ("sqlite",), run)


@pytest.mark.parametrize(
    ("error", "words"),
    [(Broken("memory grew"), "memory grew"), (KeyError("oops"), "KeyError")],
)
def test_what_a_scenario_raises_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def run(context: Context) -> Tally:
        (context.folder / "server.log").write_text("it was fine until now")
        raise error

    monkeypatch.setitem(SCENARIOS, "fake", _fake(run))
    result = run_here(choose(["fake"], 1, True, ["sqlite"])[0], "")
    assert words in result.broken
    assert "it was fine until now" in result.broken


def test_the_folder_of_a_run_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []

    def run(context: Context) -> Tally:
        folders.append(context.folder)
        assert context.folder.is_dir()
        time.sleep(0.01)
        return Tally(1)

    monkeypatch.setitem(SCENARIOS, "fake", _fake(run))
    result = run_here(choose(["fake"], 1, True, ["sqlite"])[0], "")
    assert result.tally == Tally(1)
    assert result.seconds > 0
    assert not folders[0].exists()


def test_a_name_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCENARIOS, "fake", _fake(lambda context: Tally()))
    with pytest.raises(ValueError, match="already"):
        scenario("fake", "again")(lambda context: Tally())


def test_a_run_that_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = tmp_path / "endless.py"
    module.write_text(
        "import subprocess, time\n"
        "from pathlib import Path\n"
        "from faults.scenario import scenario\n"
        "@scenario('endless', 'never done')\n"
        "def run(context):\n"
        "    child = subprocess.Popen(['sleep', '60'], start_new_session=True)\n"
        f"    Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))\n"
        "    time.sleep(60)\n"
    )
    monkeypatch.setattr("faults.running.BRIEF_SECONDS", 3.0)
    monkeypatch.setattr("faults.running.PROJECT", (*PROJECT, tmp_path))
    monkeypatch.setitem(SCENARIOS, "endless", Scenario("endless", "", ("sqlite",), _never))
    job = Job("endless", "endless", "sqlite", 1, True)
    (row,) = asyncio.run(run_all([job], 1, None, lambda row: None))
    assert "not done in 3 s" in row.broken
    child = int((tmp_path / "child").read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def _never(context: Context) -> Tally:
    raise AssertionError("it runs elsewhere")
