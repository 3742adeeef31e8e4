"""Importing Peewee and PySide without the parts of them that nothing here uses.

It is left out of the start alone: PySide's error messages and docstrings, which need it, are whole.
"""

from __future__ import annotations

import builtins
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

_SIGNATURES: Final = "shibokensupport/signature"
_LATER: Final = frozenset(
    f"{part}.py"
    for part in ["enum_sig", "errorhandler", "layout", "parser", "pyi_generator", "tool"]
)
_compile: Final = builtins.compile
_loading: Final = threading.RLock()
_sources: Final[dict[str, Any]] = {}


def import_peewee_alone() -> None:
    """Keep Peewee from importing PostgreSQL's driver, where a server is installed beside.

    The cache is SQLite; the driver would be a seventh of all that is imported at the start.
    """
    if "psycopg" not in sys.modules:
        sys.modules["psycopg"] = None  # type: ignore[assignment]
        import peewee  # noqa: F401

        del sys.modules["psycopg"]


def import_pyside_alone() -> None:
    """Import PySide without what describes it, and without its eye on every later import.

    What knows its signatures is 100 KB of Python that is compiled from source at every start, half
    of the time of `import PySide6.QtCore`: here most parts are compiled when they are first needed.
    And PySide puts itself before `import`, to read in the source of every module whether that wants
    optional spellings of Qt's names: no module here does.
    """
    if "PySide6" not in sys.modules:
        builtins.compile = _compile_later
        try:
            import PySide6
        finally:
            builtins.compile = _compile
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _compile_later(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
    """Compile; but a part of PySide's signatures becomes what compiles it once it is asked for."""
    folder, _, file = str(filename).rpartition("/")
    if not (folder.startswith(_SIGNATURES) and file in _LATER):
        return _compile(source, filename, mode, *more, **options)
    _sources[filename] = source
    getter = f"__import__('sys').modules[{__name__!r}].attributes_later({filename!r}, globals())"
    return _compile(f"__getattr__ = {getter}", filename, mode)


def attributes_later(filename: str, names: dict[str, Any]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a module whose source is run, into `names`, at the first call."""

    def get(name: str) -> Any:
        with _loading:
            source = None if name.startswith("__") else _sources.pop(filename, None)
            if source is not None:
                exec(_compile(source, filename, "exec"), names)  # noqa: S102
        if name not in names:
            raise AttributeError(f"module {names['__name__']!r} has no attribute {name!r}")
        return names[name]

    return get
