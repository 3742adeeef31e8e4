"""What is measured against: built, installed, or left out with a reason."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from benchmarks.baselines import candidates
from benchmarks.candidates import Unavailable


def test_a_venv_that_holds_the_lock_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(candidates, "_run", ran.append)
    lock = tmp_path / "lock"
    lock.write_text("django==1 --hash=sha256:0")
    venv = tmp_path / "venv"
    venv.mkdir()
    found = candidates.django_python(venv, lock)
    assert found == str(venv / "bin" / "python")
    assert ["venv" in command for command in ran] == [True, False]
    assert "--require-hashes" in ran[1]
    stamp = (venv / "installed.sha256").read_text("ascii")
    assert stamp == hashlib.sha256(lock.read_bytes()).hexdigest()
    candidates.django_python(venv, lock)
    assert len(ran) == 2


def test_where_it_cannot_be_installed_it_is_left_out() -> None:
    with pytest.raises(Unavailable, match="Django cannot be installed: nothing here"):
        candidates._run(["/bin/sh", "-c", "echo much; echo nothing here >&2; exit 3"])


def test_the_lock_names_no_index_and_hashes_everything() -> None:
    text = candidates.LOCK.read_text("utf-8")
    assert "://" not in text
    pins = re.findall(r"^[^\s#].*(?:\n\s+--hash.*)*", text, re.MULTILINE)
    assert {pin.split("==")[0] for pin in pins} >= {"django", "channels", "daphne"}
    assert all("--hash=sha256:" in pin for pin in pins)
