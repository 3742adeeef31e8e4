"""All keys of the program on one sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.parts.sheet import Sheet


class ShortcutsDialog(Sheet):
    """A list of what each key does."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, parent.tr("Keyboard shortcuts"), width=520)
        self.setObjectName("shortcutsDialog")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (keys, words) in enumerate(
            (
                ("Enter", self.tr("Send")),
                ("Shift+Enter", self.tr("New line")),
                ("Up", self.tr("Edit your last message (in an empty composer)")),
                ("Esc", self.tr("Mark the group as read, or cancel a reply")),
                ("Ctrl+K", self.tr("Go to a group")),
                ("Alt+Up, Alt+Down", self.tr("Group above or below")),
                ("Ctrl+F", self.tr("Search your groups")),
                ("Ctrl+N", self.tr("Create a group")),
                ("Ctrl+Shift+F", self.tr("Find a public group")),
                ("Ctrl+J", self.tr("Join by link or id")),
                ("Ctrl+M", self.tr("Show or hide the members")),
                ("Ctrl+,", self.tr("Your profile")),
                ("F1", self.tr("These keys")),
                ("F11", self.tr("Full screen")),
                ("Ctrl+Q", self.tr("Quit")),
            )
        ):
            grid.addWidget(label(keys, bold=True), row, 0)
            grid.addWidget(label(words, tone="soft"), row, 1)
        self.body.addLayout(grid)
