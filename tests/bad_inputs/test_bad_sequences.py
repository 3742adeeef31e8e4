"""Commands at random, right and wrong, in every phase, about what belongs to others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from bad_inputs.conftest import profile
from bad_inputs.schema import frames, resolve
from bad_inputs.village import KNOWN, Village, answers, stored
from hypothesis import given
from hypothesis import strategies as st
from server_process import ServerProcess
from websockets.exceptions import ConnectionClosed
from wire.client import Client, Frame

from protocol.codec import decode_command
from protocol.commands import Signal
from protocol.errors import DecodeError, ErrorCode

STEPS = st.lists(st.tuples(st.integers(0, 3), frames(KNOWN)), max_size=15)
"""Who says what: a guest, one who has logged out, and two who are in."""


@pytest.fixture(scope="module")
def village(server: ServerProcess) -> Iterator[Village]:
    with ExitStack() as stack:
        yield Village(server, stack)


def is_silent(data: str) -> bool:
    """Say whether a frame is a signal, which gets no reply."""
    try:
        return isinstance(decode_command(data.encode()), Signal)
    except DecodeError:
        return False


def is_a_reply(frame: Frame) -> bool:
    return frame["type"] != "error" or frame["code"] in set(ErrorCode) - {ErrorCode.INTERNAL}


@profile()
@given(data=st.data())
def test_each_frame_gets_one_reply_in_any_order_and_phase(village: Village, data: Any) -> None:
    treasure = village.treasure()
    codes: set[int] = set()
    with ExitStack() as stack:
        clients = village.strangers(stack)
        world = village.world(*clients[1:])
        for _ in range(3):
            asked: dict[int, list[str]] = {place: [] for place in range(4)}
            for id, (place, fields) in enumerate(data.draw(STEPS), start=1):
                asked[place].append(json.dumps({**resolve(fields, world), "id": id}))
            for place, sent in asked.items():
                with suppress(ConnectionClosed):
                    for one in sent:
                        clients[place].send_raw(one)
            for place, sent in asked.items():
                wanted = [json.loads(one)["id"] for one in sent if not is_silent(one)]
                try:
                    answered = answers(clients[place], wanted)
                except ConnectionClosed as closed:
                    # Logged out or with a new password elsewhere, by one of the same account.
                    codes.add(closed.rcvd.code if closed.rcvd is not None else 1006)
                    clients[place] = stack.enter_context(Client(village.server.url))
                    continue
                assert all(is_a_reply(frame) for frame in answered), (sent, answered)
                assert sorted(frame.get("id", 0) for frame in answered) == wanted, (sent, answered)
    assert codes <= {4401}
    assert village.treasure() == treasure


@profile()
@given(data=st.data())
def test_what_is_refused_changes_nothing(village: Village, data: Any) -> None:
    with ExitStack() as stack:
        clients = village.strangers(stack)
        before = stored(village.server)
        world = village.world(*clients[1:])
        for place, fields in data.draw(STEPS):
            asked = json.dumps({**resolve(fields, world), "id": 1})
            try:
                clients[place].send_raw(asked)
                answered = answers(clients[place], [] if is_silent(asked) else [1])
            except ConnectionClosed:
                clients[place] = stack.enter_context(Client(village.server.url))
                continue
            after = stored(village.server)
            if [frame["type"] for frame in answered] == ["error"]:
                assert after == before, (fields, answered)
            before = after
