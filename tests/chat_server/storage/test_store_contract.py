"""What the journal relies on, of the store on disk and of the one in memory alike."""

from __future__ import annotations

import pytest
from stores import EPOCH, Author, Stored

from chat_server.core.model import (
    Changes,
    InviteRecord,
    MessageState,
    SessionRecord,
    UserRecord,
)
from chat_server.core.ports import Store
from protocol.scalars import UserId
from protocol.views import MessageView, Reaction


def test_a_new_store_has_an_epoch_and_nothing_else(stored: Stored) -> None:
    store = stored.store
    with store.transaction():
        assert store.epoch() == EPOCH
        assert store.user("1") is None
        assert store.users(["1", "x", ""]) == {}
        assert store.user_by_name("ada") is None
        assert store.session("hash") is None
        assert store.sessions_of("1") == []
        assert store.load_groups(["nowhere"]) == {}
        assert store.groups_of("1") == []
        assert store.invite("hash") is None
        assert store.find_keys([("nowhere", "1", "k" * 16)]) == {}
        assert store.count_messages("nowhere", 10) == 0


def test_an_account_comes_back_as_it_was_written(stored: Stored, author: Author) -> None:
    full = author.user(
        "Ada",
        email="Ada@Example.org",
        display_name="Ada Lovelace",
        country="UK",
        about="Notes",
        active=False,
        superuser=True,
        last_seen=-5,
    )
    bare = author.user("eve")
    store = stored.store
    with store.transaction():
        assert store.user(full) == author.users[full]
        assert store.user_by_name("ada") == author.users[full]
        assert store.user_by_email("ada@example.org") == author.users[full]
        assert store.user_by_email("") is None
        assert store.users([full, bare, full, "zz"]) == author.users
        assert store.inactive([full, bare, "zz", "?"]) == {full, "zz", "?"}


@pytest.mark.parametrize("id", ["", "0", "01", "A", " 1", "1 ", "１", "-1", "é", "z" * 40])
def test_an_id_in_any_other_form_is_nobody(stored: Stored, author: Author, id: str) -> None:
    author.user("ada")
    with stored.store.transaction():
        assert stored.store.user(id) is None
        assert stored.store.users([id]) == {}


def test_ids_are_short_and_never_given_twice(stored: Stored, author: Author) -> None:
    ids = [author.user(f"user{count}") for count in range(40)]
    with stored.store.transaction():
        more = [stored.store.new_user_id() for _ in range(3)]
    assert len(set(ids + more)) == 43
    assert max(map(len, ids)) <= 2


def test_an_account_changes_and_hands_its_email_on(stored: Stored, author: Author) -> None:
    old = author.user("eve", email="shared@example.org")
    new = author.user("ada", email="ada@example.org")
    author.change_user(new, email="", folded_email="", about="moved")
    author.commit()
    author.change_user(old, email="", folded_email="")
    author.change_user(new, email="shared@example.org", folded_email="shared@example.org")
    author.commit()
    with stored.store.transaction():
        holder = stored.store.user_by_email("shared@example.org")
        assert holder == author.users[new]
        assert stored.store.user(old) == author.users[old]


