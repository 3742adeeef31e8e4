"""Writing in the pane: sending, drafts that outlive a crash, answers, changes, who can be named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import Client, Offline
from chat_desktop.core.rows import MessageRow
from chat_desktop.markdown.preview import preview
from chat_desktop.translations.said import plain_words
from chat_desktop.windows.pane.completion import Person
from chat_desktop.windows.pane.composer import Composer
from chat_desktop.windows.pane.purpose import Answering, Editing, Purpose
from chat_desktop.windows.pane.reader import Reader
from chat_desktop.windows.pane.writing import Writing, Writings
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal
from protocol.scalars import GroupId, Seq

DRAFT_EVERY_MS: Final = 500
"""A draft goes to the cache so often while it is written, not only after a pause."""


class Writer(QObject):
    """Joins one composer to the client, for one group at a time."""

    said = Signal(str)
    sent = Signal()

    def __init__(self, client: Client, view: ChatView, reader: Reader, tasks: Tasks) -> None:
        super().__init__()
        self._client, self._view, self._reader, self._tasks = client, view, reader, tasks
        self._group: GroupId | None = None
        self._writings = Writings()
        self._saving: dict[GroupId, tuple[Seq, str]] = {}
        self._composer: Composer
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(DRAFT_EVERY_MS)
        self._due.timeout.connect(self.keep_draft)

    def use(self, composer: Composer) -> None:
        """Write with this composer."""
        self._composer = composer
        composer.sent.connect(self._send)
        composer.written.connect(self._written)
        composer.turned.connect(self._keep_soon)
        composer.edit_last.connect(self._edit_last)
        self._view.replyRequested.connect(self._answer)
        self._view.editRequested.connect(self._edit)
        self._reader.shown.connect(self.know_purpose)

    def open(self, group: GroupId) -> None:
        """Go on with what is being written in a group."""
        self.keep_draft()
        self._group = group
        self._composer.set_limit(self._client.limits.text_chars)
        self._composer.show_writing(self._writing(group))
        self.know_purpose()

    def close(self) -> None:
        """The group is gone, and its draft with it."""
        self._due.stop()
        if self._group is not None:
            self._writings.forget(self._group)
        self._group = None
        self._composer.begin("")

    def keep_draft(self) -> None:
        """Give the draft to the cache, if it is another than before."""
        self._due.stop()
        if self._group is not None:
            self._keep(self._group)

    def _keep(self, group: GroupId) -> None:
        row = self._client.group(group)
        if row is None:
            return
        writing = self._writing(group)
        written = writing.draft, writing.answered, writing.change or self._saving.get(group)
        if written != (row.draft, row.draft_reply, row.draft_edit):
            self._client.set_draft(group, *written)

    def know_purpose(self) -> None:
        """Show the message that a kept draft answers or changes, once it is here."""
        if self._group is None or self._reader.group != self._group:
            return
        writing = self._writing(self._group)
        answering, editing = writing.answering, writing.editing
        if (
            answering is not None
            and not answering.name
            and (what := self._answering(answering.seq))
        ):
            self._composer.tell_answered(what)
        if editing is not None and not editing.text and (row := self._reader.message(editing.seq)):
            self._composer.tell_edited(Editing(editing.seq, row.text or ""))

    @property
    def knows_members(self) -> bool:
        """Whether all members of the group are known here: online, and not of a huge group."""
        group = self._group
        return (
            group is not None
            and self._client.members(group) is not None
            and not self._client.more_members(group)
        )

    def people(self) -> Sequence[Person]:
        """Return who can be mentioned: those who spoke last first, then those who are there."""
        me = self._client.me
        ids = dict.fromkeys(row.by for row in reversed(self._reader.rows()))
        known = [user for id in ids if (user := self._client.user(id)) is not None]
        members = self._client.members(self._group) if self._group else None
        others = sorted(members or (), key=lambda member: not member.online)
        if self.knows_members:
            # Who has left is not called any more.
            here = {member.user.id for member in members or ()}
            known = [user for user in known if user.id in here]
        every = {user.id: user for user in (*known, *(member.user for member in others))}
        return [
            Person(user.id, user.username, user.display_name)
            for user in every.values()
            if me is None or user.id != me.id
        ]

    # --- inside

    def _writing(self, group: GroupId) -> Writing:
        """Return what is being written in a group: as it was left, else as it is kept."""
        row = self._client.group(group)
        if row is None:
            return self._writings.of(group, "")
        answering = Answering(row.draft_reply) if row.draft_reply is not None else None
        return self._writings.of(group, row.draft, answering, row.draft_edit)

    def _keep_soon(self) -> None:
        if self._group is not None and not self._due.isActive():
            self._due.start()

    def _answering(self, seq: Seq) -> Answering | None:
        row = self._reader.message(seq)
        if row is None:
            return None
        return Answering(seq, self._view.people.name(row.by), preview(row.text or ""))

    def _send(self, texts: Sequence[str], purpose: Purpose) -> None:
        if self._group is None:
            return
        if isinstance(purpose, Editing):
            self._composer.done()
            if texts[0] != purpose.text:
                self._tasks.spawn(self._change(self._group, purpose, texts[0]))
            return
        reply_to = purpose.seq if purpose else None
        for place, text in enumerate(texts):
            try:
                self._client.send(self._group, text, reply_to)
            except Refusal as refusal:
                self._keep_rest(texts[place:], whole=place == 0)
                self.said.emit(plain_words(refusal))
                return
            reply_to = None
        self._composer.done()
        self._due.stop()
        self._client.set_draft(self._group, "")
        self.sent.emit()

    async def _change(self, group: GroupId, what: Editing, text: str) -> None:
        # Until the server has it, it is kept as if it were still being written.
        self._saving[group] = saving = what.seq, text
        try:
            await self._client.edit(group, what.seq, text)
        except (Refusal, Offline):
            # What was written is not lost: it is in the composer again, unless that is in use.
            writing = self._writing(group)
            if writing.editing is None and self._client.group(group) is not None:
                writing.edit_again(what, text)
                if group == self._group:
                    self._composer.show_writing(writing)
            self._saved(group, saving)
            raise
        self._saved(group, saving)

    def _saved(self, group: GroupId, change: tuple[Seq, str]) -> None:
        """The server has a change, or it is being written on."""
        if self._saving.get(group) == change:
            del self._saving[group]
        self._keep(group)

    def _keep_rest(self, texts: Sequence[str], *, whole: bool) -> None:
        """Leave in the composer what could not be sent."""
        if not whole:
            field = self._composer.input
            field.replace(0, len(field.text), "\n\n".join(texts))

    def _written(self) -> None:
        if self._group is None:
            return
        self._keep_soon()
        if self._composer.input.text.strip():
            self._client.typing(self._group)

    def _answer(self, seq: Seq) -> None:
        if (what := self._answering(seq)) is not None:
            self._composer.answer(what)

    def _edit(self, seq: Seq) -> None:
        if (row := self._reader.message(seq)) is not None and row.text is not None:
            self._composer.edit(Editing(seq, row.text))

    def _edit_last(self) -> None:
        me = self._client.me
        for row in reversed(self._reader.rows()):
            if me is not None and row.by == me.id and _can_change(row):
                self._edit(row.seq or 0)
                return


def _can_change(row: MessageRow) -> bool:
    return row.seq is not None and not row.deleted and row.text is not None
