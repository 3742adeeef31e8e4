"""The version of the installed program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version of the installed package; a bare source tree has none."""
    try:
        return version("parlance")
    except PackageNotFoundError:
        return "0.0.0"
