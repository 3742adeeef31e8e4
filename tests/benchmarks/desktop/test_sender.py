"""Somebody who writes: into the groups in turn, and no more than asked."""

from __future__ import annotations

from log_server import LogServer, group, log_of
from scripted_server import Peer, scripted

from benchmarks.desktop.sender import write_messages
from protocol.commands import Send


class Listener(LogServer):
    """Welcomes with two groups and only listens."""

    async def __call__(self, peer: Peer) -> None:
        await peer.log_in(group(self.log, "a"), group(self.log, "b"))
        while True:
            self.asked.append(await peer.hear())


async def test_messages_go_to_the_groups_in_turn() -> None:
    server = Listener(log_of(0))
    async with scripted(server) as url:
        await write_messages(url, "token", ["a", "b"], 5, rate=1000)
    sent = [command for command in server.asked if isinstance(command, Send)]
    assert [command.group for command in sent] == ["a", "b", "a", "b", "a"]
    assert len({command.key for command in sent}) == 5
