"""A small calendar that floats over the chat: pick a day, or go to the beginning or the end."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from chat_desktop.look.fonts import scaled
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.floating import Floating
from chat_desktop.windows.parts.controls import IconButton, button, label
from chat_desktop.windows.search.day_button import SIDE, DayButton

FIRST = date(1970, 1, 1)


class DatePopup(Floating):
    """Begins at `day`. It is deleted when it goes."""

    picked = Signal(object)
    """A `date`."""
    first_wanted = Signal()
    newest_wanted = Signal()

    def __init__(self, owner: QWidget, theme: Theme, day: date, today: date) -> None:
        super().__init__(owner, theme)
        self.setObjectName("datePopup")
        self.setAccessibleName(self.tr("Jump to a date"))
        self._theme, self._today = theme, today
        self._chosen = min(max(day, FIRST), today)
        self._month = self._chosen.replace(day=1)
        self.days: list[DayButton] = []
        self._before: QWidget | None = None
        self.title = label(pixels=Size.BODY, bold=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = IconButton(theme, "arrow-left", self.tr("Month before"), size=16, box=32)
        self.later = IconButton(theme, "arrow-right", self.tr("Month after"), size=16, box=32)
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._lay_out()
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self._show_month(self._chosen)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.earlier)
        head.addWidget(self.title, 1)
        head.addWidget(self.later)
        first = button(self.tr("Beginning"), kind="link")
        newest = button(self.tr("Newest"), kind="link")
        first.clicked.connect(self.first_wanted)
        newest.clicked.connect(self.newest_wanted)
        foot = QHBoxLayout()
        foot.addWidget(first)
        foot.addStretch()
        foot.addWidget(newest)
        for wanted in (self.first_wanted, self.newest_wanted, self.picked):
            wanted.connect(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(foot)

    def open_at(self, corner: QPoint) -> None:
        """Show it with its upper corner at a global point, inside the window."""
        self._before = QApplication.focusWidget()
        self.adjustSize()
        self.place(corner, above=False)
        self.appear()
        self._focus(self._chosen)

    def dismiss(self) -> None:
        """Go for good, and give the keyboard back."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        super().dismiss()
        if had_focus and self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.deleteLater()

    # --- the month

    def _show_month(self, day: date) -> None:
        """Show the month of a day and give that day the keyboard."""
        self._month = day.replace(day=1)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.days = []
        locale = QLocale()
        begin = locale.firstDayOfWeek().value - 1
        shown = QDate(day.year, day.month, 1)
        self.title.setText(locale.toString(shown, "MMMM yyyy"))
        for column in range(7):
            number = (begin + column) % 7 + 1
            name = locale.standaloneDayName(number, QLocale.FormatType.NarrowFormat)
            head = label(name, pixels=Size.TINY, tone="faint")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(head, 0, column)
        weeks = Calendar(begin).monthdatescalendar(day.year, day.month)
        for row in range(6):
            self._grid.setRowMinimumHeight(row + 1, scaled(SIDE))
            for column, each in enumerate(weeks[row] if row < len(weeks) else []):
                if each.month == day.month:
                    made = self._button(each)
                    self._grid.addWidget(made, row + 1, column)
                    made.show()
        self.later.setEnabled(self._add_months(1) <= self._today)
        self.earlier.setEnabled(self._month > FIRST)

    def _button(self, day: date) -> DayButton:
        made = DayButton(self._theme, day, today=self._today, chosen=day == self._chosen)
        made.clicked.connect(lambda: self.picked.emit(day))
        made.moved.connect(lambda days: self._go(day + timedelta(days=days)))
        self.days.append(made)
        return made

    def _add_months(self, months: int) -> date:
        count = self._month.year * 12 + self._month.month - 1 + months
        return date(count // 12, count % 12 + 1, 1)

    def _turn(self, months: int) -> None:
        """Show another month; where the keyboard was in the days, it stays at that number."""
        focused = self.focusWidget()
        wanted = focused.day.day if isinstance(focused, DayButton) else self._chosen.day
        month = self._add_months(months)
        last = monthrange(month.year, month.month)[1]
        self._go(month.replace(day=min(wanted, last)), focus=isinstance(focused, DayButton))

    def _go(self, day: date, *, focus: bool = True) -> None:
        day = min(max(day, FIRST), self._today)
        if (day.year, day.month) != (self._month.year, self._month.month):
            self._show_month(day)
        if focus:
            self._focus(day)

    def _focus(self, day: date) -> None:
        for each in self.days:
            if each.day == day:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn months by Page Up and Down, years with Shift, and close by Escape."""
        months = 12 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if event.key() == Qt.Key.Key_PageUp:
            self._turn(-months)
        elif event.key() == Qt.Key.Key_PageDown:
            self._turn(months)
        elif event.key() == Qt.Key.Key_Home:
            self._go(self._month)
        elif event.key() == Qt.Key.Key_End:
            last = monthrange(self._month.year, self._month.month)[1]
            self._go(self._month.replace(day=last))
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
