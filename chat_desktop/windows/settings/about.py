"""About the program: its version, what it is made with, and where its log is."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import IconLabel, button, label
from chat_desktop.windows.settings.rows import Page, Row
from chat_desktop.windows.settings.surroundings import Surroundings


def program_version() -> str:
    """Return the version that is installed, empty where that is not known."""
    try:
        return version("parlance")
    except PackageNotFoundError:
        return ""


def details() -> str:
    """Return what a report of a problem should begin with."""
    return (
        f"Parlance {program_version()}, Python {platform.python_version()}, Qt {qVersion()},"
        f" {platform.system()}, {QApplication.platformName()}"
    )


class AboutPage(Page):
    """The name at the top, then two things that help when something goes wrong."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About"), parent)
        self._around = around
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel(around.theme, "parlance", 56), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Parlance", pixels=Size.HERO, bold=True))
        number = self.tr("Version {version}").format(version=program_version())
        words.addWidget(label(number, tone="soft"))
        words.addWidget(
            label(self.tr("Group chat that belongs to the people who use it."), wrap=True)
        )
        row.addLayout(words, 1)
        self.add_card().add(head)
        card = self.add_card()
        copy = button(self.tr("Copy"))
        copy.setObjectName("copyDetails")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details()))
        card.add(Row(self.tr("Details for a report"), details(), copy))
        log = button(self.tr("Open log"))
        log.setObjectName("openLog")
        log.clicked.connect(self._open_log)
        log.setEnabled(around.log_file.exists())
        card.add(Row(self.tr("What went wrong"), self.tr("The log stays on this computer."), log))
        self.add_note(
            self.tr(
                "Free software under the MIT licence. Qt and PySide6 are used under the LGPL,"
                " Inter under the SIL Open Font License."
            )
        )

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._around.log_file)))
