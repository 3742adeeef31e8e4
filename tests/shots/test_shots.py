"""The gallery: two scenes are rendered and can be seen, and the page has every scene."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from shots import __main__ as command
from shots.index_page import index_page
from shots.pictures import is_blank
from shots.scene import SCALES, SCENES, SECTIONS, THEMES, in_order, load_scenes, scene

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="module")
def scenes() -> None:
    load_scenes()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": f"{ROOT}/tests{os.pathsep}{ROOT}"}
    return subprocess.run(
        [sys.executable, "-m", "shots", *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_scenes_can_be_seen_on_their_pictures(tmp_path: Path) -> None:
    only = ("--only", "log-in-refused", "--only", "empty-group")
    done = run(*only, "--theme", "dark", "--scale", "2", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for name in ("log-in-refused", "empty-group"):
        picture = QImage(str(tmp_path / SCENES[name].file("dark", 2)))
        assert (picture.width(), picture.height()) == (2560, 1640)
        assert not is_blank(picture)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert 'src="empty-group-dark-2x.png"' in page
    assert "not made: light, 1x" in page


def test_the_page_lists_every_scene_with_its_four_pictures() -> None:
    found = in_order()
    assert len(found) >= 40
    page = index_page(found, {each.file(theme, scale) for each in found for theme in THEMES
                              for scale in SCALES})  # fmt: skip
    for each in found:
        assert page.count(f'id="{each.name}"') == 1
        for theme in THEMES:
            for scale in SCALES:
                assert f'src="{each.file(theme, scale)}"' in page
    assert "not made" not in page


def test_every_scene_has_a_name_of_its_own_and_a_section_of_the_gallery() -> None:
    for each in in_order():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.name)
        assert each.section in SECTIONS, each.name
    with pytest.raises(ValueError, match="two scenes"):
        scene("chat", "Again", "Reading")(SCENES["chat"].set_up)


def test_what_nobody_could_see_is_blank() -> None:
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    assert is_blank(picture)
    assert is_blank(QImage())


def test_the_pictures_of_the_readme_are_made_here() -> None:
    files = {each.file(theme, scale) for each in in_order() for theme in THEMES for scale in SCALES}
    assert set(command.README_PICTURES) <= files
    shown = set(re.findall(r"docs/images/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8")))
    assert shown <= {*command.README_PICTURES.values(), "performance.png"}
