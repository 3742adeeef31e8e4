"""Commands: what all of them have in common, and the checks between their fields."""

from __future__ import annotations

import msgspec
import pytest
from strategies import COMMANDS

from protocol.commands import LOG_IN_COMMANDS, Command, GetProfile, History, Signal


def test_every_command_has_an_id_but_the_two_signals() -> None:
    signals = {kind.__struct_config__.tag for kind in COMMANDS if issubclass(kind, Signal)}
    assert signals == {"typing", "focus"}
    assert all(issubclass(kind, Command) for kind in COMMANDS if not issubclass(kind, Signal))


def test_no_two_commands_share_a_name() -> None:
    names = [kind.__struct_config__.tag for kind in COMMANDS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_commands_cannot_be_changed_and_say_what_answers_them(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    doc = kind.__doc__ or ""
    assert ("No reply." in doc) if issubclass(kind, Signal) else ("Reply: `" in doc)


def test_the_log_in_commands_are_those_that_welcome_answers() -> None:
    welcomed = {kind for kind in COMMANDS if "Reply: `welcome`" in (kind.__doc__ or "")}
    assert set(LOG_IN_COMMANDS) == welcomed


def test_fields_that_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="at most one"):
        History(id=1, group="g", before=1, at=0)
    with pytest.raises(ValueError, match="not both"):
        GetProfile(id=1, user="u", username="ada")
    assert History(id=1, group="g", before=0).before == 0
