"""Trouble of the storage: nobody's bug; a code for clients, plain words for the operator."""

from __future__ import annotations

from typing import Final

from protocol.errors import ErrorCode, Refusal

LOCKED_RETRY: Final = 1.0
"""Seconds after which a command refused with `busy` may be tried again."""

UNWRITABLE_RETRY: Final = 2.0
"""Seconds after which a command refused with `storage_full` may be tried again."""


class StorageTrouble(Refusal):
    """What the store refuses a whole batch with; nothing of the batch is kept.

    `reason` says in plain words what is wrong, for the operator. `busy` may pass any moment,
    `storage_full` means that writing has no prospect until something outside has changed.
    `unknown` says that the commit was sent and no answer came: then, and only then, the batch may
    have been kept after all, which whoever resends by key is told truthfully.
    """

    def __init__(self, code: ErrorCode, reason: str, *, unknown: bool = False) -> None:
        retry_after = LOCKED_RETRY if code is ErrorCode.BUSY else UNWRITABLE_RETRY
        super().__init__(code, retry_after=retry_after)
        self.reason = reason
        self.unknown = unknown
