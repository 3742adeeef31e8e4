"""Adding somebody to a group by their username."""

from __future__ import annotations

from collections.abc import Awaitable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.theme import Theme
from chat_desktop.translations.said import Told, refusal_words
from chat_desktop.windows.parts.controls import Field
from chat_desktop.windows.parts.sheet import FormSheet
from protocol.errors import ErrorCode, Refusal

translate = QCoreApplication.translate


class AddMemberDialog(FormSheet):
    """Accepted once the person is in the group."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client, group: GroupRow) -> None:
        title = translate("AddMemberDialog", "Add to {group}").format(group=group.name)
        super().__init__(
            parent, theme, title, translate("AddMemberDialog", "Add member"), "addMember"
        )
        self._client, self._group = client, group
        self.username = self.form.add_field(
            "username",
            Field(
                self.tr("Username"),
                hint=self.tr("Of somebody with an account on this server."),
                object_name="addMemberUsername",
            ),
        )
        self.form.finish_layout()

    def send(self) -> Awaitable[object] | None:
        """Look the person up and add them."""
        username = self.username.text.strip().removeprefix("@")
        if not username:
            words = self.tr("A username goes here.")
            raise Told(ErrorCode.INVALID_NAME, words, field="username")
        return self._add(username)

    async def _add(self, username: str) -> None:
        try:
            user = await self._client.profile(username=username)
            await self._client.add_member(self._group.id, user.id)
        except Refusal as refusal:
            words = {
                ErrorCode.NO_SUCH_USER: self.tr("Nobody on this server has this username."),
                ErrorCode.ALREADY_A_MEMBER: self.tr("They are in this group already."),
            }.get(refusal.code, refusal_words(refusal))
            raise Told(
                refusal.code, words, field="username", retry_after=refusal.retry_after
            ) from None
