"""The header of the open group: avatar, name, members, topic, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.core.rows import GroupRow
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton
from chat_desktop.windows.parts.heights import keep_header_height
from chat_desktop.windows.parts.portrait import Portrait


class PaneHeader(QWidget):
    """Shows one group; a click on its name opens the settings."""

    back_wanted = Signal()
    details_wanted = Signal()
    search_wanted = Signal()
    members_toggled = Signal(bool)
    menu_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paneHeader")
        keep_header_height(self, theme)
        self.back = IconButton(theme, "arrow-left", self.tr("Back to your groups"))
        self.back.setObjectName("backToGroups")
        self.back.hide()
        self._portrait = Portrait(theme, Size.AVATAR, square=True)
        self._name = ElidedLabel(pixels=Size.TITLE, bold=True)
        self._name.setObjectName("paneName")
        self._about = ElidedLabel(pixels=Size.SMALL, tone="soft")
        self._about.setObjectName("paneAbout")
        self.search = IconButton(
            theme, "search", self.tr("Search in this group"), shortcut="Ctrl+F"
        )
        self.search.setObjectName("searchInGroup")
        self.people = IconButton(
            theme, "people", self.tr("Show or hide the members"), shortcut="Ctrl+M"
        )
        self.people.setObjectName("toggleMembers")
        self.people.setCheckable(True)
        self.more = IconButton(theme, "more", self.tr("More about this group"))
        self.more.setObjectName("groupMore")

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(22, 0, 14, 0))
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self._portrait)
        row.addLayout(words, 1)
        row.addWidget(self.search)
        row.addWidget(self.people)
        row.addWidget(self.more)

        self._row = row
        self.back.clicked.connect(self.back_wanted)
        self.search.clicked.connect(self.search_wanted)
        self.people.toggled.connect(self._toggled)
        self.more.clicked.connect(self.menu_wanted)

    def set_way_back(self, shown: bool) -> None:
        """Show the button that leads back to the list, where there is no room for both."""
        self.back.setVisible(shown)
        self._row.setContentsMargins(margins(10 if shown else 22, 0, 14, 0))

    def _toggled(self, shown: bool) -> None:
        self.people.set_look("people", "accent_text" if shown else "text_soft")
        self.members_toggled.emit(shown)

    def show_group(self, row: GroupRow, online: int | None) -> None:
        """Show a group; `online` counts who is connected, None while that is not known."""
        self._portrait.show_person(row.id, row.name)
        self._name.setText(row.name)
        parts = [self.tr("%n member(s)", "", row.members)]
        if online is not None:
            parts[0] += ", " + self.tr("%n online", "", online)
        if row.topic:
            parts.append(row.topic)
        self._about.setText("  ·  ".join(parts))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the details when the name is clicked."""
        near = self._name.geometry().right() >= event.position().x()
        if event.button() is Qt.MouseButton.LeftButton and near:
            self.details_wanted.emit()
