"""Erasing the texts of deleted groups from disk, a little at a time.

Everything else of the log stays: a resent key still gets its first answer.
"""

from __future__ import annotations

from chat_server.storage.connection import Connection


def erase_closed(db: Connection, limit: int) -> int:
    """Erase the texts of up to `limit` events of closed groups; return how many were gone through.

    0 means that nothing is left to erase. Each call takes up where the last one stopped, also
    after a restart. The bytes are zeroed in the database file at its next checkpoint.
    """
    left = limit
    while left > 0:
        row = db.row(
            "SELECT id, erase_after, head FROM groups WHERE erase_after IS NOT NULL LIMIT 1"
        )
        if row is None:
            break
        group, after, head = row
        until = min(head, after + left)
        db.run(
            "UPDATE events SET text = NULL"
            " WHERE group_id = ? AND seq > ? AND seq <= ? AND text IS NOT NULL",
            (group, after, until),
        )
        db.run(
            "UPDATE groups SET erase_after = ? WHERE id = ?",
            (None if until == head else until, group),
        )
        left -= until - after
    return limit - left
