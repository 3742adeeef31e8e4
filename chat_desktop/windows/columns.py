"""Which columns of a workspace have room: all, without the members, or one at a time."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

WIDE: Final = 900
"""Below this width the members and what was found give their room to the chat."""

SINGLE: Final = 640
"""Below this width one column is shown at a time, with a way back."""


class Wishes(Struct, frozen=True):
    """What there is to show and what the user wants of it.

    `chat` says that a group is open, `at_list` that the user went back from it to the list,
    `groups` that the list has any, `called` that the members were asked for where they have no
    room of their own.
    """

    chat: bool
    groups: bool
    members: bool
    searching: bool
    at_list: bool = False
    called: bool = False


class Columns(Struct, frozen=True):
    """Which columns are shown; `single` is one at a time, with a way back."""

    sidebar: bool = False
    centre: bool = False
    members: bool = False
    search: bool = False
    single: bool = False


def columns(width: int, wishes: Wishes) -> Columns:
    """Return what is shown in a workspace of this width."""
    searching = wishes.chat and wishes.searching
    if width < SINGLE:
        return _one(wishes, searching)
    members = wishes.chat and not searching
    if width < WIDE:
        members = members and wishes.called
        return Columns(not searching and not members, True, members, searching)
    return Columns(True, True, members and (wishes.members or wishes.called), searching)


def _one(wishes: Wishes, searching: bool) -> Columns:
    if not wishes.chat:
        return Columns(sidebar=wishes.groups, centre=not wishes.groups, single=True)
    if wishes.at_list:
        return Columns(sidebar=True, single=True)
    if searching:
        return Columns(search=True, single=True)
    if wishes.called:
        return Columns(members=True, single=True)
    return Columns(centre=True, single=True)
