"""Events: the kinds of WIRE's log and what is absent from them on the wire."""

from __future__ import annotations

import msgspec
import pytest
from strategies import EVENTS

from protocol.events import EVENT_KINDS, Changed, Edited, Message, Unknown


def test_the_kinds_of_the_contract() -> None:
    assert set(EVENT_KINDS) == {
        *("message", "edited", "deleted", "reacted", "unreacted", "joined", "left", "removed"),
        *("role", "changed", "closed"),
    }
    assert set(EVENTS) == {*EVENT_KINDS.values(), Unknown}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_is_placed_and_final(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.tag_field == "kind"
    required = {field.name for field in msgspec.structs.fields(kind) if field.required}
    assert required >= {"seq", "at", "by"}


def test_a_text_that_went_is_absent_and_marked() -> None:
    gone = Message(seq=4, at=1, by="u", key="k" * 16, n=2, gone=True)
    assert msgspec.json.decode(msgspec.json.encode(gone)) == {
        "kind": "message",
        "seq": 4,
        "at": 1,
        "by": "u",
        "key": "k" * 16,
        "n": 2,
        "gone": True,
    }
    edited = Edited(seq=5, at=1, by="u", target=4, text="new")
    assert "gone" not in msgspec.json.decode(msgspec.json.encode(edited))


def test_a_cleared_topic_is_a_change_and_not_an_absence() -> None:
    fields = msgspec.json.decode(msgspec.json.encode(Changed(seq=1, at=1, by="u", topic="")))
    assert fields["topic"] == ""
    assert "name" not in fields
