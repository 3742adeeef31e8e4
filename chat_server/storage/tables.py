"""The tables as they are now, as Peewee models: what the migrations must add up to.

Times are milliseconds since 1970; flags are 0 or 1, so that partial indexes read alike on every
engine. A plain message is one row of `events` and its entries in two indexes, nothing else. The
rows lie in the order in which they came, whatever their group: a batch for many groups then fills
few pages, where a table that was itself the index would touch one for each group. The index of keys
has the key first for the same reason: a key begins with the time at which it was made.
"""

from __future__ import annotations

from typing import Final

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)


class Fact(Model):
    """What is true of the whole database: its `epoch`."""

    name = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "meta"
        without_rowid = True


class User(Model):
    """An account. `folded_email` is NULL for none; `search` is all that an admin's query finds."""

    id = IntegerField(primary_key=True)
    username = TextField()
    folded = TextField(unique=True)
    password = TextField()
    created = BigIntegerField()
    display_name = TextField()
    email = TextField()
    folded_email = TextField(unique=True, null=True)
    country = TextField()
    about = TextField()
    active = SmallIntegerField()
    superuser = SmallIntegerField()
    last_seen = BigIntegerField(null=True)
    search = TextField()

    class Meta:
        table_name = "users"


class Session(Model):
    """A device that is logged in, by the hash of its token."""

    token_hash = TextField(primary_key=True)
    user = ForeignKeyField(User)
    device = TextField()
    created = BigIntegerField()

    class Meta:
        table_name = "sessions"
        without_rowid = True


class Group(Model):
    """A group as its log has made it.

    `last` is the seq of the newest message, `members` their number. `erase_after` is set while
    texts of a closed group are still to be erased: those beyond that seq.
    """

    id = AutoField()
    uuid = TextField(unique=True)
    name = TextField()
    folded = TextField()
    topic = TextField()
    public = SmallIntegerField()
    created = BigIntegerField()
    closed = SmallIntegerField()
    head = BigIntegerField()
    n = BigIntegerField()
    last = BigIntegerField(null=True)
    members = IntegerField()
    erase_after = BigIntegerField(null=True)

    class Meta:
        table_name = "groups"


class Member(Model):
    """One member of a group; `role` is its rank, `joined` the seq of the event."""

    group = ForeignKeyField(Group, index=False)
    user = ForeignKeyField(User)
    role = SmallIntegerField()
    joined = BigIntegerField()
    read = BigIntegerField()
    read_n = BigIntegerField()

    class Meta:
        table_name = "members"
        primary_key = CompositeKey("group", "user")
        without_rowid = True


class Removal(Model):
    """Somebody who was removed and comes back only by invite or by being added."""

    group = ForeignKeyField(Group, index=False)
    user = ForeignKeyField(User, index=False)

    class Meta:
        table_name = "removals"
        primary_key = CompositeKey("group", "user")
        without_rowid = True


class Event(Model):
    """One event of a group's log, which for a message is also the message.

    `kind` is a code of `event_rows`; `n` counts the messages up to and including this event.
    `user` is who joined, left or changed rank; `detail` an emoji, a role, or what changed as JSON.
    `text` is NULL where it is gone.
    """

    group = ForeignKeyField(Group, index=False)
    seq = BigIntegerField()
    at = BigIntegerField()
    by = ForeignKeyField(User, column_name="by", index=False)
    kind = SmallIntegerField()
    n = BigIntegerField()
    key = TextField(null=True)
    reply_to = BigIntegerField(null=True)
    target = BigIntegerField(null=True)
    user = ForeignKeyField(User, null=True, index=False)
    detail = TextField(null=True)
    text = TextField(null=True)

    class Meta:
        table_name = "events"
        primary_key = CompositeKey("group", "seq")


class Amendment(Model):
    """A message that was edited or deleted; its present text is that of the event `event`."""

    group = ForeignKeyField(Group, index=False)
    seq = BigIntegerField()
    event = BigIntegerField()
    edited_at = BigIntegerField(null=True)
    deleted = SmallIntegerField()

    class Meta:
        table_name = "amendments"
        primary_key = CompositeKey("group", "seq")
        without_rowid = True


class Reaction(Model):
    """Somebody's emoji on a message; `event` is the seq that put it there and orders them."""

    group = ForeignKeyField(Group, index=False)
    seq = BigIntegerField()
    emoji = TextField()
    user = ForeignKeyField(User, index=False)
    event = BigIntegerField()

    class Meta:
        table_name = "reactions"
        primary_key = CompositeKey("group", "seq", "emoji", "user")
        without_rowid = True


class Invite(Model):
    """A way into a group, by the hash of its token."""

    token_hash = TextField(primary_key=True)
    group = ForeignKeyField(Group, index=False)
    by = ForeignKeyField(User, column_name="by", index=False)
    created = BigIntegerField()
    expires = BigIntegerField(null=True)
    uses = BigIntegerField(null=True)

    class Meta:
        table_name = "invites"
        without_rowid = True


Event.add_index(
    Event.index(
        Event.key,
        Event.group,
        Event.by,
        unique=True,
        name="events_by_key",
        where=SQL("key IS NOT NULL"),
    )
)
Group.add_index(
    Group.index(
        Group.folded, Group.uuid, name="groups_directory", where=SQL("public = 1 AND closed = 0")
    )
)
Group.add_index(Group.index(Group.id, name="groups_to_erase", where=SQL("erase_after IS NOT NULL")))
Member.add_index(Member.index(Member.group, name="members_owner", where=SQL("role = 3")))

TABLES: Final[tuple[type[Model], ...]] = (
    Fact,
    User,
    Session,
    Group,
    Member,
    Removal,
    Event,
    Amendment,
    Reaction,
    Invite,
)


def columns(table: type[Model]) -> tuple[str, ...]:
    """Return the table's columns in the order in which they are declared."""
    return tuple(field.column_name for field in table._meta.sorted_fields)
