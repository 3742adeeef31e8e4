from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import Line, Span, lines_of, plain_text


def test_lines_know_where_they_stand() -> None:
    assert lines_of(parse("> - a\n> - b\n\nend")) == (
        Line((Span("a"),), quotes=1, indent=1, marker="•"),
        Line((Span("b"),), quotes=1, indent=1, marker="•"),
        Line((Span("end"),), gap=True),
    )


def test_a_list_after_a_paragraph_has_a_gap_only_above_its_first_point() -> None:
    assert [line.gap for line in lines_of(parse("x\n\n1. a\n2. b"))] == [False, True, False]


def test_a_point_that_begins_with_code_keeps_its_marker() -> None:
    marker, code = lines_of(parse("- ```\n  x\n  ```"))
    assert (marker.marker, marker.text) == ("•", "")
    assert (code.code, code.text) == ("", "x")


def test_plain_text_has_the_marks_of_lists_and_quotes() -> None:
    assert plain_text(parse("> *said*\n\n- a\n  - b\n\n3. c")) == "> said\n• a\n  • b\n3. c"
