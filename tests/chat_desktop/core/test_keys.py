"""Keys are UUIDs of version 7 that ascend."""

from __future__ import annotations

import random
import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.keys import KeySource


@given(st.lists(st.integers(0, 2**48 - 2), min_size=1), st.integers())
def test_keys_ascend_whatever_the_clock_does(times: list[int], seed: int) -> None:
    clock = iter(times)
    source = KeySource(lambda: next(clock), random.Random(seed).getrandbits)
    keys = [source.next() for _ in times]
    assert keys == sorted(set(keys))
    assert all(re.fullmatch(r"[0-9A-Za-z-]{16,36}", key) for key in keys)
    assert {(UUID(key).version, UUID(key).variant) for key in keys} == {
        (7, "specified in RFC 4122")
    }


def test_a_key_begins_with_its_time() -> None:
    source = KeySource(lambda: 0x0123456789AB, lambda bits: 0)
    assert source.next() == "01234567-89ab-7000-8000-000000000000"
