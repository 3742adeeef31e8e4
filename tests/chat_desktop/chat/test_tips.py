from timelines import PEOPLE, message

from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.people import People
from chat_desktop.chat.tips import as_tip, tip_text
from chat_desktop.core.rows import HoleRow

KNOWN = People(PEOPLE.get, "ada", lambda _seq: None)


def test_tips() -> None:
    row = message(1, edited_at=5)
    assert tip_text(row, Hit(0, Part.LINK, link="https://a\u202eb"), KNOWN) == "https://ab"
    assert tip_text(row, Hit(0, Part.AUTHOR), KNOWN) == "Grace Hopper"
    assert tip_text(row, Hit(0, Part.COPY), KNOWN) == "Copy code"
    assert "\nedited " in tip_text(row, Hit(0, Part.TIME), KNOWN)
    assert tip_text(row, Hit(0, Part.TEXT), KNOWN) == ""
    assert tip_text(HoleRow(1, 2), Hit(0, Part.TIME), KNOWN) == ""


def test_a_tip_is_never_html() -> None:
    assert as_tip("<img src=x>\nb") == "<span>&lt;img src=x&gt;<br>b</span>"
    assert as_tip("") == ""
