"""Messages as they stand: reactions in the order in which they came, and whose they are."""

from __future__ import annotations

from stores import Author, Stored

from protocol.commands import History
from protocol.scalars import GroupId, UserId
from protocol.views import MessageView, Reaction


def shown(stored: Stored, reader: UserId, group: GroupId) -> list[list[Reaction]]:
    page = stored.reader.history(reader, History(id=1, group=group))
    return [item.reactions for item in page.messages if isinstance(item, MessageView)]


def test_reactions_are_counted_by_emoji_and_come_in_the_order_of_the_first(
    stored: Stored, author: Author
) -> None:
    ada, eve, joe = (author.user(name) for name in ("ada", "eve", "joe"))
    group = author.group(ada)
    author.join(group, eve)
    author.join(group, joe)
    plain, liked = author.send(group, ada), author.send(group, ada)
    for user, emoji in ((joe, "z"), (eve, "a"), (ada, "z"), (ada, "👍🏽")):
        author.react(group, user, liked, emoji)
    author.commit()
    assert shown(stored, eve, group) == [
        [],
        [
            Reaction(emoji="z", count=2, mine=False),
            Reaction(emoji="a", count=1, mine=True),
            Reaction(emoji="👍🏽", count=1, mine=False),
        ],
    ]
    author.unreact(group, joe, liked, "z")
    author.react(group, joe, plain, "z")
    author.commit()
    author.unreact(group, ada, liked, "z")
    author.commit()
    assert [[each.emoji for each in message] for message in shown(stored, joe, group)] == [
        ["z"],
        ["a", "👍🏽"],
    ]


def test_one_taken_off_and_put_on_again_comes_last(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada)
    author.react(group, ada, sent, "first")
    author.react(group, ada, sent, "second")
    author.commit()
    author.unreact(group, ada, sent, "first")
    author.react(group, ada, sent, "first")
    author.commit()
    assert [each.emoji for each in shown(stored, ada, group)[0]] == ["second", "first"]


def test_a_deleted_message_keeps_nothing_but_its_place(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "oops", key="k" * 16)
    author.react(group, ada, sent, "🎉")
    author.edit(group, ada, sent, "oops!")
    author.commit()
    author.delete(group, ada, sent)
    author.commit()
    page = stored.reader.history(ada, History(id=1, group=group))
    assert page.messages == [
        MessageView(seq=sent, at=1_001, by=ada, key="k" * 16, n=1, deleted=True)
    ]
