"""Counted texts outside of Qt's objects."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


class Context:
    """A context of its own for texts with a number. Name the variable like the context.

    lupdate sees that a text is counted in `NAME.tr("%n message(s)", "", count)` alone, and takes
    what stands before `.tr` for the context; it overlooks the count in
    `translate("NAME", …, count)`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def tr(self, text: str, disambiguation: str, count: int) -> str:
        """Return the form of `text` for `count`, with the count in the place of `%n`."""
        return QCoreApplication.translate(self._name, text, disambiguation or None, count)
