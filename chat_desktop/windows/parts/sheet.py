"""Sheets: dialogs with a title, a body, and, for most, a form that is sent and waited for."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.core.ports import Offline
from chat_desktop.look.fonts import scaled
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton
from chat_desktop.windows.parts.form import Form
from chat_desktop.windows.parts.problems import FORM
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal

FRAME: Final = 64
"""Pixels of the screen's height that a desktop may need around a sheet."""


class Sheet(QDialog):
    """A dialog with a title and a close button. `body` is the column below."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, *, width: int = 440) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(scaled(width))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        close = IconButton(theme, "close", self.tr("Close"), size=18, box=32)
        close.setObjectName("closeSheet")
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self.title = ElidedLabel(title, pixels=Size.TITLE + 2, bold=True)
        head.addWidget(self.title, 1)
        head.addWidget(close)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(self.body)

    def refit(self) -> None:
        """Be as high as what is shown now, within the screen."""
        # Qt's own way asks for a height at another width than the sheet's, and stops at two thirds
        # of the screen: it would be squeezed, or have holes.
        column, width = self._column, self.minimumWidth()
        # What changed deep inside is known up here once it was laid out there.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        wraps = column.hasHeightForWidth()
        high = column.totalHeightForWidth(width) if wraps else column.totalSizeHint().height()
        self.resize(width, min(high, self.screen().availableGeometry().height() - FRAME))

    def first_focus(self) -> QWidget:
        """Return what has the keyboard when the sheet opens."""
        return self

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field, not at the close button."""
        self.refit()
        super().showEvent(event)
        self.first_focus().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Return for the fields; Escape closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class FormSheet(Sheet):
    """A sheet with one form: `send` is awaited, and the sheet is accepted when it succeeded."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, action: str, prefix: str) -> None:
        super().__init__(parent, theme, title)
        self.setObjectName(f"{prefix}Dialog")
        self.form = Form(theme, action, prefix)
        self.body.addWidget(self.form)
        self.tasks = Tasks(lambda words: self.form.show_words(FORM, words))
        self.form.submitted.connect(self._submit)

    def first_focus(self) -> QWidget:
        """Return the first field."""
        fields = list(self.form.fields.values())
        return fields[0].input if fields else self

    def send(self) -> Awaitable[object] | None:
        """Return what is to be awaited, or None where something is missing (and said so)."""
        return None

    def _submit(self) -> None:
        self.form.clear_problems()
        try:
            work = self.send()
        except Refusal as refusal:
            self.form.show_problem(refusal)
            work = None
        if work is not None:
            self.form.set_busy(True)
            self.tasks.spawn(self._wait(work))
        self.refit()

    async def _wait(self, work: Awaitable[object]) -> None:
        try:
            await work
        except (Refusal, Offline) as problem:
            self.form.set_busy(False)
            self.form.show_problem(problem)
            self.refit()
        else:
            self.accept()
        finally:
            self.form.set_busy(False)
