"""The scalar types of the wire: ids, numbers and keys with the ranges that every message keeps."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

MAX_INTEGER: Final = 2**53 - 1
"""The largest integer every JSON reader keeps exactly."""

CommandId = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
"""Names a command until its one reply arrives; not in flight twice on a connection."""

Seq = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
"""An event's place in its group's log: 1, 2, 3 … without gaps."""

Position = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]
"""A place between events; 0 is before the first."""

Count = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]
"""How many there are."""

Limit = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
"""How many at most; of a page, the server cuts it to `limits.page`."""

Time = Annotated[int, Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)]
"""Milliseconds since 1970, UTC, by the server's clock; for display only."""

Key = Annotated[str, Meta(min_length=16, max_length=36)]
"""Made once per message by its client, time-ordered (UUIDv7); makes resending safe.

Of [0-9A-Za-z-], which the codec checks: as a `pattern` here it would double the time of decoding.
"""

UserId = str
"""Opaque and short: it travels in every event."""

GroupId = str
"""Opaque; a UUID, never guessable."""

Visibility = Literal["public", "private"]
"""Who finds a group: everybody, or its members alone."""

Role = Literal["owner", "admin", "member"]
"""What somebody is in a group."""

RANK: Final[dict[str, int]] = {"member": 1, "admin": 2, "owner": 3}
"""A role's rank; who is not in the group ranks 0."""
