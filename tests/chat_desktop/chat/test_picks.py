import pytest
from pytestqt.qtbot import QtBot
from timelines import message, waiting

from chat_desktop.chat import metrics as m
from chat_desktop.chat.picks import MOST, Picks, may_pick
from chat_desktop.core.rows import HoleRow, Row
from chat_desktop.look.motion import Motion, MotionChoice

ROWS: list[Row] = [message(1), HoleRow(1, 5), message(5), message(6, None, deleted=True),
                   message(7), waiting(1)]  # fmt: skip


@pytest.fixture
def picks(qapp: object) -> Picks:
    motion = Motion()
    motion.choose(MotionChoice.REDUCED)
    return Picks(motion)


def seqs(picks: Picks) -> list[int | None]:
    return [row.seq for row in picks.of(ROWS)]


def test_messages_are_picked_and_dropped(picks: Picks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picks.changed):
        picks.begin(message(5))
    assert (picks.on, seqs(picks), picks.count) == (True, [5], 1)
    picks.toggle(message(1))
    assert seqs(picks) == [1, 5]
    picks.toggle(message(5))
    assert seqs(picks) == [1]
    picks.end()
    assert (picks.on, picks.count) == (False, 0)


def test_a_stretch_is_picked_without_what_cannot_be(picks: Picks) -> None:
    picks.begin(message(7))
    picks.extend(ROWS, 0)
    assert seqs(picks) == [1, 5, 7]
    assert not may_pick(waiting(1))
    picks.begin(message(6, None, deleted=True))
    assert 6 not in seqs(picks)


def test_what_is_gone_is_picked_no_longer(picks: Picks) -> None:
    picks.begin(message(5))
    picks.toggle(message(7))
    picks.keep([message(5, None, deleted=True), message(7)])
    assert seqs(picks) == [7]


def test_there_is_an_end_to_it(picks: Picks) -> None:
    many = [message(seq) for seq in range(MOST + 50)]
    picks.begin(many[0])
    picks.extend(many, len(many) - 1)
    assert picks.count == MOST


def test_others_give_way_at_once_where_nothing_is_to_move(picks: Picks) -> None:
    picks.begin()
    assert picks.aside == m.PICK
    picks.end()
    assert picks.aside == 0


def test_others_give_way_by_and_by(qtbot: QtBot) -> None:
    picks = Picks(Motion())
    seen: list[int] = []
    picks.slid.connect(lambda: seen.append(picks.aside))
    picks.begin()
    qtbot.waitUntil(lambda: picks.aside == m.PICK)
    assert seen[0] < m.PICK
