"""The first schema. Frozen: what changes later is a step of its own."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)


def up(migrator: Any, db: Database) -> None:
    """Make every table."""

    class Fact(Model):
        name = TextField(primary_key=True)
        value = TextField()

        class Meta:
            database = db
            table_name = "meta"
            without_rowid = True

    class User(Model):
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
            database = db
            table_name = "users"

    class Session(Model):
        token_hash = TextField(primary_key=True)
        user = ForeignKeyField(User)
        device = TextField()
        created = BigIntegerField()

        class Meta:
            database = db
            table_name = "sessions"
            without_rowid = True

    class Group(Model):
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
            database = db
            table_name = "groups"

    class Member(Model):
        group = ForeignKeyField(Group, index=False)
        user = ForeignKeyField(User)
        role = SmallIntegerField()
        joined = BigIntegerField()
        read = BigIntegerField()
        read_n = BigIntegerField()

        class Meta:
            database = db
            table_name = "members"
            primary_key = CompositeKey("group", "user")
            without_rowid = True

    class Removal(Model):
        group = ForeignKeyField(Group, index=False)
        user = ForeignKeyField(User, index=False)

        class Meta:
            database = db
            table_name = "removals"
            primary_key = CompositeKey("group", "user")
            without_rowid = True

    class Event(Model):
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
            database = db
            table_name = "events"
            primary_key = CompositeKey("group", "seq")

    class Amendment(Model):
        group = ForeignKeyField(Group, index=False)
        seq = BigIntegerField()
        event = BigIntegerField()
        edited_at = BigIntegerField(null=True)
        deleted = SmallIntegerField()

        class Meta:
            database = db
            table_name = "amendments"
            primary_key = CompositeKey("group", "seq")
            without_rowid = True

    class Reaction(Model):
        group = ForeignKeyField(Group, index=False)
        seq = BigIntegerField()
        emoji = TextField()
        user = ForeignKeyField(User, index=False)
        event = BigIntegerField()

        class Meta:
            database = db
            table_name = "reactions"
            primary_key = CompositeKey("group", "seq", "emoji", "user")
            without_rowid = True

    class Invite(Model):
        token_hash = TextField(primary_key=True)
        group = ForeignKeyField(Group, index=False)
        by = ForeignKeyField(User, column_name="by", index=False)
        created = BigIntegerField()
        expires = BigIntegerField(null=True)
        uses = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "invites"
            without_rowid = True

    Event.add_index(
        Event.index(
            Event.group,
            Event.by,
            Event.key,
            unique=True,
            name="events_by_key",
            where=SQL("key IS NOT NULL"),
        )
    )
    Group.add_index(
        Group.index(
            Group.folded,
            Group.uuid,
            name="groups_directory",
            where=SQL("public = 1 AND closed = 0"),
        )
    )
    Group.add_index(
        Group.index(Group.id, name="groups_to_erase", where=SQL("erase_after IS NOT NULL"))
    )
    Member.add_index(Member.index(Member.group, name="members_owner", where=SQL("role = 3")))
    db.create_tables(
        [Fact, User, Session, Group, Member, Removal, Event, Amendment, Reaction, Invite],
        safe=False,
    )
