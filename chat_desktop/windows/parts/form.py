"""A form with fields, one clear action, and a place for each thing that may be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import refusal_words, wait_words
from chat_desktop.windows.parts.controls import Field, IconLabel, button, label
from chat_desktop.windows.parts.problems import FORM, place_of
from protocol.errors import Refusal

AnyField = TypeVar("AnyField", bound=Field)


class ProblemBox(QFrame):
    """Says what is wrong with the whole, above the action."""

    def __init__(self, theme: Theme, object_name: str) -> None:
        super().__init__()
        self.setProperty("kind", "problem")
        self._words = label(pixels=Size.BODY, wrap=True)
        self._words.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "alert", 18, "danger_text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, empty while nothing is."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say what is wrong; an empty text hides the box."""
        self._words.setText(words)
        self.setVisible(bool(words))
        say(self, words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the words wrapped in full, in cards too that ask nobody for a height by width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._words.setMinimumHeight(max(0, self._words.heightForWidth(self._words.width())))


class Form(QWidget):
    """Fields by name and a submit button. While busy it cannot be sent twice."""

    submitted = Signal()

    def __init__(self, theme: Theme, action: str, prefix: str, *, kind: str = "primary") -> None:
        super().__init__()
        self._action = action
        self._fields: dict[str, Field] = {}
        self._busy = False
        self._busy_words = action
        self._wait = 0
        self.problem = ProblemBox(theme, f"{prefix}Problem")
        self.submit: QPushButton = button(action, kind=kind)
        self.submit.setObjectName(f"{prefix}Submit")
        self.submit.setMinimumHeight(40)
        self.submit.clicked.connect(self._submit)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count_down)
        self._limited_words = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def add_field(self, name: str, field: AnyField) -> AnyField:
        """Add a field below the others; Return in it moves on, from the last it submits."""
        self._fields[name] = field
        self.column.addWidget(field)
        field.input.returnPressed.connect(self._submit)
        return field

    def beside(self, left: str, right: str) -> None:
        """Lay two fields side by side, where the left one stands."""
        place = self.column.indexOf(self._fields[left])
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in (left, right):
            self.column.removeWidget(self._fields[name])
            row.addWidget(self._fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(place, row)

    def finish_layout(self) -> None:
        """Add the place for problems and the action below the fields."""
        self.column.addWidget(self.problem)
        self.column.addWidget(self.submit)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by the names that refusals use."""
        return self._fields

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    def clear_problems(self) -> None:
        """Take back everything that was said to be wrong."""
        self.problem.say("")
        for field in self._fields.values():
            field.set_problem(None)

    def set_busy(self, busy: bool, words: str = "") -> None:
        """Wait for an answer, with these words on the button, or wait no longer."""
        self._busy = busy
        self._busy_words = words or self._action
        for field in self._fields.values():
            field.input.setReadOnly(busy)
        self._update_action()

    def show_problem(self, problem: Refusal | Offline) -> None:
        """Say what is wrong at its field and go there; a rate limit counts its seconds down."""
        name, words = place_of(problem, frozenset(self._fields))
        retry = problem.retry_after if isinstance(problem, Refusal) else None
        if retry:
            self._wait = max(1, round(retry))
            self._limited_words = refusal_words(problem) if isinstance(problem, Refusal) else ""
            self._timer.start()
            self._count_down(0)
            return
        self.show_words(name, words)

    def show_words(self, name: str, words: str) -> None:
        """Say these words at a field, or, for `FORM`, above the action."""
        if name == FORM:
            self.problem.say(words)
            return
        field = self._fields[name]
        field.set_problem(words)
        field.input.setFocus()
        field.input.selectAll()

    def _count_down(self, step: int = 1) -> None:
        self._wait -= step
        if self._wait > 0:
            again = self.tr("Try again in {wait}.").format(wait=wait_words(self._wait))
            # What it says next is to wait: how long is known here.
            said = self._limited_words.split(";")[0].split(". ")[0].rstrip(".")
            self.problem.say(f"{said}. {again}")
        else:
            self._timer.stop()
            self.problem.say("")
        self._update_action()

    def _update_action(self) -> None:
        self.submit.setText(self._busy_words if self._busy else self._action)
        self.submit.setEnabled(not self._busy and self._wait <= 0)

    def _submit(self) -> None:
        if self.submit.isEnabled():
            self.submitted.emit()
