"""How long a peer's kernel has said nothing."""

from __future__ import annotations

import socket
import sys
import time

import pytest

from chat_server.gateway.liveness import silent_seconds


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_it_grows_in_silence_and_ends_with_a_word() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as peer,
    ):
        ours, _ = listening.accept()
        with ours:
            time.sleep(0.3)
            silent = silent_seconds(ours)
            assert silent >= 0.25
            peer.sendall(b"x")
            ours.recv(1)
            assert silent_seconds(ours) < silent


def test_of_what_is_no_connection_nothing_is_known() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert silent_seconds(ours) == 0.0
    assert silent_seconds(ours) == 0.0
