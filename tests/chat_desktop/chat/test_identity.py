from timelines import message, waiting

from chat_desktop.chat.identity import identity, revision, seq_of
from chat_desktop.core.rows import HoleRow, NoticeRow
from protocol.events import Left


def test_a_message_stays_itself_from_the_outbox_to_the_log() -> None:
    sent = message(7, by="ada", rev=2)
    queued = waiting(1)
    assert identity(queued) == (queued.by, queued.key)
    assert identity(sent) == identity(message(7, "edited", by="ada"))
    assert (revision(sent), revision(queued)) == (2, 0)


def test_all_kinds_of_rows_differ() -> None:
    notice = NoticeRow(Left(seq=7, at=0, by="ada", user="ada"))
    hole = HoleRow(after=7, before=9)
    assert len({identity(row) for row in (message(7), message(7, by="ada"), notice, hole)}) == 4
    assert [seq_of(row) for row in (message(7), notice, hole, waiting(1))] == [7, 7, None, None]
