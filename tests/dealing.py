"""Deals the tests to xdist's workers, so that those which mostly wait begin first, one on each."""

from __future__ import annotations

import pytest


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Return the tests in the order in which that many workers are handed equal parts of them.

    What is marked `waits(seconds)` comes first, in hands of what shares one mark: each next hand
    goes to the worker that has waited least. The others keep their order, in which fixtures are
    shared; who is through with them steals from the ends of the others.
    """
    hands: dict[int, list[pytest.Item]] = {}
    seconds: dict[int, float] = {}
    others = []
    for item in items:
        if mark := item.get_closest_marker("waits"):
            hands.setdefault(id(mark), []).append(item)
            seconds[id(mark)] = mark.args[0]
        else:
            others.append(item)
    parts: list[list[pytest.Item]] = [[] for _ in range(workers)]
    waited = [0.0] * workers
    for mark_id in sorted(hands, key=lambda each: -seconds[each]):
        least = waited.index(min(waited))
        parts[least] += hands[mark_id]
        waited[least] += seconds[mark_id]
    left = len(items)
    for place, part in enumerate(parts):
        # As xdist's worksteal cuts.
        share = left // (workers - place)
        left -= share
        more = max(0, share - len(part))
        part += others[:more]
        del others[:more]
    return [item for part in parts for item in part]
