"""What the process inside is told, and how it answers."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.desktop.inside import Plan, read_plan


def test_a_plan_arrives_as_it_was_written(tmp_path: Path) -> None:
    plan = Plan("feel", ("a", "b"), 0.2, str(tmp_path / "found.json"))
    plan.write(tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan
    plan.tell({"open": 3})
    assert json.loads((tmp_path / "found.json").read_text()) == {"open": 3}
