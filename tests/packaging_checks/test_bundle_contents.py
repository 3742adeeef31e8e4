"""A bundle carries the licences of all that it holds."""

from __future__ import annotations

from pathlib import Path

import bundle_contents
import pytest


@pytest.mark.parametrize(
    ("lock", "held"), [("server", "twisted-"), ("desktop", "pyside6_essentials-")]
)
def test_licences_and_metadata_of_what_is_held(lock: str, held: str) -> None:
    found = bundle_contents.documents(lock)
    assert all(Path(file).exists() for file, _ in found)
    licences = {Path(file).name for file, folder in found if folder == bundle_contents.LICENCES}
    assert {"LICENSE", "LGPL-3.txt", "GPL-3.txt", "NOTICE.txt"} <= licences
    folders = {folder.lower() for _, folder in found}
    assert any(folder.startswith("parlance-") for folder in folders)
    assert any(folder.startswith(held) for folder in folders)


def test_the_names_in_a_lock_are_read() -> None:
    assert "msgspec" in bundle_contents.pinned("server")
    assert "pyside6-essentials" not in bundle_contents.pinned("server")


def test_the_desktop_entry_and_its_icon_come_along() -> None:
    found = bundle_contents.desktop_files()
    files = {Path(file).name: folder for file, folder in found}
    assert files == {
        "parlance.desktop": "share/applications",
        "parlance.svg": "share/icons/hicolor/scalable/apps",
    }
    assert all(Path(file).exists() for file, _folder in found)
