"""The ranges of ids, numbers and keys, at their edges."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from protocol.scalars import (
    MAX_INTEGER,
    RANK,
    CommandId,
    Count,
    Key,
    Limit,
    Position,
    Role,
    Seq,
    Time,
)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (CommandId, 1, MAX_INTEGER),
        (Seq, 1, MAX_INTEGER),
        (Position, 0, MAX_INTEGER),
        (Count, 0, MAX_INTEGER),
        (Limit, 1, MAX_INTEGER),
        (Time, -MAX_INTEGER, MAX_INTEGER),
    ],
)
def test_numbers_keep_their_range(kind: Any, least: int, most: int) -> None:
    for number in (least, most):
        assert msgspec.json.decode(str(number).encode(), type=kind) == number
    for number in (least - 1, most + 1):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(str(number).encode(), type=kind)


def test_the_largest_integer_is_one_that_every_json_reader_keeps() -> None:
    assert float(MAX_INTEGER) == MAX_INTEGER
    assert float(MAX_INTEGER + 2) != MAX_INTEGER + 2


@pytest.mark.parametrize("key", ["0" * 16, "z" * 36, "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"])
def test_keys(key: str) -> None:
    assert msgspec.json.decode(msgspec.json.encode(key), type=Key) == key


@pytest.mark.parametrize("key", ["", "0" * 15, "0" * 37])
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(key), type=Key)


def test_every_role_has_a_rank_above_nobody_s() -> None:
    assert list(RANK) == sorted(RANK, key=RANK.__getitem__)
    assert set(RANK) == set(get_args(Role))
    assert min(RANK.values()) > 0
