"""Privacy: what is kept on this computer, by what it is protected, and who is asked for nothing."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from chat_desktop.core.ports import Client
from chat_desktop.windows.parts.controls import button
from chat_desktop.windows.parts.links import server_name
from chat_desktop.windows.settings.rows import Page, Row
from chat_desktop.windows.settings.surroundings import Surroundings


class PrivacyPage(Page):
    """Facts first, then what can be done about them."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Privacy"), parent)
        self._around = around
        here = self.add_card()
        show = button(self.tr("Show folder"))
        show.setObjectName("showFolder")
        show.clicked.connect(self._show_folder)
        here.add(
            Row(
                self.tr("Kept on this computer"),
                self.tr(
                    "The messages of your groups, drafts and what waits to be sent: in files"
                    " that only your user can read. They are not encrypted."
                ),
                show,
            )
        )
        here.add(
            Row(
                self.tr("Links and pictures"),
                self.tr("Nothing that a message names is fetched or opened without your click."),
            )
        )
        here.add(
            Row(
                self.tr("Nobody else"),
                self.tr("Parlance talks to your servers and to no other computer."),
            )
        )
        for client in around.clients:
            if client.me is not None:
                self._add_account(client)

    def _add_account(self, client: Client) -> None:
        me = client.me
        if me is None:
            return
        self.add_heading(f"{me.display_name or me.username} · {server_name(client.server_url)}")
        card = self.add_card()
        out = button(self.tr("Log out…"))
        out.setObjectName("privacyLogOut")
        out.clicked.connect(lambda: self.log_out_wanted.emit(client))
        card.add(Row(self.tr("Your session"), self._kept(client), out))
        password = button(self.tr("Change password…"))
        password.setObjectName("privacyPassword")
        password.clicked.connect(lambda: self.password_wanted.emit(client))
        hint = self.tr("A new password logs out all your other devices.")
        card.add(Row(self.tr("Password"), hint, password))

    def _kept(self, client: Client) -> str:
        in_file = self._around.in_file(client)
        if in_file is None:
            return self.tr("Not kept: you log in at each start.")
        if in_file:
            return self.tr(
                "Kept in a file that only your user can read, as there is no keyring here."
            )
        return self.tr("Kept in the keyring of this computer. Your password is kept nowhere.")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._around.folder)))
