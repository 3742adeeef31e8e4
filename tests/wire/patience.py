"""What takes tens of seconds to see, watched in threads beside each other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from wire.client import Client
from wire.raw_socket import CLOSE, PING, RawSocket
from wire.server import Server

PASSWORD = "correct horse"
LONGEST = 75.0

Wait = Callable[[str, str], Any]
"""What is done with a server's URL and a username; returns or raises what came of it."""


class Watch:
    """Starts every wait at once, on servers of its own; `result` gives what came of each."""

    def __init__(self, server: Server, slow: Server) -> None:
        """Of the two servers `slow` takes about two seconds for a hash."""
        self._urls: dict[Wait, str] = {slow_log_in: slow.url}
        self._server = server
        self._results: dict[str, Any] = {}
        self._threads = {}
        for name, wait in WAITS.items():
            thread = threading.Thread(target=self._run, args=(name, wait), daemon=True)
            self._threads[name] = thread
            thread.start()

    def result(self, name: str) -> Any:
        """Return what came of a wait; raises what went wrong in it."""
        self._threads[name].join(LONGEST)
        result = self._results.get(name, "still waiting")
        if isinstance(result, Exception):
            raise result
        return result

    def _run(self, name: str, wait: Wait) -> None:
        try:
            url = self._urls.get(wait, self._server.url)
            self._results[name] = wait(url, "patient-" + name.replace(" ", "-"))
        except Exception as error:
            self._results[name] = error


def no_log_in(url: str, username: str) -> int:
    """Say nothing after `hello`; return the close code, which comes after ten seconds."""
    with Client(url) as client:
        begun = time.monotonic()
        code = client.closed()
        assert 8 < time.monotonic() - begun < 20
        return code


def refused_log_ins(url: str, username: str) -> int:
    """Keep being refused."""
    with Client(url) as client:
        begun = time.monotonic()
        client.refused("authenticate", token="nonsense")
        time.sleep(5)
        client.refused("authenticate", token="nonsense")
        code = client.closed()
        assert 8 < time.monotonic() - begun < 20
        return code


def logged_out(url: str, username: str) -> int:
    """Log out and say nothing more."""
    with Client(url) as client:
        client.log_in("sign_up", username=username, password=PASSWORD)
        time.sleep(11)
        client.do("log_out")
        return client.closed()


def slow_log_in(url: str, username: str) -> str:
    """Begin to log in shortly before the deadline, on a server whose hashing goes beyond it."""
    with Client(url) as client:
        client.log_in("sign_up", username=username, password=PASSWORD)
    with Client(url) as client:
        time.sleep(9.3)
        return str(client.call("log_in", login=username, password=PASSWORD)["type"])


def silence(url: str, username: str) -> tuple[list[float], float]:
    """Answer no ping; return when pings came and when the server gave up, in seconds."""
    raw = RawSocket(url)
    raw.read_frame(10)
    raw.send_text(f'{{"type":"sign_up","id":1,"username":"{username}","password":"{PASSWORD}"}}')
    raw.read_frame(30)
    begun = time.monotonic()
    pings = []
    try:
        while True:
            opcode, _ = raw.read_frame(LONGEST)
            if opcode == PING:
                pings.append(time.monotonic() - begun)
            if opcode == CLOSE:
                break
    except (EOFError, ConnectionError):
        pass
    finally:
        raw.close()
    return pings, time.monotonic() - begun


def answers(url: str, username: str) -> str:
    """Say nothing, but let the library answer pings."""
    with Client(url) as client:
        client.log_in("sign_up", username=username, password=PASSWORD)
        time.sleep(43)
        return str(client.call("profile")["type"])


WAITS: dict[str, Wait] = {
    "no log-in": no_log_in,
    "refused log-ins": refused_log_ins,
    "logged out": logged_out,
    "slow log-in": slow_log_in,
    "silence": silence,
    "answers": answers,
}
