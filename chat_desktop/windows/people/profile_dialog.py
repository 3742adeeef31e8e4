"""The profile of somebody else, with what the reader's rank allows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.look.avatar import Presence
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import ElidedLabel, button, label, line
from chat_desktop.windows.parts.portrait import Portrait
from chat_desktop.windows.parts.sheet import Sheet
from protocol.views import User

translate = QCoreApplication.translate


class ProfileDialog(Sheet):
    """Shows one person. `online` is None where it is not known."""

    def __init__(
        self, parent: QWidget, theme: Theme, user: User, online: bool | None, role: str
    ) -> None:
        super().__init__(parent, theme, translate("ProfileDialog", "Profile"), width=380)
        self.setObjectName("profileDialog")
        self._username = user.username
        name = user.display_name or user.username
        portrait = Portrait(theme, 72)
        presence = None
        if online is not None:
            presence = Presence.ONLINE if online else Presence.OFFLINE
        portrait.show_person(user.id, name, presence)
        names = QVBoxLayout()
        names.setSpacing(3)
        names.addStretch()
        names.addWidget(ElidedLabel(name, pixels=Size.TITLE + 2, bold=True))
        names.addWidget(ElidedLabel(f"@{user.username}", tone="soft"))
        if online is not None:
            state = self.tr("Online") if online else self.tr("Offline")
            words = f"{role}  ·  {state}" if role else state
            names.addWidget(ElidedLabel(words, pixels=Size.SMALL, tone="faint"))
        names.addStretch()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(portrait)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        if user.about:
            self.body.addWidget(line())
            self.body.addWidget(label(self.tr("About"), pixels=Size.SMALL, bold=True))
            self.body.addWidget(label(user.about, pixels=Size.TEXT, wrap=True))
        if not user.active:
            self.body.addWidget(label(self.tr("This account is deactivated."), tone="error"))
        copy = button(self.tr("Copy username"))
        copy.setObjectName("copyUsername")
        copy.clicked.connect(self._copy)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(copy)
        self.body.addLayout(foot)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._username)
        self.accept()
