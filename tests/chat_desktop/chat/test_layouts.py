from msgspec.structs import replace
from timelines import PEOPLE, message, reaction, waiting

from chat_desktop.chat import metrics as m
from chat_desktop.chat.grouping import APART, TOGETHER, Lead
from chat_desktop.chat.layouts import KEPT, Layouts, lead_height
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import Going, Quote, Setting
from chat_desktop.core.rows import Delivery, HoleRow, NoticeRow, Row
from chat_desktop.look.tokens import DARK, LIGHT
from protocol.events import Left


def layouts(faces: Faces) -> Layouts:
    return Layouts(
        Setting(
            600,
            faces,
            LIGHT,
            "ada",
            lambda user: PEOPLE[user].display_name,
            lambda seq: Quote(seq, None, "", ""),
        )
    )


def test_a_row_is_laid_out_once_per_revision(faces: Faces) -> None:
    made = layouts(faces)
    first = made.layout(message(1), Lead())
    assert made.layout(message(1), Lead(day=5)) is first
    assert made.layout(message(1), Lead(starts=False)) is not first
    assert made.layout(message(1, "edited", rev=1), Lead()) is not first


def test_old_layouts_go_and_their_heights_stay(faces: Faces) -> None:
    made = layouts(faces)
    row = message(1, "many words " * 50)
    first = made.layout(row, Lead())
    for seq in range(2, KEPT + 3):
        made.layout(message(seq), Lead())
    assert made.guess(row, Lead()) == first.height + lead_height(row, Lead(), faces)
    assert made.layout(row, Lead()) is not first


def test_a_theme_keeps_the_heights_and_a_width_does_not(faces: Faces) -> None:
    made = layouts(faces)
    row = message(1, "many words " * 50)
    exact = made.height(row, Lead())
    made.change(replace(made.setting, tokens=DARK))
    assert made.guess(row, Lead()) == exact
    made.change(replace(made.setting, width=300))
    assert made.height(row, Lead()) > exact


def test_guesses_of_many_are_those_of_each(faces: Faces) -> None:
    made = layouts(faces)
    rows: list[Row] = [
        message(seq, "words " * seq, by=("ada", "grace")[seq % 2]) for seq in range(9)
    ]
    rows += [HoleRow(after=1, before=5), waiting(1)]
    leads = [TOGETHER, APART, Lead(day=5), *[TOGETHER, APART] * 4]
    guesses = [made.guess(row, lead) for row, lead in zip(rows, leads, strict=True)]
    assert made.guesses(rows, leads) == guesses
    exact = made.height(rows[0], leads[0])
    assert made.guesses(rows, leads) == [exact, *guesses[1:]]


def test_guesses_are_near(faces: Faces) -> None:
    made = layouts(faces)
    rows: list[Row] = [
        message(1, "short"),
        message(2, "some words of text " * 30),
        message(3, "a\nb\nc"),
        message(4, "answer", reply_to=1),
        message(5, "liked", reactions=(reaction(),)),
        waiting(1, delivery=Delivery.FAILED),
        NoticeRow(Left(seq=9, at=0, by="ada", user="ada")),
        HoleRow(after=1, before=5),
    ]
    for row in rows:
        guess = made.guess(row, Lead())
        assert abs(guess - made.height(row, Lead())) <= 2 * faces.line


def test_what_is_forgotten_is_laid_out_again(faces: Faces) -> None:
    made = layouts(faces)
    first = made.layout(message(1), Lead())
    made.forget(message(1))
    second = made.layout(message(1), Lead())
    assert second is not first
    made.forget_rows()
    assert made.layout(message(1), Lead()) is not second


def test_a_deleted_message_says_so(faces: Faces) -> None:
    made = layouts(faces)
    assert made.text(message(1, None, deleted=True)) == "Message deleted"
    assert made.text(message(2, "- *a*")) == "• a"


def test_leads_add_up(faces: Faces) -> None:
    row = message(1)
    day, unread = faces.day_height, faces.unread_height
    assert lead_height(row, Lead(starts=False), faces) == m.GAP_TOGETHER
    assert lead_height(row, Lead(day=3, unread=True), faces) == m.GAP + day + unread
    assert lead_height(row, Lead(first=True), faces) == m.GAP + m.TOP
    beginning = lead_height(row, Lead(first=True, beginning=True), faces)
    assert beginning == m.GAP + faces.beginning_height


def test_another_size_of_text_is_measured_anew(faces: Faces) -> None:
    made = layouts(faces)
    row = message(1, "many words " * 50)
    exact = made.height(row, Lead())
    made.change(replace(made.setting, faces=Faces(1.5)))
    assert made.height(row, Lead()) > 1.4 * exact


def test_a_message_that_goes_has_a_layout_of_its_own(faces: Faces) -> None:
    gone: set[str] = set()
    made = layouts(faces)
    setting = replace(made.setting, going=lambda row: Going.SENT if row.key in gone else Going.NO)
    made.change(setting)
    row = message(1, "many words " * 50)
    tall = made.height(row, Lead())
    gone.add(row.key)
    assert made.height(row, Lead()) < tall
    gone.clear()
    assert made.height(row, Lead()) == tall


def test_code_is_found_without_a_layout(faces: Faces) -> None:
    lines = layouts(faces).lines(message(1, "a\n```\nx = 1\n```"))
    assert [line.text for line in lines if line.code is not None] == ["x = 1"]