def test_sessions_begin_and_end(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    laptop = SessionRecord("hash-1", ada, "laptop", 10)
    phone = SessionRecord("hash-2", ada, "", 20)
    other = SessionRecord("hash-3", eve, "desk", 5)
    store = stored.store
    with store.transaction():
        store.write(Changes(sessions=[laptop, phone, other]))
        assert store.session("hash-2") == phone
    with store.transaction():
        assert store.sessions_of(ada) == [laptop, phone]
        store.write(Changes(revoked=["hash-1", "never-there"]))
        assert store.sessions_of(ada) == [phone]
        assert store.session("hash-1") is None


def test_a_group_comes_back_with_members_in_the_order_of_joining(
    stored: Stored, author: Author
) -> None:
    users = [author.user(name) for name in ("ada", "eve", "bob", "joe")]
    group = author.group(users[2], "Täglich Tee", "private")
    for user in (users[3], users[0], users[1]):
        author.join(group, user)
    author.set_role(group, users[0], "admin", by=users[2])
    author.remove(group, users[1], by=users[2])
    author.send(group, users[0])
    author.mark(group, users[0], seq=author.groups[group].head, n=1)
    author.commit()
    with stored.store.transaction():
        loaded = stored.store.load_groups([group, group, "nowhere"])
    assert loaded == author.groups
    assert list(loaded[group].members) == [users[2], users[3], users[0]]
    assert loaded[group].removed == {users[1]}


def test_who_is_removed_may_come_back(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    author.join(group, eve)
    author.remove(group, eve, by=ada)
    author.commit()
    with stored.store.transaction():
        assert stored.store.groups_of(eve) == []
    author.join(group, eve)
    author.commit()
    with stored.store.transaction():
        assert stored.store.groups_of(eve) == [group]
        assert stored.store.load_groups([group]) == author.groups


def test_a_group_changes_name_topic_and_visibility(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada, "Tea", "public")
    author.commit()
    author.rename(group, ada, name="Coffee", topic="black", visibility="private")
    author.commit()
    with stored.store.transaction():
        assert stored.store.load_groups([group]) == author.groups


def test_a_closed_group_is_still_there_for_the_journal(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.send(group, ada, key="k" * 16)
    author.close(group, ada)
    author.commit()
    with stored.store.transaction():
        loaded = stored.store.load_groups([group])
        assert loaded == author.groups
        assert loaded[group].closed
        assert stored.store.groups_of(ada) == []
        assert stored.store.snapshot(ada).groups == []
        found = stored.store.find_keys([(group, ada, "k" * 16)])
        assert found[group, ada, "k" * 16][0] == 2


def test_keys_are_found_by_group_and_author(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    tea, coffee = author.group(ada, "Tea"), author.group(ada, "Coffee")
    keys = [author.key() for _ in range(600)]
    seqs = {key: author.send(tea, ada, key=key) for key in keys}
    author.send(tea, eve, key=keys[0])
    author.commit()
    asked = [(tea, ada, key) for key in keys]
    asked += [(coffee, ada, keys[0]), (tea, eve, keys[1]), (tea, "nobody", keys[0])]
    asked += [(tea, ada, keys[0]), (tea, ada, "absent-key-000000")]
    with stored.store.transaction():
        found = stored.store.find_keys(asked)
    assert {key: seq for (_, _, key), (seq, _) in found.items()} == seqs
    assert found[tea, ada, keys[0]] == (2, 1_002)
    assert len(found) == 600


def test_a_message_as_it_stands(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "first")
    author.commit()
    message = stored.store.message
    with stored.store.transaction():
        assert message(group, sent) == MessageState(sent, ada, 1_001, 1, "first")
        assert message(group, 1) is None
        assert message(group, 99) is None
    author.edit(group, ada, sent, "second")
    author.commit()
    with stored.store.transaction():
        assert message(group, sent) == MessageState(sent, ada, 1_001, 1, "second", edited_at=1_002)
    author.delete(group, ada, sent)
    author.commit()
    with stored.store.transaction():
        assert message(group, sent) == MessageState(sent, ada, 1_001, 1, None, deleted=True)


def test_a_message_sent_edited_and_deleted_in_one_batch(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    kept, gone = author.send(group, ada, "a"), author.send(group, ada, "b")
    author.edit(group, ada, kept, "a2")
    author.edit(group, ada, kept, "a3")
    author.edit(group, ada, gone, "b2")
    author.delete(group, ada, gone)
    author.commit()
    with stored.store.transaction():
        kept_state, gone_state = (stored.store.message(group, seq) for seq in (kept, gone))
    assert kept_state is not None
    assert kept_state.text == "a3"
    assert gone_state is not None
    assert (gone_state.text, gone_state.deleted) == (None, True)


def test_reactions_are_a_set(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada"), author.user("eve")
    group = author.group(ada)
    sent = author.send(group, ada)
    author.react(group, ada, sent, "🎉")
    author.react(group, eve, sent, "👍")
    author.commit()
    has = stored.store.has_reaction
    with stored.store.transaction():
        assert has(group, sent, "🎉", ada)
        assert not has(group, sent, "🎉", eve)
        assert not has(group, sent, "👍", ada)
        assert not has(group, 1, "🎉", ada)
        assert stored.store.emojis(group, sent) == {"🎉", "👍"}
        assert stored.store.emojis(group, 1) == set()
    author.unreact(group, ada, sent, "🎉")
    author.commit()
    with stored.store.transaction():
        assert not has(group, sent, "🎉", ada)


def test_messages_are_counted_up_to_a_place(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    first = author.send(group, ada)
    author.react(group, ada, first, "x")
    author.commit()
    author.react(group, ada, first, "y")
    author.commit()
    author.rename(group, ada, topic="new")
    author.send(group, ada)
    author.react(group, ada, first, "z")
    author.commit()
    with stored.store.transaction():
        counts = [stored.store.count_messages(group, seq) for seq in range(9)]
    assert counts == [0, 0, 1, 1, 1, 1, 2, 2, 2]


def test_invites_are_made_spent_and_revoked(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    invite = InviteRecord("hash", group, ada, created=5, expires=99, uses=2)
    endless = InviteRecord("endless", group, ada, created=6)
    store = stored.store
    with store.transaction():
        store.write(Changes(invites={"hash": invite, "endless": endless}))
    spent = InviteRecord("hash", group, ada, created=5, expires=99, uses=0)
    with store.transaction():
        assert store.invite("hash") == invite
        assert store.invite("endless") == endless
        store.write(Changes(invites={"hash": spent}))
        assert store.invite("hash") == spent


def test_a_view_of_a_group_is_its_readers(stored: Stored, author: Author) -> None:
    ada, eve, joe = (author.user(name) for name in ("ada", "eve", "joe"))
    group = author.group(ada, "Tea")
    author.join(group, eve)
    sent = author.send(group, ada, "old", key="k" * 16)
    author.edit(group, ada, sent, "new")
    author.react(group, ada, sent, "🎉")
    author.mark(group, eve, seq=2, n=0)
    author.commit()
    state = author.groups[group]
    with stored.store.transaction():
        own = stored.store.group_view(state, eve)
        others = stored.store.group_view(state, joe)
    assert (own.name, own.head, own.n, own.members) == ("Tea", 5, 1, 2)
    assert (own.role, own.read, own.read_n) == ("member", 2, 0)
    assert own.last == MessageView(
        seq=sent,
        at=1_002,
        by=ada,
        key="k" * 16,
        n=1,
        text="new",
        edited_at=1_003,
        reactions=[Reaction(emoji="🎉", count=1, mine=False)],
    )
    assert (others.role, others.read, others.read_n, others.last) == (None, None, None, None)


def test_a_snapshot_has_the_users_whole_view(stored: Stored, author: Author) -> None:
    ada, eve = author.user("ada", email="a@b.org"), author.user("eve")
    tea, quiet = author.group(ada, "Tea"), author.group(eve, "Quiet", "private")
    hers = author.group(eve, "Hers", "public")
    author.join(tea, eve)
    author.join(quiet, ada)
    sent = author.send(tea, eve)
    author.react(tea, ada, sent, "🎉")
    author.react(tea, eve, sent, "🎉")
    author.send(hers, eve)
    author.commit()
    store = stored.store
    with store.transaction():
        snapshot = store.snapshot(ada)
        views = {group.id: group for group in snapshot.groups}
        assert set(views) == {tea, quiet}
        assert views == {id: store.group_view(author.groups[id], ada) for id in views}
    last = views[tea].last
    assert last is not None
    assert last.reactions == [Reaction(emoji="🎉", count=2, mine=True)]
    assert views[quiet].last is None
    assert (snapshot.epoch, snapshot.user.id, snapshot.user.email) == (EPOCH, ada, "a@b.org")
    assert [user.id for user in snapshot.users] == [eve]
    assert snapshot.users[0].email is None


def test_a_deleted_message_stays_last_as_a_bare_tombstone(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "oops")
    author.react(group, ada, sent, "🎉")
    author.commit()
    author.delete(group, ada, sent)
    author.commit()
    with stored.store.transaction():
        last = stored.store.snapshot(ada).groups[0].last
    assert last is not None
    assert (last.seq, last.deleted, last.text, last.reactions) == (sent, True, None, [])


def _next_user_id(store: Store) -> UserId:
    with store.transaction():
        return store.new_user_id()


def test_nothing_is_left_of_a_transaction_that_fails(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    store = stored.store
    author.send(group, ada, key="k" * 16)
    other = author.group(ada, "Other")
    id = _next_user_id(store)

    def fail() -> None:
        with store.transaction():
            store.write(Changes(users={id: UserRecord(id, "eve", "eve", "x", 1)}))
            store.write(author.changes)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.transaction():
        assert store.user_by_name("eve") is None
        assert store.load_groups([group])[group].head == 1
        assert store.load_groups([other]) == {}
        assert store.find_keys([(group, ada, "k" * 16), (other, ada, "k" * 16)]) == {}
        assert store.new_user_id() == id
    author.commit()
    with store.transaction():
        assert store.load_groups([group, other]) == author.groups


def test_reads_see_what_the_transaction_wrote(stored: Stored, author: Author) -> None:
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "hello")
    store = stored.store
    with store.transaction():
        store.write(author.changes)
        author.changes = Changes()
        message = store.message(group, sent)
        assert message is not None
        assert message.text == "hello"
        author.edit(group, ada, sent, "changed")
        store.write(author.changes)
        message = store.message(group, sent)
        assert message is not None
        assert message.text == "changed"
        assert store.count_messages(group, sent) == 1
        assert store.groups_of(ada) == [group]
