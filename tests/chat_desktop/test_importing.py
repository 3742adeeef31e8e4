"""PySide imported without what describes it: asked of a process of its own, as it is done once."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import builtins, sys

plain = builtins.compile
from chat_desktop.importing import import_peewee_alone, import_pyside_alone

import_peewee_alone()
assert "psycopg" not in sys.modules
import_pyside_alone()
import_pyside_alone()
assert builtins.compile is plain and "feature" not in builtins.__import__.__name__
for part in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool"):
    found = vars(sys.modules["shibokensupport.signature." + part])
    assert not [name for name in found if not name.startswith("__")], sorted(found)

from PySide6.QtCore import QObject

try:
    QObject().setObjectName(4)
except TypeError as error:
    print(str(error).splitlines()[-1].strip())
print(QObject.setObjectName.__doc__)
from PySide6.support.signature import lib
print(callable(lib.pyi_generator.generate_pyi), hasattr(lib.pyi_generator, "no_such_name"))
"""

SAID = """PySide6.QtCore.QObject.setObjectName(name: str, /)
setObjectName(self, name: str, /) -> None
True False
"""


def test_pyside_describes_itself_when_it_is_asked() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert said.stdout == SAID, said.stdout + said.stderr
