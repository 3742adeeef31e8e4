"""Dialogs that are waited for without a nested event loop: `open()` and a future."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import button, label


async def ask(dialog: QDialog) -> bool:
    """Open a dialog and return whether it was accepted; it is closed when the wait ends."""
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not done.done():
            done.set_result(result == QDialog.DialogCode.Accepted)

    dialog.finished.connect(finish)
    try:
        # It was made in this turn of the loop: it is laid out and shown in the next one.
        await asyncio.sleep(0)
        dialog.open()
        return await done
    finally:
        # The window that it belongs to may have gone, and taken it along.
        if isValid(dialog):
            dialog.finished.disconnect(finish)
            dialog.close()
            dialog.deleteLater()


class ConfirmDialog(QDialog):
    """One question, what it means, and two buttons: the act by its own name, and Cancel."""

    def __init__(
        self, parent: QWidget, question: str, meaning: str, act: str, *, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setWindowTitle(question)
        self.setMinimumWidth(400)
        accept = button(act, kind="danger" if danger else "primary")
        accept.setObjectName("confirmAccept")
        cancel = button(self.tr("Cancel"))
        cancel.setObjectName("confirmCancel")
        accept.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        (cancel if danger else accept).setDefault(True)

        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        title = label(question, pixels=Size.TITLE, bold=True, wrap=True)
        column.addWidget(title)
        column.addWidget(label(meaning, tone="soft", wrap=True))
        column.addSpacing(16)
        column.addLayout(buttons)
        self.setTabOrder(cancel, accept)


async def confirm(
    parent: QWidget, question: str, meaning: str, act: str, *, danger: bool = False
) -> bool:
    """Ask one question and return whether the user said yes."""
    dialog = ConfirmDialog(parent, question, meaning, act, danger=danger)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    return await ask(dialog)
