"""Candidates take turns, and one that cannot run here is left out."""

from __future__ import annotations

import pytest

from benchmarks.baselines.candidates import DJANGO, LOOP, WEBSOCKETS
from benchmarks.candidates import Candidate, Unavailable
from benchmarks.measuring import Figures
from benchmarks.suite import QUICK, Effort, candidates, choose, measure_all
from benchmarks.targets import PARLANCE
from benchmarks.workloads import A200, B, D, Workload

THRICE = Effort(runs=3, seconds=1, warmup=1)


def measure(candidate: Candidate, workload: Workload) -> Figures:
    if candidate is DJANGO:
        raise Unavailable("not today")
    return {"deliveries": 1}


def test_candidates_take_turns() -> None:
    runs = measure_all({B: (LOOP, WEBSOCKETS)}, THRICE, print, measure)
    assert [run.candidate for run in runs] == [LOOP.name, WEBSOCKETS.name] * 3


def test_memory_is_measured_once_and_so_is_what_is_far_away() -> None:
    def count(_candidate: Candidate, _workload: Workload) -> Figures:
        return {"deliveries": 1}

    assert len(list(measure_all({D: (LOOP,)}, THRICE, print, count))) == 1
    runs = measure_all({B: (LOOP, DJANGO)}, THRICE, print, count)
    assert [run.candidate for run in runs] == [LOOP.name, DJANGO.name, LOOP.name, LOOP.name]


def test_one_that_cannot_run_is_told_of_once_and_left_out() -> None:
    told: list[str] = []
    chosen = {A200: (DJANGO, LOOP), B: (DJANGO,)}
    runs = list(measure_all(chosen, THRICE, told.append, measure))
    assert {run.candidate for run in runs} == {LOOP.name}
    assert told == [f"{DJANGO.name} is left out: not today"]


def test_parts_can_be_chosen_by_name() -> None:
    every = candidates()
    assert choose(every, [], []) == every
    chosen = choose(every, ["B", "A200"], ["C loop", PARLANCE])
    assert list(chosen) == [B, A200]
    assert [candidate.name for candidate in chosen[B]] == [PARLANCE, "C loop"]


@pytest.mark.parametrize(("workloads", "names"), [(["Z"], []), ([], ["Prosody"])])
def test_what_there_is_not_cannot_be_chosen(workloads: list[str], names: list[str]) -> None:
    with pytest.raises(KeyError):
        choose(candidates(), workloads, names)


def test_ours_is_measured_everywhere() -> None:
    assert all(
        contenders[0].name == PARLANCE for contenders in candidates("--fast-receive=off").values()
    )
    assert QUICK.runs == 1


def test_a_run_in_which_the_machine_stood_still_is_done_again() -> None:
    stalls = iter([5_000, 20, 5_000, 5_000, 5_000])

    def stall(_candidate: Candidate, _workload: Workload) -> Figures:
        return {"stalled_ms": next(stalls)}

    told: list[str] = []
    runs = list(measure_all({B: (LOOP, WEBSOCKETS)}, QUICK, told.append, stall))
    assert [run.figures["stalled_ms"] for run in runs] == [20, 5_000]
    assert len(told) == 3
    assert next(stalls, None) is None
