"""The keeper of promises: an edit, a reaction or a deletion that did not stay is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults.keeper import Keeper, _Promise
from faults.scenario import Broken, Context
from faults.victim import Victim


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    keeper = Keeper(Victim(Context(1, True, tmp_path)))
    keeper.promised[2] = _Promise("as it is", reacted=True)
    keeper.promised[3] = _Promise("")
    return keeper


def test_kept_promises_are_done_with(keeper: Keeper) -> None:
    keeper._check(2, "as it is", True)
    keeper._check(3, "", False)
    keeper._check(4, "never promised", False)
    assert not keeper.promised


def test_a_text_that_is_not_the_newest_is_found(keeper: Keeper) -> None:
    with pytest.raises(Broken, match="as it was"):
        keeper._check(2, "as it was", True)


def test_a_reaction_that_is_gone_is_found(keeper: Keeper) -> None:
    with pytest.raises(Broken, match="reaction"):
        keeper._check(2, "as it is", False)


def test_a_deletion_that_is_gone_is_found(keeper: Keeper) -> None:
    with pytest.raises(Broken, match="back again"):
        keeper._check(3, "back again", False)
