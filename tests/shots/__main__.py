"""`make shots`: every screen and state in light and dark, at 1x and 2x, with an index page.

Each theme and scale has a process of its own; one scene that fails makes the command fail.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from shots.frozen import ENVIRONMENT, freeze
from shots.scene import SCALES, THEMES, Scene, in_order, load_scenes

ROOT = Path(__file__).resolve().parents[2]
README_PICTURES = {
    "chat-light-1x.png": "light.png",
    "chat-dark-1x.png": "dark.png",
}
"""What `--readme` copies to docs/images, by the names that README.md uses."""
SCREEN = (2880, 2000)
"""Pixels of the screen that the windows stand on; wide enough for any of them at 2x."""
SECONDS = 900


def main() -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m shots", description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="scenes whose names have this")
    parser.add_argument("--theme", choices=THEMES, help="this theme alone")
    parser.add_argument("--scale", type=int, choices=SCALES, help="this scale alone")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "shots")
    parser.add_argument("--readme", action="store_true", help="renew README.md's pictures as well")
    parser.add_argument("--list", action="store_true", help="say which scenes there are")
    parser.add_argument("--render", nargs=2, metavar=("THEME", "SCALE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    freeze()
    load_scenes()
    scenes = in_order(options.only)
    if not scenes:
        parser.error("no scene is called so")
    if options.list:
        for scene in scenes:
            print(f"{scene.section}: {scene.name} ({scene.title})")
        return 0
    if options.render:
        from shots.rendering import render

        theme, scale = options.render
        return 1 if render(scenes, theme, int(scale), options.out) else 0
    looks = [
        (theme, scale)
        for theme in ([options.theme] if options.theme else THEMES)
        for scale in ([options.scale] if options.scale else SCALES)
    ]
    return _gallery(scenes, looks, options.only, options.out, options.readme)


def _gallery(
    scenes: Sequence[Scene],
    looks: Sequence[tuple[str, int]],
    only: Sequence[str],
    out: Path,
    readme: bool,
) -> int:
    from shots.index_page import index_page

    out.mkdir(parents=True, exist_ok=True)
    if not only:
        for old in out.glob("*.png"):
            old.unlink()
    with _screen() as screen, ThreadPoolExecutor(2) as pool:
        codes = list(
            pool.map(lambda look: _in_a_process(look[0], look[1], only, out, screen), looks)
        )
    there = {file.name for file in out.glob("*.png")}
    page = out / "index.html"
    page.write_text(index_page(in_order(), there), encoding="utf-8")
    print(f"{len(scenes)} scenes, {len(looks)} looks each: {page}")
    if readme:
        for file, name in README_PICTURES.items():
            shutil.copyfile(out / file, ROOT / "docs" / "images" / name)
    return 1 if any(codes) else 0


def _in_a_process(theme: str, scale: int, only: Sequence[str], out: Path, screen: Path) -> int:
    command = [sys.executable, "-m", "shots", "--render", theme, str(scale), "--out", str(out)]
    for part in only:
        command += ["--only", part]
    surroundings = {
        **os.environ,
        **ENVIRONMENT,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(scale),
    }
    try:
        return subprocess.run(command, env=surroundings, check=False, timeout=SECONDS).returncode
    except subprocess.TimeoutExpired:
        print(f"{theme}, {scale}x: still busy after {SECONDS} s", file=sys.stderr)
        return 1


@contextmanager
def _screen() -> Iterator[Path]:
    """Yield the file that tells Qt of a large screen; its own has 800 x 800 pixels."""
    with tempfile.TemporaryDirectory(prefix="parlance-screen-") as folder:
        file = Path(folder, "screen.json")
        width, height = SCREEN
        screen = {"name": "large", "x": 0, "y": 0, "width": width, "height": height}
        more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        file.write_text(json.dumps({"screens": [{**screen, **more}]}), encoding="utf-8")
        yield file


if __name__ == "__main__":
    sys.exit(main())
