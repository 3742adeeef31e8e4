from msgspec.structs import replace
from timelines import PEOPLE, message, reaction, waiting

from chat_desktop.chat import metrics as m
from chat_desktop.chat.arranging import lay_out_hole, lay_out_message, lay_out_notice
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import Action, Going, MessageLayout, Quote, Setting
from chat_desktop.core.rows import Delivery, MessageRow, NoticeRow
from chat_desktop.look.tokens import LIGHT
from chat_desktop.markdown.parse import parse
from protocol.events import Joined


def setting(faces: Faces, width: int = 700) -> Setting:
    return Setting(
        width,
        faces,
        LIGHT,
        "ada",
        lambda user: PEOPLE[user].display_name,
        lambda seq: Quote(seq, "radia", "Radia Perl", "what was said " * 40),
    )


def laid(row: MessageRow, faces: Faces, starts: bool = True, width: int = 700) -> MessageLayout:
    return lay_out_message(row, parse(row.text or "gone"), starts, setting(faces, width))


def test_others_are_left_with_name_and_avatar_and_oneself_right_without(faces: Faces) -> None:
    other, mine = laid(message(1), faces), laid(message(2, by="ada"), faces)
    assert (other.bubble.left(), other.shown_name) == (m.INDENT, "Grace Hopper")
    assert other.avatar is not None
    assert mine.bubble.right() == 700 - m.SIDE
    assert (mine.avatar, mine.name_rect) == (None, None)
    later = laid(message(3), faces, starts=False)
    assert (later.avatar, later.name_rect) == (None, None)
    assert other.height - later.height == faces.name_height


def test_the_time_stands_on_the_base_line_of_the_last_line(faces: Faces) -> None:
    made = laid(message(1, "a\nb"), faces)
    assert made.time_at.y() == made.body_at.y() + made.body.last_baseline
    assert made.time_at.x() >= made.body_at.x() + made.body.last_extent + m.TIME_GAP


def test_the_time_has_its_own_line_where_there_is_no_room(faces: Faces) -> None:
    text = "w" * 200
    made = laid(message(1, text), faces, width=420)
    last = made.body_at.y() + made.body.height
    fits = made.body.last_extent + m.TIME_GAP + 40 < m.bubble_width(420) - 2 * m.PAD_X
    assert fits or made.time_at.y() > last
    code = laid(message(1, "```\nx\n```"), faces)
    assert code.time_at.y() > code.body_at.y() + code.body.height


def test_everything_stays_inside_the_bubble(faces: Faces) -> None:
    row = message(1, "word " * 60, reply_to=5)
    for width in (240, 500, 1_400):
        made = laid(row, faces, width=width)
        assert made.quote_rect is not None
        assert made.name_rect is not None
        assert made.bubble.contains(made.quote_rect)
        assert made.bubble.contains(made.name_rect)
        assert made.bubble.contains(made.time_at)
        assert made.bubble.width() <= m.bubble_width(width)


def test_reactions_are_chips_that_wrap(faces: Faces) -> None:
    row = message(1, reactions=tuple(reaction(chr(0x1F600 + n), n) for n in range(30)))
    made = laid(row, faces, width=420)
    assert len({chip.rect.top() for chip in made.chips}) > 1
    assert max(chip.rect.right() for chip in made.chips) <= 420 - m.SIDE
    assert made.height > made.chips[-1].rect.bottom()
    own = laid(replace(row, by="ada"), faces, width=420)
    assert own.chips[0].rect.left() > made.chips[0].rect.left()


def test_a_failed_message_says_why_and_offers_what_to_do(faces: Faces) -> None:
    row = waiting(1, delivery=Delivery.FAILED, problem="You are not a member " * 20)
    made = laid(row, faces)
    assert [action for _, action, _ in made.actions] == [Action.DISCARD, Action.RETRY]
    assert made.problem.startswith("Not sent: You are")
    assert made.problem_at is not None
    assert made.problem_at.x() >= m.SIDE
    assert made.height >= made.bubble.bottom() + faces.actions_height
    assert laid(waiting(1, delivery=Delivery.FAILED), faces).problem == "Not sent"


