"""The tables of emoji are made from Unicode's list and CLDR's words."""

from __future__ import annotations

from pathlib import Path

from emoji_table import FOLDER, LANGUAGES, listed, short_names, spoken, table, with_tone, words

LIST = """
# group: Smileys & Emotion
1F600          ; fully-qualified     # 😀 E1.0 grinning face
263A           ; unqualified         # ☺ E0.6 smiling face
# group: People & Body
261D FE0F      ; fully-qualified     # ☝️ E0.6 index pointing up
""" + "".join(f"261D {0x1F3FB + at:X} ; fully-qualified # x E1.0 toned\n" for at in range(5))


def test_the_list_is_read() -> None:
    emoji, bases = listed(LIST)
    assert [(each.emoji, each.group, each.toned) for each in emoji] == [
        ("😀", "Smileys & Emotion", False),
        ("☝️", "People & Body", True),
    ]
    assert bases == "☝"
    assert with_tone("☝️", "🏽", bases) == "☝🏽"


def test_the_lines_of_the_tables(tmp_path: Path) -> None:
    emoji, bases = listed(LIST)
    assert list(table(emoji, bases)) == [
        "bases\t☝",
        "group\tSmileys & Emotion",
        "😀\t\tgrinning grinning_face",
        "group\tPeople & Body",
        "☝️\tt\tpoint_up index_pointing_up",
    ]
    said = '<a><annotation cp="😀">fjes | glis</annotation>'
    said += '<annotation cp="😀" type="tts">glisefjes</annotation></a>'
    for part in ("annotations", "annotationsDerived"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "no.xml").write_text(said, encoding="utf-8")
    found = words(emoji, spoken(tmp_path, "no"))
    assert list(found) == ["glisefjes\tfjes glis", "index pointing up\t"]


def test_short_names_are_what_can_be_typed() -> None:
    assert short_names("👍") == ["thumbsup", "+1", "thumbs_up"]


def test_each_language_has_as_many_lines_as_there_are_emoji() -> None:
    rows = (FOLDER / "table.tsv").read_text(encoding="utf-8").splitlines()
    count = sum(not row.startswith(("bases\t", "group\t")) for row in rows)
    for language in LANGUAGES:
        lines = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == count
