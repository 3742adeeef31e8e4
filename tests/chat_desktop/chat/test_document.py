import pytest

from chat_desktop.chat import metrics as m
from chat_desktop.chat.body import Body, copy_button
from chat_desktop.chat.document import lay_out
from chat_desktop.chat.highlight import Ink
from chat_desktop.chat.metrics import Faces
from chat_desktop.look.tokens import LIGHT
from chat_desktop.markdown.parse import parse


def body(text: str, faces: Faces, width: float = 400) -> Body:
    return lay_out(parse(text), width, faces, LIGHT)


def test_a_line_is_as_wide_as_its_words(faces: Faces) -> None:
    short, long = body("hi", faces), body("hello world", faces)
    assert 0 < short.width < long.width < 400
    assert short.height == long.height == faces.line
    assert short.last_extent == pytest.approx(short.width, abs=1)


def test_long_text_is_broken_within_the_width(faces: Faces) -> None:
    made = body("word " * 100, faces, 200)
    assert made.width <= 200
    assert made.height > 5 * faces.line
    assert body("x" * 500, faces, 200).width <= 200


def test_line_breaks_are_lines(faces: Faces) -> None:
    made = body("a\nb\nc", faces)
    assert made.height == 3 * faces.line
    assert made.text == "a\nb\nc"


def test_code_has_a_frame_and_waits_for_its_colours(faces: Faces) -> None:
    asked: list[tuple[str, str]] = []

    def colour(code: str, language: str) -> tuple[Ink, ...]:
        asked.append((code, language))
        return (Ink(0, 4, "#ff0000", True, False),)

    tree = parse("a\n```python\npass\n```\nb")
    plain = lay_out(tree, 400, faces, LIGHT)
    coloured = lay_out(tree, 400, faces, LIGHT, colour)
    code = coloured.pieces[1]
    assert asked == [("pass", "python")]
    assert (plain.plain_code, coloured.plain_code) == (True, False)
    assert code.box is not None
    assert code.box.contains(copy_button(code.box).center())
    assert len(code.layout.formats()) == 2
    assert plain.height == coloured.height


def test_quotes_have_one_bar_a_depth(faces: Faces) -> None:
    made = body("> a\n>\n> > b\n\nc\n\n> d", faces)
    assert [rail.x for rail in made.rails] == [0, 14, 0]
    outer, inner, _ = made.rails
    assert outer.upper < inner.upper < inner.lower == outer.lower


def test_deep_nesting_leaves_room_for_the_words(faces: Faces) -> None:
    made = body("> " * 12 + "word " * 20, faces, 150)
    assert made.width <= 150


def test_nothing_at_all_is_laid_out(faces: Faces) -> None:
    made = body("\n\n", faces)
    assert made.length == 0


HEBREW = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"


def test_what_runs_to_the_left_ends_at_the_right_of_its_column(faces: Faces) -> None:
    made = body(f"{HEBREW}\n\nand a longer line in Latin letters", faces)
    first, second = made.pieces
    assert (first.rtl, second.rtl) == (True, False)
    made.align(made.width + 40)
    right = first.x + first.layout.lineAt(0).naturalTextRect().right()
    assert right == pytest.approx(made.width + 40, abs=1)
    assert second.x == 0


def test_code_never_runs_to_the_left(faces: Faces) -> None:
    made = body(f"```\n{HEBREW}\n```", faces)
    made.align(300)
    assert made.pieces[0].x < 20


def test_quotes_and_lists_stand_at_the_right_where_text_does(faces: Faces) -> None:
    made = body(f"> {HEBREW}\n\n- {HEBREW}", faces)
    made.align(300)
    assert [rail.x for rail in made.rails] == [297]
    assert all(piece.x + piece.room <= 300 for piece in made.pieces)


def test_mentions_stand_out_and_code_has_none(faces: Faces) -> None:
    names = frozenset({"grace"})
    made = lay_out(parse("🎉 @Grace `@grace` @nobody"), 400, faces, LIGHT, names=names)
    bold = [
        (run.start, run.length)
        for run in made.pieces[0].layout.formats()
        if run.format.fontWeight() == 700
    ]
    assert bold == [(3, 6)]


def test_all_grows_with_the_text(qapp: object) -> None:
    small, large = body("a\nb", Faces(1.0)), body("a\nb", Faces(1.6))
    assert large.height > 1.4 * small.height
    assert large.width > 1.4 * small.width


def test_spaces_beside_code_are_wider(faces: Faces) -> None:
    def width(text: str) -> float:
        return body(text, faces).last_extent

    for text in ("a `b`", "`b` c"):
        assert width(text) - width(text.replace(" ", "")) == pytest.approx(
            faces.body_metrics.horizontalAdvance(" ") + m.CODE_ROOM, abs=0.5
        )
    assert body("a `b` c", faces).text == "a b c"
