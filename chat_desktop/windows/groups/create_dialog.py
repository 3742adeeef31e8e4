"""Creating a group, and joining one by its link or id."""

from __future__ import annotations

from collections.abc import Awaitable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from chat_desktop.core.ports import Client
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import Told, refusal_words
from chat_desktop.windows.parts.controls import Field, label
from chat_desktop.windows.parts.links import read_join, same_server
from chat_desktop.windows.parts.sheet import FormSheet
from protocol import rules
from protocol.errors import ErrorCode, Refusal
from protocol.links import JoinLink
from protocol.scalars import GroupId, Visibility

translate = QCoreApplication.translate


class VisibilityChoice(QWidget):
    """Private or public, each with what it means."""

    def __init__(self, value: Visibility = "private") -> None:
        super().__init__()
        self.private = QRadioButton(self.tr("Private"))
        self.private.setObjectName("visibilityPrivate")
        self.public = QRadioButton(self.tr("Public"))
        self.public.setObjectName("visibilityPublic")
        both = QButtonGroup(self)
        both.addButton(self.private)
        both.addButton(self.public)
        (self.public if value == "public" else self.private).setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(self.tr("Who can find it"), pixels=Size.SMALL, bold=True))
        column.addSpacing(4)
        for choice, words in (
            (self.private, self.tr("Only those who are added or have an invite link.")),
            (self.public, self.tr("Everybody on this server can find and join it.")),
        ):
            note = label(words, pixels=Size.SMALL, tone="faint", wrap=True)
            note.setContentsMargins(margins(26, 0, 0, 4))
            choice.setAccessibleDescription(words)
            column.addWidget(choice)
            column.addWidget(note)

    @property
    def value(self) -> Visibility:
        """What is chosen."""
        return "public" if self.public.isChecked() else "private"


class CreateGroupDialog(FormSheet):
    """Accepted with `group` set to the new group's id."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(
            parent,
            theme,
            translate("CreateGroupDialog", "Create a group"),
            translate("CreateGroupDialog", "Create group"),
            "create",
        )
        self._client = client
        self.group: GroupId | None = None
        self.name = self.form.add_field("name", Field(self.tr("Name"), object_name="createName"))
        self.topic = self.form.add_field(
            "topic",
            Field(
                self.tr("Topic"),
                placeholder=self.tr("What it is about; optional"),
                object_name="createTopic",
            ),
        )
        self.visibility = VisibilityChoice()
        self.form.column.addWidget(self.visibility)
        self.form.finish_layout()

    def send(self) -> Awaitable[object] | None:
        """Check the name and ask for the group."""
        name = rules.group_name(self.name.text, self._client.limits)
        return self._create(name)

    async def _create(self, name: str) -> None:
        self.group = await self._client.create_group(
            name, topic=self.topic.text.strip(), visibility=self.visibility.value
        )


class JoinDialog(FormSheet):
    """Accepted with `group` set to the group that was joined."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client, text: str = "") -> None:
        super().__init__(
            parent,
            theme,
            translate("JoinDialog", "Join a group"),
            translate("JoinDialog", "Join group"),
            "join",
        )
        self._client = client
        self.group: GroupId | None = None
        self.link = self.form.add_field(
            "group",
            Field(
                self.tr("Link or id"),
                hint=self.tr("An invite link starts with parlance://join/"),
                placeholder="parlance://join/…",
                object_name="joinLink",
            ),
        )
        self.link.input.setText(text)
        self.form.finish_layout()

    def send(self) -> Awaitable[object] | None:
        """Read the link and ask to join."""
        link = read_join(self.link.text)
        if link is None:
            words = self.tr("This is neither a link to a group nor a group's id.")
            raise Told(ErrorCode.BAD_REQUEST, words, field="group")
        if not same_server(link, self._client.server_url):
            host = link.host if link.port is None else f"{link.host}:{link.port}"
            words = self.tr("This link is for another server, {host}. Log in there to join.")
            raise Told(ErrorCode.BAD_REQUEST, words.format(host=host), field="group")
        return self._join(link)

    async def _join(self, link: JoinLink) -> None:
        if self._client.group(link.group) is None:
            try:
                await self._client.join_group(link.group, link.invite)
            except Refusal as refusal:
                raise _at_link(refusal) from None
        self.group = link.group


def _at_link(refusal: Refusal) -> Refusal:
    """Return the refusal in words that fit a link, at its field."""
    if refusal.code is ErrorCode.NO_SUCH_GROUP:
        message = translate(
            "JoinDialog", "This group does not exist, or the invite is no longer good."
        )
    elif refusal.code is ErrorCode.NOT_ALLOWED:
        message = translate(
            "JoinDialog", "You were removed from this group; ask there for a new invite."
        )
    else:
        message = refusal_words(refusal)
    return Told(refusal.code, message, field="group", retry_after=refusal.retry_after)
