"""The invites made on this device: the server lists none, so that who made one has to keep it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from chat_desktop.storage.profile import write_private
from protocol.replies import Invite
from protocol.scalars import GroupId

_invites = msgspec.json.Decoder(list[Invite])


class Invites:
    """What is in the file of one account, read when it is first asked for.

    An invite lets whoever has it in: nobody but its user may read the file. One that cannot be
    read counts as empty; `add` and `drop` raise `OSError` where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: list[Invite] | None = None

    def of(self, group: GroupId, now: int) -> Sequence[Invite]:
        """Return the invites of a group, oldest first, without those that expired by `now` (ms)."""
        return [
            invite
            for invite in self._all()
            if invite.group == group and (invite.expires is None or invite.expires > now)
        ]

    def add(self, invite: Invite, now: int) -> None:
        """Keep one more; what expired by `now` goes."""
        alive = [i for i in self._all() if i.expires is None or i.expires > now]
        self._write([*alive, invite])

    def drop(self, group: GroupId, token: str) -> None:
        """Forget one."""
        self._write([i for i in self._all() if (i.group, i.token) != (group, token)])

    def forget(self) -> None:
        """Forget all of them."""
        self._kept = None
        self._path.unlink(missing_ok=True)

    def _all(self) -> list[Invite]:
        if self._kept is None:
            try:
                self._kept = _invites.decode(self._path.read_bytes())
            except (OSError, msgspec.MsgspecError):
                self._kept = []
        return self._kept

    def _write(self, invites: list[Invite]) -> None:
        self._kept = invites
        write_private(self._path, msgspec.json.encode(invites))
