"""A real window, read over the accessibility bus as a screen reader does it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from screen_reader import Reader, Thing, missing, soon, surroundings

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    bool(missing()), reason=f"a screen reader needs {missing()}, which this machine lacks"
)


@dataclass
class Show:
    """A shown window and who reads it."""

    window: subprocess.Popen[str]
    reader: Reader
    program: Thing

    def say(self, by: str, text: str) -> None:
        assert self.window.stdin is not None
        self.window.stdin.write(f"{by} {text}\n")
        self.window.stdin.flush()

    def part(self, role: str, name: str) -> Thing:
        found = soon(lambda: self.reader.find(self.program, role, name))
        assert isinstance(found, Thing)
        return found

    def messages(self) -> list[str]:
        """Return what is read out for the messages, once there are any."""
        found = soon(lambda: self.reader.children(self.part("list", "Messages")))
        return [self.reader.name(each) for each in found]

    def announced(self) -> str:
        """Return the next announcement."""
        while True:
            heard = self.reader.heard(20)
            assert heard, "nothing was announced"
            if heard[0][0] == "Announcement":
                return str(heard[0][1])


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    with surroundings(tmp_path_factory.mktemp("bus")) as environment:
        path = f"{ROOT / 'tests'}{os.pathsep}{ROOT}"
        with subprocess.Popen(
            [sys.executable, "-m", "window_on_show"],
            env={**environment, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as window:
            assert window.stdout is not None
            assert window.stdout.readline() == "READY\n"
            reader = Reader(environment["DBUS_SESSION_BUS_ADDRESS"])
            try:
                yield Show(window, reader, soon(reader.programs)[0])
            finally:
                reader.close()
        assert window.returncode == 0


def test_the_messages_are_a_list_that_is_read_out(show: Show) -> None:
    names = show.messages()
    said = [name for name in names if name.startswith("Radia Perl, First numbers with the new ")]
    assert len(said) == 1
    assert said[0].endswith("🎉 4, 👍 2")
    assert all(names)


def test_what_others_say_is_announced_and_ones_own_is_not(show: Show) -> None:
    assert show.messages()
    show.reader.listen("object:announcement", "object:children-changed")
    show.say("u1", "This is mine.")
    show.say("u2", "The tea is ready.")
    assert show.announced().startswith("Grace Hopper, The tea is ready., ")
    assert [name.split(", ")[1] for name in show.messages()[-2:]] == [
        "This is mine.",
        "The tea is ready.",
    ]


def test_a_button_is_found_by_its_name_and_pressed(show: Show) -> None:
    button = show.part("check box", "Show or hide the members")
    before = show.reader.checked(button)
    show.reader.press(button)
    soon(lambda: show.reader.checked(button) != before)
