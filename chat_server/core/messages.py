"""Messages: send, edit, delete, react, unreact."""

from __future__ import annotations

from typing import Final

from chat_server.core.access import membership, rank_of
from chat_server.core.model import Amendment, GroupState, MessageState
from chat_server.core.outcome import Actor, Outcome, Publish
from chat_server.core.unit import MessageKey, UnitOfWork
from protocol import rules
from protocol.commands import Delete, Edit, React, Send, Unreact
from protocol.errors import ErrorCode, Refusal
from protocol.events import Deleted, Edited, Message, Reacted, Unreacted
from protocol.replies import Done, Sent
from protocol.scalars import Seq, UserId

MAX_EMOJIS: Final = 50
"""Different emoji on one message: every reader of it gets them all."""


def send(unit: UnitOfWork, actor: Actor, command: Send) -> Outcome:
    """Say something, or find the message that this key made already.

    A known key answers before any refusal but that of who is not logged in. `reply_to` has to
    name a place in the log as it is now (else `no_such_message`), not necessarily a message that
    still stands: it may be deleted at any moment anyhow.
    """
    key = (command.group, actor.user, command.key)
    known = unit.keys.get(key)
    if known is None:
        try:
            return _say(unit, actor.user, command, key)
        except Refusal:
            known = unit.find_key(key)
            if known is None:
                raise
    return Outcome(Sent(id=command.id, group=command.group, seq=known[0], at=known[1]))


def _say(unit: UnitOfWork, user: UserId, command: Send, key: MessageKey) -> Outcome:
    """Put the message into the log; one that is refused leaves everything as it was."""
    id = command.group
    group, member = membership(unit, id, user)
    text = rules.text(command.text, unit.limits)
    if command.reply_to is not None and command.reply_to > group.head:
        raise Refusal(ErrorCode.NO_SUCH_MESSAGE, field="reply_to")
    now = unit.now
    seq = group.head + 1
    n = group.n + 1
    event = Message(
        seq=seq, at=now, by=user, key=command.key, n=n, text=text, reply_to=command.reply_to
    )
    published = unit.append_message(group, event, user, member)
    unit.keys[key] = (seq, now)
    return Outcome(Sent(id=command.id, group=id, seq=seq, at=now), (published,))


def edit(unit: UnitOfWork, actor: Actor, command: Edit) -> Outcome:
    """Change the text of one's own message."""
    group, _ = membership(unit, command.group, actor.user)
    message = _standing(unit, group, command.seq)
    if message.by != actor.user:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    text = rules.text(command.text, unit.limits)
    if text == message.text:
        return _done(command)
    seq = group.head + 1
    event = Edited(seq=seq, at=unit.now, by=actor.user, target=command.seq, text=text)
    unit.amend(group, command.seq, Amendment(text, edited_at=unit.now, deleted=False, event=seq))
    return _done(command, unit.append(group, event))


def delete(unit: UnitOfWork, actor: Actor, command: Delete) -> Outcome:
    """Take a message back: its author, or a rank above the author's."""
    group, _ = membership(unit, command.group, actor.user)
    message = _standing(unit, group, command.seq)
    outranks = rank_of(group, actor.user) > rank_of(group, message.by)
    if message.by != actor.user and not outranks:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    return _done(command, take_back(unit, group, command.seq, actor.user))


def take_back(unit: UnitOfWork, group: GroupState, target: Seq, by: UserId) -> Publish:
    """Delete the message at `target`, whoever may have decided it."""
    seq = group.head + 1
    unit.amend(group, target, Amendment(None, edited_at=None, deleted=True, event=seq))
    return unit.append(group, Deleted(seq=seq, at=unit.now, by=by, target=target))


def react(unit: UnitOfWork, actor: Actor, command: React) -> Outcome:
    """Put an emoji on a message; once it is there, again changes nothing.

    A message that has 50 different ones takes no other: `not_allowed`.
    """
    group, _ = membership(unit, command.group, actor.user)
    emoji = rules.emoji(command.emoji)
    _standing(unit, group, command.seq)
    if unit.has_reaction(group, command.seq, emoji, actor.user):
        return _done(command)
    if not unit.has_room_for(group, command.seq, emoji, MAX_EMOJIS):
        raise Refusal(
            ErrorCode.NOT_ALLOWED,
            f"A message has at most {MAX_EMOJIS} different reactions.",
            field="emoji",
        )
    unit.set_reaction(group, command.seq, emoji, actor.user, there=True)
    event = Reacted(seq=group.head + 1, at=unit.now, by=actor.user, target=command.seq, emoji=emoji)
    return _done(command, unit.append(group, event))


def unreact(unit: UnitOfWork, actor: Actor, command: Unreact) -> Outcome:
    """Take one's own emoji off a message; where there is none it changes nothing."""
    group, _ = membership(unit, command.group, actor.user)
    emoji = rules.emoji(command.emoji)
    _standing(unit, group, command.seq)
    if not unit.has_reaction(group, command.seq, emoji, actor.user):
        return _done(command)
    unit.set_reaction(group, command.seq, emoji, actor.user, there=False)
    event = Unreacted(
        seq=group.head + 1, at=unit.now, by=actor.user, target=command.seq, emoji=emoji
    )
    return _done(command, unit.append(group, event))


def _standing(unit: UnitOfWork, group: GroupState, seq: Seq) -> MessageState:
    """Return a message that is not deleted, or refuse with `no_such_message`."""
    message = unit.message(group, seq)
    if message is None or message.deleted:
        raise Refusal(ErrorCode.NO_SUCH_MESSAGE)
    return message


def _done(command: Edit | Delete | React | Unreact, *effects: Publish) -> Outcome:
    return Outcome(Done(id=command.id, group=command.group, seq=command.seq), effects)
