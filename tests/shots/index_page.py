"""The page that shows the gallery: every scene's four pictures side by side, section by section."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Final

from shots.scene import SCALES, THEMES, Scene

_STYLE: Final = """
:root { color-scheme: light dark; --ground: #f4f5f8; --card: #fff; --text: #14171f;
  --soft: #565d6d; --line: #e1e4ea; --accent: #3f4dc4; --bad: #b92a39; }
@media (prefers-color-scheme: dark) { :root { --ground: #16181d; --card: #1c1f25; --text: #e9ebf0;
  --soft: #a3aab8; --line: #2a2e37; --accent: #98a4ff; --bad: #ff8089; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 Inter, system-ui, sans-serif; background: var(--ground);
  color: var(--text); }
header, main { max-width: 2000px; margin: 0 auto; padding: 40px 40px 0; }
h1 { font-size: 28px; margin: 0; }
header p { color: var(--soft); margin: 4px 0 0; }
nav { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 20px; }
nav a { color: var(--accent); text-decoration: none; padding: 4px 12px; border-radius: 14px;
  background: var(--card); border: 1px solid var(--line); }
h2 { font-size: 20px; margin: 8px 0 16px; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  padding: 20px; margin-bottom: 24px; }
h3 { font-size: 15px; margin: 0 0 14px; }
h3 small { color: var(--soft); font-weight: 400; margin-left: 8px; }
.four { display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px; align-items: start; }
@media (max-width: 1100px) { .four { grid-template-columns: repeat(2, 1fr); } }
figure { margin: 0; }
img { display: block; width: 100%; border-radius: 8px; border: 1px solid var(--line); }
figcaption { color: var(--soft); font-size: 12px; margin-top: 6px; }
.missing { color: var(--bad); border: 1px dashed var(--bad); border-radius: 8px; padding: 32px 12px;
  text-align: center; }
"""


def index_page(scenes: Sequence[Scene], there: Collection[str]) -> str:
    """Return the page; `there` are the names of the files that were made."""
    links, parts = [], []
    for place, (section, members) in enumerate(groupby(scenes, key=lambda each: each.section)):
        links.append(f'<a href="#s{place}">{html.escape(section)}</a>')
        parts.append(f'<h2 id="s{place}">{html.escape(section)}</h2>')
        parts += [_article(each, there) for each in members]
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Parlance: every screen</title>\n<style>{_STYLE}</style>\n"
        f"<header><h1>Every screen of Parlance</h1>\n<p>{len(scenes)} screens and states, light "
        f"and dark, at one and two times the size.</p>\n<nav>{''.join(links)}</nav></header>\n"
        f"<main>\n{chr(10).join(parts)}\n</main>\n</html>\n"
    )


def _article(scene: Scene, there: Collection[str]) -> str:
    title, name = html.escape(scene.title), html.escape(scene.name)
    figures = []
    for theme in THEMES:
        for scale in SCALES:
            file, words = scene.file(theme, scale), f"{theme}, {scale}x"
            picture = f'<div class="missing">not made: {words}</div>'
            if file in there:
                picture = (
                    f'<a href="{file}"><img src="{file}" loading="lazy" alt="{title}, {words}"></a>'
                )
            figures.append(f"<figure>{picture}<figcaption>{words}</figcaption></figure>")
    return (
        f'<article id="{name}"><h3>{title}<small>{name}</small></h3>\n'
        f'<div class="four">{"".join(figures)}</div></article>'
    )
