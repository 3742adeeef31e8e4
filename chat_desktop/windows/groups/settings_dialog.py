"""A group's settings by rank: its name and topic, invites, leaving and deleting it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.translations.said import Told
from chat_desktop.windows.groups.create_dialog import VisibilityChoice
from chat_desktop.windows.parts.controls import (
    ElidedLabel,
    Field,
    IconButton,
    button,
    label,
    line,
)
from chat_desktop.windows.parts.links import link_to
from chat_desktop.windows.parts.sheet import FormSheet
from chat_desktop.windows.parts.times import full_time
from chat_desktop.windows.settings.levels import level_words
from chat_desktop.windows.settings.rows import choice
from protocol import rules
from protocol.errors import ErrorCode
from protocol.replies import Invite
from protocol.scalars import RANK

translate = QCoreApplication.translate

HOUR_MS = 3_600_000
Milliseconds = Callable[[], int]


def wall_clock() -> int:
    """Return the time in milliseconds since 1970."""
    return int(time.time() * 1000)


class InviteSection(QWidget):
    """Makes invites, and lists those made on this device: of others the server tells nothing."""

    failed = Signal(str)
    resized = Signal()

    def __init__(
        self,
        theme: Theme,
        client: Client,
        group: GroupRow,
        spawn: Callable[[Awaitable[object]], object],
        now: Milliseconds = wall_clock,
    ) -> None:
        super().__init__()
        self._theme, self._client, self._group = theme, client, group
        self._spawn, self._now = spawn, now
        self.expires = QComboBox()
        self.expires.setObjectName("inviteExpires")
        self.expires.setAccessibleName(self.tr("The link is good for"))
        for words, hours in (
            (self.tr("For a day"), 24),
            (self.tr("For a week"), 24 * 7),
            (self.tr("For ever"), 0),
        ):
            self.expires.addItem(words, hours)
        self.expires.setCurrentIndex(1)
        self.uses = QComboBox()
        self.uses.setObjectName("inviteUses")
        self.uses.setAccessibleName(self.tr("How many people may use the link"))
        for words, uses in (
            (self.tr("For anyone"), 0),
            (self.tr("One person"), 1),
            (self.tr("10 people"), 10),
        ):
            self.uses.addItem(words, uses)
        self.make = button(self.tr("Create link"))
        self.make.setObjectName("createInvite")
        self.make.clicked.connect(lambda: self._spawn(self._create()))
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.expires, 1)
        choices.addWidget(self.uses, 1)
        choices.addWidget(self.make)
        self._note = label(
            self.tr("Links made on other devices still work, but are not listed here."),
            pixels=Size.TINY,
            tone="faint",
            wrap=True,
        )
        self._note.setObjectName("invitesNote")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Invite links"), pixels=Size.SMALL, bold=True))
        column.addLayout(choices)
        column.addLayout(self._rows)
        column.addWidget(self._note)
        self._list()

    async def _create(self) -> None:
        hours, uses = self.expires.currentData(), self.uses.currentData()
        had_keyboard = self.window().focusWidget() is self.make
        self.make.setEnabled(False)
        try:
            invite = await self._client.create_invite(
                self._group.id,
                expires=self._now() + hours * HOUR_MS if hours else None,
                uses=uses or None,
            )
        finally:
            self.make.setEnabled(True)
            if had_keyboard:
                # A button that is disabled hands the keyboard on.
                self.make.setFocus()
        self._copy(invite)
        self._list()

    async def _revoke(self, invite: Invite) -> None:
        await self._client.revoke_invite(self._group.id, invite.token)
        self._list()

    def _link(self, invite: Invite) -> str:
        return link_to(self._client.server_url, self._group.id, invite.token)

    def _copy(self, invite: Invite) -> None:
        QApplication.clipboard().setText(self._link(invite))

    def _list(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        invites = self._client.invites(self._group.id)
        for invite in invites:
            self._rows.addWidget(self._row(invite))
        self._note.setVisible(bool(invites))
        self.resized.emit()

    def _row(self, invite: Invite) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(1)
        link = ElidedLabel(self._link(invite))
        link.setObjectName("inviteLink")
        parts = []
        if invite.expires is not None:
            parts.append(self.tr("until {time}").format(time=full_time(invite.expires)))
        if invite.uses is not None:
            parts.append(self.tr("for %n person(s)", "", invite.uses))
        note = "  ·  ".join(parts) or self.tr("for anyone, for ever")
        words.addWidget(link)
        words.addWidget(label(note, pixels=Size.TINY, tone="faint"))
        copy = IconButton(self._theme, "copy", self.tr("Copy the link"), size=16, box=32)
        copy.setObjectName("copyInvite")
        copy.clicked.connect(lambda: self._copy(invite))
        revoke = IconButton(
            self._theme, "trash", self.tr("Revoke the link"), size=16, box=32, tone="danger_text"
        )
        revoke.setObjectName("revokeInvite")
        revoke.clicked.connect(lambda: self._spawn(self._revoke(invite)))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addLayout(words, 1)
        row.addWidget(copy)
        row.addWidget(revoke)
        return made


class GroupSettingsDialog(FormSheet):
    """What a member sees of a group, and what an admin or the owner may change."""

    leave_wanted = Signal()
    delete_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        client: Client,
        group: GroupRow,
    ) -> None:
        super().__init__(
            parent, theme, group.name, translate("GroupSettingsDialog", "Save"), "groupSettings"
        )
        self._client, self._group = client, group
        rank = RANK.get(group.role or "", 0)
        may_change = rank >= RANK["admin"]
        self.name = self.form.add_field("name", Field(self.tr("Name"), object_name="settingsName"))
        self.name.input.setText(group.name)
        self.topic = self.form.add_field(
            "topic", Field(self.tr("Topic"), object_name="settingsTopic")
        )
        self.topic.input.setText(group.topic)
        self.visibility = VisibilityChoice(group.visibility)
        if may_change:
            self.form.column.addWidget(self.visibility)
            self.form.finish_layout()
            self.body.addWidget(line())
            section = InviteSection(theme, client, group, self._do)
            section.setObjectName("invites")
            # What was added is shown in the next turn only, and counts from then on.
            section.resized.connect(self.refit, Qt.ConnectionType.QueuedConnection)
            self.body.addWidget(section)
        else:
            self._show_only()
        self.body.addWidget(line())
        self.body.addLayout(self._attention())
        self.body.addWidget(line())
        self.body.addLayout(self._foot(rank))

    def first_focus(self) -> QWidget:
        """Return the name, or, where it can only be read, what can be chosen."""
        return self.level if self.name.input.isReadOnly() else self.name.input

    def _attention(self) -> QHBoxLayout:
        """Return the choice of what is told about the group; it takes effect at once."""
        words = self.tr("Notifications")
        options: list[tuple[str, object]] = [(level_words(level), level) for level in Level]
        self.level = choice("groupLevel", words, options, self._group.level)
        self.level.currentIndexChanged.connect(self._choose_level)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(words, pixels=Size.SMALL, bold=True), 1)
        row.addWidget(self.level)
        return row

    def _choose_level(self) -> None:
        self._client.set_attention(self._group.id, Level(self.level.currentData()))

    def _show_only(self) -> None:
        self.name.input.setReadOnly(True)
        self.topic.input.setReadOnly(True)
        public = self._group.visibility == "public"
        words = (
            self.tr("Everybody on this server can find and join this group.")
            if public
            else self.tr("Only those who are added or have an invite link can join.")
        )
        self.form.column.addWidget(label(words, tone="soft", wrap=True))
        self.form.column.addWidget(self.form.problem)
        self.form.submit.hide()

    def _foot(self, rank: int) -> QHBoxLayout:
        copy = button(self.tr("Copy link"))
        copy.setObjectName("copyGroupLink")
        copy.clicked.connect(self._copy)
        leave = button(self.tr("Leave group…"), kind="danger-quiet")
        leave.setObjectName("leaveGroup")
        leave.clicked.connect(self.leave_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(copy)
        foot.addStretch()
        foot.addWidget(leave)
        if rank >= RANK["owner"]:
            delete = button(self.tr("Delete group…"), kind="danger-quiet")
            delete.setObjectName("deleteGroup")
            delete.clicked.connect(self.delete_wanted)
            foot.addWidget(delete)
        return foot

    def _copy(self) -> None:
        QApplication.clipboard().setText(link_to(self._client.server_url, self._group.id))

    def _do(self, work: Awaitable[object]) -> None:
        async def wait() -> None:
            await work

        self.form.clear_problems()
        self.tasks.spawn(wait())

    def send(self) -> Awaitable[object] | None:
        """Save what is different, if anything is."""
        limits = self._client.limits
        name = rules.group_name(self.name.text, limits)
        topic = self.topic.text.strip()
        if len(topic) > limits.topic_chars:
            words = self.tr("A topic has at most %n character(s).", "", limits.topic_chars)
            raise Told(ErrorCode.TOO_LONG, words, field="topic")
        visibility = self.visibility.value
        same = self._group
        if (name, topic, visibility) == (same.name, same.topic, same.visibility):
            self.accept()
            return None
        return self._client.update_group(
            self._group.id,
            name=name if name != same.name else None,
            topic=topic if topic != same.topic else None,
            visibility=visibility if visibility != same.visibility else None,
        )
