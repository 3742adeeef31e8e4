"""Which read of the reader answers which command."""

from __future__ import annotations

import msgspec

from chat_server.core.ports import Reader
from protocol.commands import (
    AdminGroups,
    AdminMessages,
    AdminUsers,
    CatchUp,
    Command,
    GetProfile,
    GetUsers,
    History,
    ListGroups,
    ListMembers,
)
from protocol.replies import Profile, Users
from protocol.scalars import UserId


def read(reader: Reader, user: UserId, command: Command) -> msgspec.Struct:
    """Return the reply to a command that reads; raises `Refusal` as WIRE.md says."""
    match command:
        case GetProfile():
            found = reader.profile(user, command.user, command.username)
            return Profile(id=command.id, user=found)
        case GetUsers():
            return Users(id=command.id, users=reader.users(command.ids))
        case ListGroups():
            return reader.list_groups(user, command)
        case ListMembers():
            return reader.members(user, command)
        case History():
            return reader.history(user, command)
        case CatchUp():
            return reader.catch_up(user, command)
        case AdminUsers():
            return reader.admin_users(user, command)
        case AdminGroups():
            return reader.admin_groups(user, command)
        case AdminMessages():
            return reader.admin_messages(user, command)
    raise TypeError(f"{type(command).__name__} does not read")
