"""The tables of emoji in `chat_desktop/assets/emoji/`, made from Unicode's and the `emoji` package.

    python packaging/emoji_table.py EMOJI_TEST.TXT CLDR_COMMON

The first is Unicode's list of emoji in their usual order, the second the folder of CLDR that holds
`annotations` and `annotationsDerived`. Debian has them in `unicode-data` and `unicode-cldr-core`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import emoji

FOLDER: Final = Path(__file__).resolve().parent.parent / "chat_desktop" / "assets" / "emoji"
LANGUAGES: Final = {"en": "en", "nb": "no", "es": "es"}
"""Our names of the languages, and CLDR's."""

TONES: Final = "🏻🏼🏽🏾🏿"
_ROW = re.compile(r"(?P<points>[0-9A-F ]+?)\s*; fully-qualified\s+# \S+ E[\d.]+ (?P<name>.*)")


@dataclass(frozen=True, slots=True)
class Listed:
    """An emoji of Unicode's list. `toned` says whether it has all skin tones."""

    emoji: str
    group: str
    name: str
    toned: bool


def with_tone(char: str, tone: str, bases: str) -> str:
    """Return an emoji with a skin tone put behind each of its parts that can have one."""
    made = ""
    for part in char:
        if part == "\ufe0f" and made.endswith(tone):
            continue
        made += part + (tone if part in bases else "")
    return made


def listed(text: str) -> tuple[list[Listed], str]:
    """Return the emoji of Unicode's list without skin tones, and the parts that can have one."""
    every: dict[str, tuple[str, str]] = {}
    group = ""
    for line in text.splitlines():
        if line.startswith("# group: "):
            group = line.removeprefix("# group: ")
        elif row := _ROW.fullmatch(line):
            every["".join(chr(int(point, 16)) for point in row["points"].split())] = (
                group,
                row["name"],
            )
    found = {char[at - 1] for char in every for at, part in enumerate(char) if part in TONES}
    bases = "".join(sorted(found))
    plain = [
        Listed(
            char,
            group,
            name,
            any(part in bases for part in char)
            and all(with_tone(char, tone, bases) in every for tone in TONES),
        )
        for char, (group, name) in every.items()
        if not any(tone in char for tone in TONES)
    ]
    return plain, bases


def short_names(char: str) -> list[str]:
    """Return what may be written between colons, the shortest and usual ones first."""
    data = emoji.EMOJI_DATA.get(char, {})
    names = [name.strip(":").lower() for name in [*data.get("alias", ()), data.get("en", "")]]
    legal = [name for name in names if re.fullmatch(r"[a-z0-9_+\-]+", name)]
    return sorted(set(legal), key=lambda name: (legal.index(name), name))


def spoken(folder: Path, language: str) -> dict[str, tuple[str, list[str]]]:
    """Return CLDR's name and keywords of each emoji in a language."""
    names: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for part in ("annotations", "annotationsDerived"):
        tree = ElementTree.parse(folder / part / f"{language}.xml")
        for each in tree.iter("annotation"):
            char, said = each.attrib["cp"], each.text or ""
            if each.get("type") == "tts":
                names[char] = said
            else:
                words[char] = [word.strip() for word in said.split("|")]
    return {char: (name, words.get(char, [])) for char, name in names.items()}


def table(emoji: list[Listed], bases: str) -> Iterator[str]:
    """Yield the lines of the main table: groups, and in them emoji, `t`, and short names."""
    yield f"bases\t{bases}"
    group = ""
    for each in emoji:
        if each.group != group:
            group = each.group
            yield f"group\t{group}"
        yield f"{each.emoji}\t{'t' if each.toned else ''}\t{' '.join(short_names(each.emoji))}"


def words(emoji: list[Listed], said: Mapping[str, tuple[str, list[str]]]) -> Iterator[str]:
    """Yield a language's lines, in the order of the table: a name, and words to find it by."""
    for each in emoji:
        bare = each.emoji.replace("\ufe0f", "")
        name, keywords = said.get(each.emoji) or said.get(bare) or ("", [])
        known = set(name.casefold().split())
        more = [word for word in keywords if not set(word.casefold().split()) <= known]
        yield f"{name or each.name}\t{' '.join(more)}"


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        sys.exit(__doc__)
    emoji, bases = listed(Path(arguments[0]).read_text(encoding="utf-8"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    tables = {"table": table(emoji, bases)}
    for name, language in LANGUAGES.items():
        tables[name] = words(emoji, spoken(Path(arguments[1]), language))
    for name, lines in tables.items():
        (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
