"""Every command, option and setting of the programs stands in the README, and nothing else does."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import click
import pytest

from chat_desktop.config import DATA_ENV
from chat_desktop.config import read_settings as read_desktop_settings
from chat_server.cli import main, serve
from chat_server.config import PREFIX, ConfigError, Settings, read_settings

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }


def first_cells(heading: str) -> list[str]:
    """Return the first cells of the table that begins with this heading."""
    lines = README[README.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [line.split("|")[1].strip() for line in lines]


def test_the_flags_of_the_server_are_those_of_the_table() -> None:
    assert {cell.strip("`") for cell in first_cells("flag") if cell} == options(serve)


def test_every_setting_has_its_variable() -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", README))
    assert named == {field.name.upper() for field in dataclasses.fields(Settings)}


def test_every_variable_named_is_a_setting() -> None:
    for name in re.findall(rf"{PREFIX}[A-Z_]+", README):
        with pytest.raises(ConfigError, match=f"^{name} (is empty|has to)"):
            read_settings({}, {name: "\0"})


def test_the_defaults_in_the_table_are_the_servers() -> None:
    defaults = read_settings({}, {})
    for line in README.splitlines():
        if found := re.search(rf"`{PREFIX}([A-Z_]+)` \| ([\w.]+) \|", line):
            value = getattr(defaults, found[1].lower())
            shown = {True: "on", (): "none"}.get(value, str(value))
            assert found[2] == shown, found[1]


def test_the_operators_commands_are_those_of_the_table() -> None:
    admin = main.commands["admin"]
    assert isinstance(admin, click.Group)
    named = re.findall(r"`([a-z-]+)", " ".join(first_cells("`chat-server admin`")))
    assert set(named) == set(admin.commands)
    for command in admin.commands.values():
        assert "--json" in options(command)
        assert not {name for name in options(command) if f"`{name}`" not in README}


def test_the_options_of_the_desktop_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_desktop_settings(["--help"])
    shown = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    (usage,) = re.findall(r"^chat-desktop .*$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", usage)) == shown
    assert DATA_ENV in README
