"""Two desktops are started one after the other; what they say when they fail is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import two_desktops

# A desktop that takes the pictures of its script, and tells how it was started.
DESKTOP = """
import os, pathlib, sys
script = pathlib.Path(sys.argv[sys.argv.index("--script") + 1])
name = sys.argv[sys.argv.index("--profile") + 1]
for line in script.read_text().splitlines():
    if line.startswith("picture "):
        (script.parent / line.split()[1]).write_text("\\n".join([*sys.argv, *os.environ]))
print(name, "says something")
sys.exit(int(os.environ.get("EXIT_OF_" + name, 0)))
"""


def converse(folder: Path, **environment: str) -> list[Path]:
    command = [sys.executable, "-c", DESKTOP]
    return two_desktops.converse("ws://here/ws", command, folder, {**os.environ, **environment})


def test_the_pictures_of_both_are_left_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "old.png").touch()
    pictures = converse(tmp_path)
    expected = [f"{name}-{step}.png" for name in ("ada", "bob") for step in (1, 2, 3, 4)]
    assert [picture.name for picture in pictures] == expected
    assert sorted(tmp_path.iterdir()) == pictures


def test_each_has_a_profile_of_its_own_off_screen(tmp_path: Path) -> None:
    for picture in converse(tmp_path):
        words = picture.read_text().splitlines()
        assert words[words.index("--profile") + 1] == picture.name[:3]
        assert words[words.index("--server") + 1] == "ws://here/ws"
        assert {"QT_QPA_PLATFORM", "PARLANCE_DATA_DIR", "PYTHON_KEYRING_BACKEND"} <= set(words)


@pytest.mark.parametrize("name", ["ada", "bob"])
def test_one_that_fails_is_told_with_what_it_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(two_desktops.Silence, match=f"{name} ended with exit code 3:\\n{name} says"):
        converse(tmp_path, **{"EXIT_OF_" + name: "3"})


def test_one_that_takes_no_picture_is_not_waited_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two_desktops, "SECONDS", 0.2)
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(two_desktops.Silence, match="was not taken"):
        two_desktops.converse("ws://here/ws", command, tmp_path, os.environ)
