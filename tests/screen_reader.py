"""A screen reader without a voice: the accessibility bus, and the little that it is asked here."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PROGRAMS = ("Xvfb", "dbus-daemon")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
ROOT = "/org/a11y/atspi/accessible/root"
PREFIX = "org.a11y.atspi."
CHECKED = 4
"""The place of that state in the bits of all states."""

SECONDS = 20.0


def missing() -> str:
    """Return what a screen reader lacks on this machine, empty for nothing."""
    lacks = [name for name in PROGRAMS if shutil.which(name) is None]
    if not any(Path(path).exists() for path in LAUNCHERS):
        lacks.append("at-spi2-core")
    return ", ".join(lacks)


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """Start a screen and a session bus of their own; yield the environment that leads to them."""
    with ExitStack() as ends:
        display = _started(ends, ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24"], folder)
        bus = _started(
            ends, ["dbus-daemon", "--session", "--nofork", "--print-address", "1"], folder
        )
        folder.chmod(0o700)
        yield {
            **os.environ,
            "DISPLAY": f":{display}",
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }


def _started(ends: ExitStack, command: list[str], folder: Path) -> str:
    """Start a program that ends with the test; return the first line that it says."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    )
    ends.callback(_end, process)
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(SECONDS)
    if process.stdout is not None:
        process.stdout.close()


@dataclass(frozen=True)
class Thing:
    """Something that can be asked about: who has it, and where."""

    owner: str
    path: str


class Reader:
    """Asks one program what it shows; raises `AssertionError` where it does not answer."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            call = new_method_call(address, "GetAddress")
            (bus,) = session.send_and_get_reply(call, timeout=SECONDS).body
        self._bus: DBusConnection = open_dbus_connection(bus)

    def close(self) -> None:
        self._bus.close()

    def programs(self) -> list[Thing]:
        """Return the programs that can be read."""
        return self.children(Thing("org.a11y.atspi.Registry", ROOT))

    def children(self, thing: Thing) -> list[Thing]:
        """Return what is in something."""
        (found,) = self._ask(thing, "Accessible", "GetChildren")
        return [Thing(*each) for each in found]

    def name(self, thing: Thing) -> str:
        """Return what is read out for it."""
        return str(self._get(thing, "Accessible", "Name"))

    def role(self, thing: Thing) -> str:
        """Return what kind of thing it is said to be: "list", "push button"."""
        return str(self._ask(thing, "Accessible", "GetRoleName")[0])

    def checked(self, thing: Thing) -> bool:
        """Return whether something that can be checked is."""
        low, _high = self._ask(thing, "Accessible", "GetState")[0]
        return bool(low & 1 << CHECKED)

    def press(self, thing: Thing) -> None:
        """Do the first thing that can be done with it."""
        assert self._ask(thing, "Action", "DoAction", "i", (0,)) == (True,)

    def find(self, at: Thing, role: str, name: str) -> Thing | None:
        """Return the first thing of this role and name, at or below another."""
        if self.role(at) == role and self.name(at) == name:
            return at
        for child in self.children(at):
            if (found := self.find(child, role, name)) is not None:
                return found
        return None

    def listen(self, *events: str) -> None:
        """Have the programs tell of these events: "object:announcement"."""
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", f"{PREFIX}Registry"
        )
        for event in events:
            call = new_method_call(registry, "RegisterEvent", "sass", (event, [], ""))
            self._bus.send_and_get_reply(call, timeout=SECONDS)
        rule = MatchRule(type="signal", interface=f"{PREFIX}Event.Object")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=SECONDS)

    def heard(self, seconds: float) -> list[tuple[str, Any]]:
        """Return (event, what it carries) of the next one, none if it stays silent."""
        rule = MatchRule(type="signal", interface=f"{PREFIX}Event.Object")
        with self._bus.filter(rule, bufsize=1000) as told:
            try:
                message = self._bus.recv_until_filtered(told, timeout=seconds)
            except TimeoutError:
                return []
        member = str(message.header.fields[3])
        return [(member, message.body[3][1])]

    def _get(self, thing: Thing, interface: str, name: str) -> Any:
        address = DBusAddress(thing.path, thing.owner, "org.freedesktop.DBus.Properties")
        call = new_method_call(address, "Get", "ss", (PREFIX + interface, name))
        return self._bus.send_and_get_reply(call, timeout=SECONDS).body[0][1]

    def _ask(
        self, thing: Thing, interface: str, method: str, signature: str = "", body: Any = ()
    ) -> Any:
        address = DBusAddress(thing.path, thing.owner, PREFIX + interface)
        call = new_method_call(address, method, signature or None, body)
        reply = self._bus.send_and_get_reply(call, timeout=SECONDS)
        return reply.body


def soon(condition: Callable[[], Any]) -> Any:
    """Return what holds as soon as something does, or fail."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"did not happen: {condition}")
