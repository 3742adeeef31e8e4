"""When one can read: since when the pixels have been those of the end."""

from __future__ import annotations

import os

import pytest

from benchmarks.desktop.starting import Sample, alike, readable, tree


def pixels(*colours: int) -> bytes:
    return b"".join(colour.to_bytes(4, "little") for colour in colours)


BLANK = pixels(*[0] * 100)
TEXT = pixels(*[1] * 100)
NEARLY = pixels(*[1] * 98, 5, 5)


def test_readable_is_when_it_first_looked_as_in_the_end_and_stayed_so() -> None:
    samples = [Sample(0.1, BLANK), Sample(0.3, NEARLY), Sample(0.9, TEXT)]
    assert readable(samples) == 0.3
    flicker = [Sample(0.1, TEXT), Sample(0.2, BLANK), Sample(0.4, TEXT)]
    assert readable(flicker) == 0.4, "it was gone in between"
    assert readable([Sample(0.2, TEXT)]) == 0.2


@pytest.mark.parametrize(
    ("one", "other", "share"), [(TEXT, TEXT, 1.0), (TEXT, NEARLY, 0.98), (TEXT, b"", 0.0)]
)
def test_the_share_of_pixels_that_are_alike(one: bytes, other: bytes, share: float) -> None:
    assert alike(one, other) == share


def test_a_process_is_weighed_with_all_below_it() -> None:
    assert os.getpid() in tree(os.getpid())
