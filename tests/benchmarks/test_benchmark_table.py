"""Tables that read well as text and as Markdown."""

from __future__ import annotations

from bench_figures import chat, faults, whole_suite

from benchmarks.suite import Run
from benchmarks.summary import summarise
from benchmarks.table import markdown, tables, verdicts
from benchmarks.targets import Verdict, judge


def test_columns_line_up() -> None:
    text = markdown(["", "figure"], [["one", "1"], ["eleven", "1,000,000"]])
    assert text.splitlines() == [
        "|        |    figure |",
        "| ------ | --------: |",
        "| one    |         1 |",
        "| eleven | 1,000,000 |",
    ]


def test_every_workload_and_candidate_is_in_them() -> None:
    summary = summarise(whole_suite())
    text = tables(summary)
    for workload, measured in summary.items():
        assert f"**{workload}: " in text
        for candidate in measured:
            assert f"| {candidate} " in text
    assert "24" in text, "6,000,000 is 24 x 250,000"


def test_loss_and_other_faults_are_told_apart() -> None:
    lost = chat(faults=faults(missing=1_200, gaps=9))
    wrong = chat(faults=faults(missing=1, doubled=2))
    text = tables(summarise([Run("B", "a", lost), Run("B", "b", wrong)]))
    assert " 1,200 |" in text
    assert " 1 and 2 other faults |" in text


def test_a_missed_target_stands_out() -> None:
    assert "**no**" not in verdicts(judge(summarise(whole_suite())))
    text = verdicts([Verdict("a", ">= 2", "1", False), Verdict("b", ">= 2", "not measured", None)])
    assert "**no** |" in text
    assert "not measured |" in text
