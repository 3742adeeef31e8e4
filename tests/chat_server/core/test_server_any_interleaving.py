"""Any commands in any order, in batches that may fail: the log stays whole and says it all."""

from __future__ import annotations

from hypothesis import settings
from interleavings import AnyInterleaving

TestAnyInterleaving = AnyInterleaving.TestCase
TestAnyInterleaving.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
