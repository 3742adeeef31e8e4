"""States and amendments of single messages."""

from __future__ import annotations

import pytest
from group_logs import ME, GroupLog, group_logs
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.messages import (
    AMENDMENTS,
    MessageEntry,
    Page,
    Stamped,
    amend,
    as_shown,
    newest_page,
    page_after,
    page_around,
    page_before,
    view_of,
)
from protocol.events import Deleted, Message, Reacted, Unreacted
from protocol.replies import Messages
from protocol.views import MessageView, Reaction

FIRST = Message(seq=1, at=5, by="ada", key="k" * 16, n=1, text="hi")


@given(group_logs(least=1), st.randoms(use_true_random=False), st.data())
def test_amendments_in_any_order_onto_any_older_state_give_the_newest(
    log: GroupLog, random: object, data: st.DataObject
) -> None:
    newest = log.items(log.head)
    for seq, item in newest.items():
        if not isinstance(item, MessageView):
            continue
        amendments = [e for e in log.events if isinstance(e, AMENDMENTS) and e.target == seq]
        as_of = data.draw(st.integers(seq, log.head))
        state = log.items(as_of)[seq]
        assert isinstance(state, MessageView)
        entry = MessageEntry(state, as_of, ME)
        for event in data.draw(st.permutations(amendments + amendments[:2])):
            entry.amend(event)
        assert entry.view == as_shown(item)
        entry.settle(log.head)
        assert entry.view == as_shown(item)
        assert not entry.later


def test_a_newer_state_wins_and_an_older_one_says_nothing() -> None:
    entry = MessageEntry(view_of(FIRST), 1, ME)
    entry.amend(Reacted(seq=4, at=6, by="eve", target=1, emoji="👍"))
    newer = MessageView(seq=1, at=5, by="ada", key="k" * 16, n=1, text="newer")
    entry.rebase(newer, 3)
    assert (entry.view.text, len(entry.view.reactions)) == ("newer", 1)
    entry.rebase(view_of(FIRST), 2)
    assert entry.view.text == "newer"


def test_reactions_are_counted_by_emoji_and_mine_is_kept() -> None:
    view = view_of(FIRST)
    for seq, (by, emoji) in enumerate([("eve", "👍"), (ME, "👍"), (ME, "🎉")], start=2):
        view = amend(view, Reacted(seq=seq, at=6, by=by, target=1, emoji=emoji), ME)
    assert view.reactions == sorted(
        [Reaction(emoji="👍", count=2, mine=True), Reaction(emoji="🎉", count=1, mine=True)],
        key=lambda reaction: reaction.emoji,
    )
    view = amend(view, Unreacted(seq=5, at=6, by=ME, target=1, emoji="👍"), ME)
    view = amend(view, Unreacted(seq=6, at=6, by=ME, target=1, emoji="🎉"), ME)
    assert view.reactions == [Reaction(emoji="👍", count=1, mine=False)]


def test_a_deleted_message_is_a_bare_tombstone_for_good() -> None:
    view = amend(view_of(FIRST), Reacted(seq=2, at=6, by=ME, target=1, emoji="👍"), ME)
    view = amend(view, Deleted(seq=3, at=6, by="ada", target=1), ME)
    assert (view.text, view.deleted, view.reactions) == (None, True, [])
    assert amend(view, Reacted(seq=4, at=6, by=ME, target=1, emoji="👍"), ME) == view


def reply(first: int, last: int, *, more: bool, head: int = 20) -> Messages:
    items = [view_of(Message(seq=s, at=5, by="a", key="k" * 16, n=s)) for s in (first, last)]
    return Messages(id=1, group="g", messages=list(items), more=more, head=head)


def span(page: Page | None) -> tuple[int, int] | None:
    return (page.lo, page.hi) if page else None


def test_a_page_tells_of_everything_between_its_bounds() -> None:
    assert span(newest_page(reply(8, 15, more=True))) == (8, 20)
    assert span(newest_page(reply(8, 15, more=False))) == (1, 20)
    assert span(page_before(reply(8, 10, more=True), 12)) == (8, 11)
    assert span(page_before(reply(8, 10, more=False), 12)) == (1, 11)
    assert span(page_before(reply(8, 10, more=True), 99)) == (8, 20)
    assert span(page_after(reply(8, 10, more=True), 3)) == (4, 10)
    assert span(page_after(reply(8, 10, more=False), 3)) == (4, 20)
    assert span(page_around(reply(8, 10, more=True))) == (8, 10)
    assert span(page_around(reply(8, 10, more=False))) == (1, 10)


@pytest.mark.parametrize("more", [True, False])
def test_an_empty_page_tells_of_everything_or_of_nothing(more: bool) -> None:
    empty = Messages(id=1, group="g", messages=[], more=more, head=20)
    assert span(page_before(empty, 12)) == (None if more else (1, 11))
    assert span(page_after(empty, 12)) == (None if more else (13, 20))
    assert span(newest_page(empty)) == (None if more else (1, 20))
    assert page_around(empty) is None


def test_items_of_a_page_are_stamped_with_its_head() -> None:
    page = newest_page(reply(8, 15, more=True))
    assert page is not None
    assert [type(item) for item in page.items] == [Stamped, Stamped]
    assert {item.as_of for item in page.items} == {20}
