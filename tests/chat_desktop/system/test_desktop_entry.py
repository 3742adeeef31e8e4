"""Desktop entries: what is written starts the very command, whatever stands in its path."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.system.desktop_entry import entry, exec_value, launch_command, write_text


def unquoted(value: str) -> list[str]:
    """Read `Exec` as the specification says: first the string, then quotes and field codes."""
    string = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t")
    string = string.replace("\0", "\\")
    words, word, inside, escaped, begun = [], "", False, False, False
    for char in string:
        if escaped:
            word, escaped = word + char, False
        elif inside and char == "\\":
            escaped = True
        elif char == '"':
            inside, begun = not inside, True
        elif char == " " and not inside:
            words.append(word)
            word, begun = "", False
        else:
            word, begun = word + char, True
    if begun:
        words.append(word)
    return [word.replace("%%", "%") for word in words]


arguments = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from('\t\n"\\$`%'))


@given(st.lists(arguments, min_size=1, max_size=4))
def test_any_command_comes_back_as_it_was(command: list[str]) -> None:
    value = exec_value(command)
    assert "\n" not in value
    assert unquoted(value) == command


def test_plain_commands_stay_plain() -> None:
    assert exec_value(["/opt/parlance/chat-desktop", "--profile", "work"], "%u") == (
        "/opt/parlance/chat-desktop --profile work %u"
    )


def test_an_entry_that_handles_links_says_so() -> None:
    assert "%u" in entry(["chat-desktop"], handles_links=True)
    assert "MimeType=x-scheme-handler/parlance;" in entry(["chat-desktop"], handles_links=True)
    assert "MimeType" not in entry(["chat-desktop"], handles_links=False)
    assert "%u" not in entry(["chat-desktop"], handles_links=False)


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not there"
)
def test_the_desktops_own_check_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "parlance.desktop"
    file.write_text(entry(["/a b/chat-desktop", "$x"], handles_links=True))
    shipped = Path(__file__).parents[3] / "packaging" / "parlance.desktop"
    for checked in (file, shipped):
        done = subprocess.run(
            ["desktop-file-validate", checked], capture_output=True, text=True, check=False
        )
        assert done.stdout == ""


def test_the_command_is_the_bundle_or_the_script_or_the_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    assert launch_command("default", "default") == [str(python), "-m", "chat_desktop"]
    (tmp_path / "chat-desktop").touch()
    assert launch_command("work", "default") == [
        str(tmp_path / "chat-desktop"), "--profile", "work"
    ]  # fmt: skip
    assert launch_command("work", "default", tmp_path / "my chats") == [
        str(tmp_path / "chat-desktop"), "--data-dir", str(tmp_path / "my chats"),
        "--profile", "work"
    ]  # fmt: skip
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch_command("default", "default") == [str(python)]


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").write_text("old")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "dotfiles")
    write_text(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "dotfiles").read_text() == "new"
