"""What is known of one message: who wrote it, when, its place in the group, its state."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chat_desktop.chat import labels
from chat_desktop.chat.labels import Chat, translate
from chat_desktop.chat.people import People
from chat_desktop.chat.question import Question, words
from chat_desktop.core.rows import Delivery, MessageRow


class MessageInfo(Question):
    """Shows the facts of a message."""

    def __init__(self, parent: QWidget, row: MessageRow, people: People) -> None:
        super().__init__(parent, translate("Chat", "Message info"), width=380)
        self.setObjectName("messageInfo")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(facts(row, people)):
            left = words(name, tone="soft")
            left.setWordWrap(False)
            grid.addWidget(left, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(value), line, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addSpacing(4)
        self.body.addLayout(grid)
        close = self.add_button(translate("Chat", "Close"), "infoClose", "primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setFocus()


def facts(row: MessageRow, people: People) -> list[tuple[str, str]]:
    """Return what is known of a message as (name, value), in the order in which it is read."""
    locale = QLocale()
    found = [
        (translate("Chat", "From"), people.name(row.by)),
        (translate("Chat", "Sent"), labels.moment_label(row.at)),
    ]
    if row.edited_at is not None:
        found.append((translate("Chat", "Edited"), labels.moment_label(row.edited_at)))
    if row.deleted:
        found.append((translate("Chat", "State"), translate("Chat", "Deleted")))
    elif row.delivery is Delivery.SENDING:
        found.append((translate("Chat", "State"), translate("Chat", "Sending")))
    elif row.delivery is Delivery.FAILED:
        found.append((translate("Chat", "State"), translate("Chat", "Not sent")))
    if row.n is not None:
        found.append((translate("Chat", "Message"), f"#{locale.toString(row.n)}"))
    if row.seq is not None:
        found.append((translate("Chat", "Place in the log"), locale.toString(row.seq)))
    if row.text:
        found.append((translate("Chat", "Length"), Chat.tr("%Ln character(s)", "", len(row.text))))
    return found
