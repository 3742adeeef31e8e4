"""What the documents say is there, and what is there stands in them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def project() -> dict[str, object]:
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return table


def dependencies() -> set[str]:
    table = project()["project"]
    assert isinstance(table, dict)
    listed = [*table["dependencies"]]
    for extra in table["optional-dependencies"].values():
        listed += extra
    return {re.split(r"[\[<>=]", requirement)[0] for requirement in listed}


def test_every_dependency_has_its_reason_and_no_reason_is_left_over() -> None:
    (record,) = (ROOT / "docs" / "decisions").glob("*-dependencies.md")
    reasons = set(re.findall(r"`([\w-]+)`(?=[:,; (]|$)", record.read_text("utf-8")))
    assert dependencies() <= reasons
    bullets = re.findall(r"^- `([\w-]+)`", record.read_text("utf-8"), re.MULTILINE)
    assert set(bullets) <= dependencies()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("0*.md"))]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_every_make_target_is_explained_and_every_one_explained_exists() -> None:
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert declared is not None
    targets = set(declared[1].split())
    assert targets == set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert targets == set(re.findall(r"`make ([a-z-]+)", README))


def test_the_build_runs_what_a_newcomer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    lines = [line for line in script.read_text("utf-8").splitlines() if "make" in line]
    assert lines == ["exec make test"]


def test_the_set_up_names_no_place_to_install_from() -> None:
    for path in (ROOT / "Makefile", ROOT / "packaging" / "install.py"):
        assert not re.search(r"(?<!no-emit-)index-url|--trusted-host", path.read_text("utf-8"))


def test_the_changelog_can_be_made_from_its_fragments() -> None:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "newsfragments"],
        capture_output=True,
        text=True,
        check=False,
    )
    for name in done.stdout.split():
        assert re.fullmatch(r"newsfragments/(\.gitkeep|\d+\.(breaking|feature|fix)\.md)", name)
    assert "<!-- fragments go below -->" in (ROOT / "CHANGELOG.md").read_text("utf-8")