def test_edited_and_deleted(faces: Faces) -> None:
    edited = laid(message(1, edited_at=5), faces)
    assert edited.time.startswith("edited ")
    deleted = laid(message(1, None, deleted=True, edited_at=5, reply_to=3), faces)
    assert not deleted.framed
    assert (deleted.quote, deleted.time.startswith("edited")) == (None, False)


def test_a_few_emoji_stand_large_without_a_bubble(faces: Faces) -> None:
    big, small = laid(message(1, "🎉"), faces), laid(message(1, "🎉 yes"), faces)
    assert not big.framed
    assert small.framed
    assert big.body.height > 1.5 * small.body.height


def test_what_was_left_out_is_counted(faces: Faces) -> None:
    made = laid(message(1, "x" * 20_000), faces)
    ((rect, action, text),) = made.actions
    assert action is Action.SHOW_ALL
    assert text.startswith("Show all, 10")
    assert made.bubble.contains(rect)
    assert laid(message(1), faces).actions == ()


def test_notices_and_holes_are_lines(faces: Faces) -> None:
    notice = NoticeRow(Joined(seq=2, at=0, by="ada", user="grace"))
    assert lay_out_notice(notice, setting(faces)).full == "Ada Lovelace added Grace Hopper"
    assert lay_out_notice(notice, setting(faces, 120)).text.endswith("…")
    hole = lay_out_hole(setting(faces))
    assert hole.text == "Some messages are not here yet"
    assert hole.detail


HEBREW = "\u05e9\u05dc\u05d5\u05dd"


def test_the_time_stands_where_a_line_that_runs_to_the_left_has_room(faces: Faces) -> None:
    made = laid(message(1, HEBREW), faces)
    (piece,) = made.body.pieces
    text = piece.layout.lineAt(0).naturalTextRect().translated(piece.x, 0)
    assert made.time_at.x() == made.bubble.left() + m.PAD_X
    assert made.time_at.x() + 40 <= made.body_at.x() + text.left()
    assert abs(made.body_at.x() + text.right() - made.bubble.right() + m.PAD_X) <= 1


def test_in_mirrored_windows_everything_stands_at_the_other_side(faces: Faces) -> None:
    mirrored = replace(setting(faces), mirrored=True)
    row = message(1, "see", reply_to=5, reactions=(reaction(),))
    plain = laid(row, faces)
    made = lay_out_message(row, parse("see"), True, mirrored)
    assert made.bubble.right() == 700 - plain.bubble.left()
    assert made.body_at.x() - made.bubble.left() == plain.body_at.x() - plain.bubble.left()
    for rect in (made.avatar, made.name_rect, made.quote_rect, made.chips[0].rect):
        assert rect is not None
        assert rect.center().x() > 350
    assert made.at_right
    own = lay_out_message(waiting(1, delivery=Delivery.FAILED), parse("x"), True, mirrored)
    assert own.bubble.left() == m.SIDE
    assert own.problem_at is not None
    assert own.problem_at.x() > max(rect.right() for rect, _, _ in own.actions)
    assert not own.at_right


def test_a_message_that_goes_offers_to_undo_as_long_as_there_is_time(faces: Faces) -> None:
    row = message(1, "secret " * 50, by="ada", reactions=(reaction(),), reply_to=3)
    going = replace(setting(faces), going=lambda _row: Going.UNDOABLE)
    made = lay_out_message(row, parse("Deleting"), True, going)
    ((rect, action, _),) = made.actions
    assert action is Action.UNDO
    assert made.bubble.contains(rect)
    assert made.ring is not None
    assert made.ring.right() < rect.left()
    assert (made.time, made.chips, made.quote, made.outlined) == ("", (), None, True)
    sent = replace(setting(faces), going=lambda _row: Going.SENT)
    made = lay_out_message(row, parse("Deleting"), True, sent)
    assert (made.actions, made.ring) == ((), None)
