"""The C programs are compiled when they have to be, and a machine without a compiler says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import compiler


def test_without_a_compiler_one_plain_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(compiler.NoCompiler) as raised:
        compiler.compile_program("loop", tmp_path)
    assert len(str(raised.value).splitlines()) == 1


def test_a_program_is_compiled_anew_only_when_a_source_is_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "loop"
    program.write_text("stands for a program")
    monkeypatch.setenv("CC", "/no/such/compiler")
    assert compiler.compile_program("loop", tmp_path) == program
    os.utime(program, (0, 0))
    with pytest.raises(FileNotFoundError):
        compiler.compile_program("loop", tmp_path)


def test_every_source_is_there() -> None:
    for sources in compiler.SOURCES.values():
        assert sources
        assert all(path.exists() for path in sources)
