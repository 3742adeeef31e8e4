"""What a batch changes, as a whole."""

from __future__ import annotations

import pytest

from chat_server.core.model import Changes, InviteRecord, SessionRecord, UserRecord
from protocol.events import Closed


@pytest.mark.parametrize(
    "changes",
    [
        Changes(users={"1": UserRecord("1", "ada", "ada", "", 1)}),
        Changes(sessions=[SessionRecord("hash", "1", "", 1)]),
        Changes(revoked=["hash"]),
        Changes(events=[("g", Closed(seq=1, at=1, by="1"))]),
        Changes(members={("g", "1"): None}),
        Changes(removals={("g", "1"): False}),
        Changes(reactions={("g", 1, "!", "1"): False}),
        Changes(invites={"hash": InviteRecord("hash", "g", "1", 1)}),
    ],
)
def test_any_one_change_is_something_to_write(changes: Changes) -> None:
    assert changes
    assert not Changes()
