"""A bare relay with the `websockets` library on asyncio: it keeps nothing and checks nothing.

It prints its address, on a free port, once it listens, and speaks the wire as far as the load
generator needs it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, defaultdict
from typing import Any, Final

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

SUBPROTOCOL: Final = Subprotocol("parlance.v1")


class Relay:
    """Groups of connections; each message goes to all of its group at once."""

    def __init__(self) -> None:
        self._members: defaultdict[str, set[ServerConnection]] = defaultdict(set)
        self._heads: Counter[str] = Counter()

    async def attend(self, peer: ServerConnection) -> None:
        """Serve one connection until it ends."""
        group = ""
        try:
            await peer.send(_text({"type": "hello", "server": "websockets", "protocol": 1}))
            async for frame in peer:
                command = json.loads(frame)
                if command["type"] == "authenticate":
                    group = await self._enter(peer, command)
                elif command["type"] == "send":
                    await self._publish(peer, group, command)
        except ConnectionClosed:
            pass
        finally:
            self._members[group].discard(peer)

    async def _enter(self, peer: ServerConnection, command: dict[str, Any]) -> str:
        group = f"00000000-0000-7000-8000-{int(command['token'][1:8]):012d}"
        groups = [{"id": group, "head": self._heads[group]}]
        self._members[group].add(peer)
        await peer.send(
            _text({"type": "welcome", "id": command["id"], "groups": groups, "users": []})
        )
        return group

    async def _publish(self, peer: ServerConnection, group: str, command: dict[str, Any]) -> None:
        self._heads[group] += 1
        seq, at = self._heads[group], time.time_ns() // 1_000_000
        event = {
            "kind": "message",
            "key": command["key"],
            "n": seq,
            "text": command["text"],
            "seq": seq,
            "at": at,
            "by": str(id(peer) % 100_000),
        }
        frame = _text({"type": "events", "group": group, "events": [event], "head": seq})
        await self.deliver(self._members[group], frame, seq)
        answer = {"type": "sent", "id": command["id"], "group": group, "seq": seq, "at": at}
        await peer.send(_text(answer))

    async def deliver(self, members: set[ServerConnection], frame: str, _seq: int) -> None:
        """Send one event's frame to everybody."""
        broadcast(members, frame)


def _text(message: dict[str, Any]) -> str:
    return json.dumps(message, separators=(",", ":"))


async def main() -> None:
    """Listen until the process is ended."""
    async with serve(
        Relay().attend, "127.0.0.1", 0, subprotocols=[SUBPROTOCOL], compression=None, backlog=4096
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"listening on ws://127.0.0.1:{port}/ws", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
