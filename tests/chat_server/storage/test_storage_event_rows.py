"""Every event comes back from its row as it went in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import events

from chat_server.storage.event_rows import event_row, read_event
from chat_server.storage.tables import Event as EventTable
from chat_server.storage.tables import columns
from protocol.events import Edited, Event, Message, Unknown

user_ids = st.sampled_from(["1", "z", "10", "zzzz"])


def read_back(event: Event, *, gone: bool = False) -> Event:
    row = event_row(5, event, 3, gone=gone)
    assert len(row) == len(columns(EventTable))
    assert (row[0], row[5]) == (5, 3 if not isinstance(event, Message) else row[5])
    return read_event(row[1:])


def stored(event: Any, data: st.DataObject) -> Event | None:
    """Return the event as a server would have made it, None for one that it makes never."""
    if isinstance(event, Unknown):
        return None
    fields = {"by": data.draw(user_ids)}
    if hasattr(event, "user"):
        fields["user"] = data.draw(user_ids)
    event = msgspec.structs.replace(event, **fields)
    if isinstance(event, Message | Edited):
        gone = event.text is None
        event = msgspec.structs.replace(event, gone=gone)
    if isinstance(event, Message):
        event = msgspec.structs.replace(event, n=3)
    return event  # type: ignore[no-any-return]


@given(events, st.data())
def test_an_event_survives_its_row(made: Event, data: st.DataObject) -> None:
    event = stored(made, data)
    if event is not None:
        assert read_back(event) == event


@given(events, st.data())
def test_a_text_that_is_withheld_is_gone(made: Event, data: st.DataObject) -> None:
    event = stored(made, data)
    if isinstance(event, Message | Edited):
        gone = msgspec.structs.replace(event, text=None, gone=True)
        assert read_back(event, gone=True) == gone


def test_an_event_of_no_known_kind_is_a_bug() -> None:
    with pytest.raises(TypeError):
        event_row(1, Unknown(seq=1, at=1, by="1"), 0)
    with pytest.raises(ValueError):
        read_event((1, 1, 1, 99, 0, None, None, None, None, None, None))
