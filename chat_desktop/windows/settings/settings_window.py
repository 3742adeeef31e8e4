"""The window of the settings: sections at the left, one page at a time at the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from chat_desktop.look.fonts import grown
from chat_desktop.look.icons import icon
from chat_desktop.look.mirror import margins
from chat_desktop.look.slices import Slices, polished
from chat_desktop.windows.parts.controls import IconButton, line
from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.sections import sections
from chat_desktop.windows.settings.surroundings import Surroundings

SIZE: Final = QSize(800, 600)
LIST_WIDTH: Final = 208
ROW: Final = 40


class SettingsWindow(QDialog):
    """Pages are made when they are first looked at; every change takes effect at once.

    A page is made in several turns of the loop and shown when it is whole; `slices` does that.
    """

    password_wanted = Signal(object)
    log_out_wanted = Signal(object)

    def __init__(self, parent: QWidget, around: Surroundings) -> None:
        super().__init__(parent)
        self._around = around
        self.setObjectName("settingsWindow")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(SIZE.boundedTo(parent.size() - QSize(40, 40)).expandedTo(QSize(560, 420)))
        self._made: dict[int, Page] = {}
        self.slices = Slices(self)
        self.sections = QListWidget()
        self.sections.setObjectName("settingsSections")
        self.sections.setFixedWidth(LIST_WIDTH)
        self.sections.setIconSize(QSize(18, 18))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addWidget(line(vertical=True))
        row.addLayout(self._beside(around), 1)
        self.sections.currentRowChanged.connect(self._show)
        around.theme.changed.connect(self._draw)
        self._fill()
        self.sections.setCurrentRow(0)

    def _beside(self, around: Surroundings) -> QGridLayout:
        """Return the pages with a button to close them in their corner."""
        self.close_button = IconButton(
            around.theme, "close", self.tr("Close"), size=18, box=32, shortcut="Esc"
        )
        self.close_button.setObjectName("closeSettings")
        self.close_button.clicked.connect(self.reject)
        corner = QVBoxLayout()
        corner.setContentsMargins(margins(0, 14, 14, 0))
        corner.addWidget(self.close_button)
        over = QGridLayout()
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.pages, 0, 0)
        over.addLayout(corner, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return over

    def open_section(self, place: int) -> None:
        """Show the section at this place of the list, at once."""
        self.sections.setCurrentRow(place)
        self.slices.finish()

    def _fill(self) -> None:
        """Name the sections in the present language."""
        self.setWindowTitle(self.tr("Settings"))
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.clear()
        for section in sections():
            self.sections.addItem(QListWidgetItem(section.words))
        self._draw()

    def _draw(self) -> None:
        tokens = self._around.theme.tokens
        for place, section in enumerate(sections()):
            item = self.sections.item(place)
            inks = {QIcon.Mode.Selected: tokens.accent_text}
            item.setIcon(icon(section.icon, tokens.text_soft, 18, inks))
            item.setSizeHint(QSize(0, grown(ROW, 17)))

    def _show(self, place: int) -> None:
        self.slices.stop()
        if place in self._made:
            self.pages.setCurrentWidget(self._made[place])
        elif place >= 0:
            self.slices.begin_soon(self._make(place))

    def _make(self, place: int) -> Iterator[None]:
        make = sections()[place].load()
        yield
        # Whatever is filled before it has its place is styled again when it gets it.
        page = make(self._around, self.pages)
        page.hide()
        try:
            page.password_wanted.connect(self.password_wanted)
            page.log_out_wanted.connect(self.log_out_wanted)
            yield
            yield from page.build()
            yield from polished(page)
            page.lay_out(self.pages.size())
            yield
            self._made[place] = page
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
        finally:
            if place not in self._made and isValid(page):
                page.end()
                page.deleteLater()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self.slices.stop()
        for page in self._made.values():
            page.end()
            # One by one: to let all of them go with the window would be one long turn.
            page.deleteLater()
        self._made.clear()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.slices.stop()
            place = self.sections.currentRow()
            for page in self._made.values():
                page.end()
                self.pages.removeWidget(page)
                page.deleteLater()
            self._made.clear()
            self._fill()
            self.open_section(place)
