"""Pages of a group's whole timeline: none missing, none twice."""

from __future__ import annotations

from benchmarks.desktop.crowds import Crowd, group_id
from benchmarks.desktop.full_cache import PAGE, pages


def test_pages_hold_members_and_messages_once_each() -> None:
    crowd = Crowd(0, group_id(0), ("1", "2", "3"), PAGE + 10)
    found = list(pages(crowd))
    seqs = [stamped.item.seq for page in found for stamped in page.items]
    assert seqs == list(range(1, crowd.head + 1))
    assert [(page.lo, page.hi) for page in found] == [(1, PAGE), (PAGE + 1, crowd.head)]
    assert {stamped.as_of for page in found for stamped in page.items} == {crowd.head}
