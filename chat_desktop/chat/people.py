"""Who wrote what, as the canvas asks for it: names, quoted messages, sentences, rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct, field

from chat_desktop.chat import labels
from chat_desktop.chat.labels import translate
from chat_desktop.chat.row_layout import Quote
from chat_desktop.core.rows import Delivery, MessageRow, NoticeRow, Row
from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.preview import preview
from chat_desktop.markdown.tree import plain_text
from protocol.scalars import Seq, UserId
from protocol.views import User

NameOf = Callable[[UserId], User | None]
Allows = Callable[[MessageRow], bool]


SPOKEN: Final = 2000
"""Characters of a message that are read out; more would hold the reader up."""


def _yes(_row: MessageRow) -> bool:
    return True


def _spoken(row: MessageRow) -> str:
    if row.deleted or row.text is None:
        return translate("Chat", "Message deleted")
    return one_line(plain_text(parse(row.text[:SPOKEN])), SPOKEN)


class Rights(Struct, frozen=True):
    """What the user may do with a message now; each answers for one row."""

    reply: Allows = _yes
    react: Allows = _yes
    edit: Allows | None = None
    """None: one's own."""
    delete: Allows | None = None
    connected: Callable[[], bool] = lambda: True
    """Whether the server can be told of it now."""


class People(Struct):
    """The source of names and quoted messages. `row_of` finds a message of the window by seq."""

    name_of: NameOf
    me: UserId | None
    row_of: Callable[[Seq], MessageRow | None]
    quote_of: Callable[[Seq], MessageRow | None] | None = None
    rights: Rights = field(default_factory=Rights)

    def name(self, user: UserId) -> str:
        """Return a name that is safe to show; "…" until it is known."""
        known = self.name_of(user)
        if known is None:
            return "…"
        return one_line(known.display_name, 80) or one_line(known.username, 80)

    def quote(self, seq: Seq) -> Quote:
        """Return what a reply shows of the message it answers."""
        row = self.row_of(seq)
        if row is None and self.quote_of is not None:
            row = self.quote_of(seq)
        if row is None:
            return Quote(seq, None, translate("Chat", "Reply"), translate("Chat", "Loading…"))
        if row.deleted or row.text is None:
            text = translate("Chat", "Message deleted")
        else:
            text = preview(row.text)
        return Quote(seq, row.by, self.name(row.by), text)

    def sentence(self, row: Row) -> str:
        """Return the row as a screen reader says it: "Author, text, time"."""
        if isinstance(row, NoticeRow):
            event = row.event
            user = getattr(event, "user", event.by)
            return labels.notice_text(event, self.name(event.by), self.name(user))
        if not isinstance(row, MessageRow):
            return translate("Chat", "Some messages are not here yet")
        parts = [self.name(row.by), _spoken(row), labels.time_label(row.at)]
        if row.reply_to is not None and not row.deleted:
            answered = self.quote(row.reply_to)
            if answered.by is not None:
                words = translate("Chat", "in reply to {name}")
                parts.append(words.format(name=answered.name))
        if row.delivery is Delivery.SENDING:
            parts.append(translate("Chat", "sending"))
        elif row.delivery is Delivery.FAILED:
            parts.append(translate("Chat", "not sent"))
        if row.edited_at is not None:
            parts.append(translate("Chat", "edited"))
        parts += [f"{reaction.emoji} {reaction.count}" for reaction in row.reactions]
        return ", ".join(parts)

    def may_edit(self, row: MessageRow) -> bool:
        own = row.by == self.me
        return self._sent(row) and (own if self.rights.edit is None else self.rights.edit(row))

    def may_delete(self, row: MessageRow) -> bool:
        own = row.by == self.me
        return self._sent(row) and (own if self.rights.delete is None else self.rights.delete(row))

    def may_reply(self, row: MessageRow) -> bool:
        return self._sent(row) and self.rights.reply(row)

    def may_react(self, row: MessageRow) -> bool:
        return self._sent(row) and self.rights.react(row)

    def _sent(self, row: MessageRow) -> bool:
        return row.seq is not None and not row.deleted
