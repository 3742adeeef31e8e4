"""Who is connected at all: one entry per open socket, capped per address."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterator
from itertools import count

import structlog

from chat_server.gateway.connection import Connection, Socket, Surroundings
from protocol.errors import CloseCode

log = structlog.get_logger("lobby")


class Lobby:
    """Makes the connections and knows them all, logged in or not."""

    def __init__(self, around: Surroundings, most_per_address: int) -> None:
        self._around = around
        self._most_per_address = most_per_address
        self._ids = count(1)
        self._per_address: Counter[str] = Counter()
        self._connections: dict[int, Connection] = {}
        self._gone = self._leave  # bound once for all

    def __len__(self) -> int:
        return len(self._connections)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._connections.values()))

    def admit(self, socket: Socket, address: str) -> Connection | None:
        """Return the connection for a new socket, None where its address has too many."""
        network = network_of(address)
        if self._around.rates.enabled and self._per_address[network] >= self._most_per_address:
            return None
        self._per_address[network] += 1
        id = next(self._ids)
        connection = Connection(id, network, socket, self._around, self._gone)
        self._connections[id] = connection
        return connection

    def start_over(self) -> None:
        """End every connection as a restart would: nobody knows what its clients have missed."""
        log.warning("starting_over", connections=len(self))
        for connection in self:
            connection.end(CloseCode.RESTARTING, "starting over")

    def _leave(self, id: int, network: str) -> None:
        if self._connections.pop(id, None) is not None:
            self._per_address[network] -= 1
            if not self._per_address[network]:
                del self._per_address[network]


def network_of(address: str) -> str:
    """Return what stands for one household: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False).network_address)
