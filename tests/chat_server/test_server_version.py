"""The version of the installed program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from chat_server import version
from chat_server.version import program_version


def test_the_installed_package_says_it() -> None:
    assert program_version().count(".") >= 2


def test_a_bare_tree_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(version, "version", missing)
    assert program_version() == "0.0.0"
