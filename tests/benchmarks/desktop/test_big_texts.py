"""Texts for a cache that is searched: the same in every run, and as uneven as people's."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from benchmarks.desktop.big_texts import VOCABULARY, Writer


def test_texts_are_the_same_in_every_run_and_of_every_kind() -> None:
    one, again, other = (list(islice(Writer(seed).texts(), 600)) for seed in (1, 1, 2))
    assert one == again != other
    assert all(one)
    assert any("https://" in text for text in one)
    assert any("```" in text for text in one)
    assert any("一" <= letter <= "鿿" for text in one for letter in text)
    assert any("가" <= letter <= "힣" for text in one for letter in text)
    words = Counter(word for text in one for word in text.lower().split())
    assert words["the"] > 50
    assert sum(count == 1 for count in words.values()) > len(words) / 2


def test_no_word_twice() -> None:
    words = Writer().words
    assert len(set(words)) == len(words) == VOCABULARY
