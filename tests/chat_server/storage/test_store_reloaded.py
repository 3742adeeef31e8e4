"""Whatever was committed, in whatever batches, a store reloaded from disk equals the model."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from fakes import FakeStore
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import Author, Stored, new_database, on_server, opened

from chat_server.core.model import Changes
from chat_server.core.ports import Store
from protocol.commands import CatchUp, History, ListGroups, ListMembers
from protocol.scalars import GroupId
from protocol.views import DEFAULT_LIMITS

USERS = ("ada", "eve", "joe")
EMOJI = ("🎉", "👍")

WEIGHTS = {"send": 6, "edit": 6, "delete": 2, "react": 4, "unreact": 2, "commit": 4, "mark": 2}
ONCE = ("join", "leave", "remove", "role", "rename", "group", "close", "fail")
STEPS = [*(what for what, times in WEIGHTS.items() for _ in range(times)), *ONCE]

steps = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=15,
    max_size=60,
)


class Script:
    """Carries out steps on the model and on the store under test alike.

    A step that the rules of the core would refuse does nothing.
    """

    def __init__(self, model: Store, tested: Store) -> None:
        self.author = Author(model)
        self.tested = tested
        self.sent: list[tuple[GroupId, str, int, str]] = []
        self.reactions: set[tuple[GroupId, int, str, str]] = set()
        self.deleted: set[tuple[GroupId, int]] = set()
        for name in USERS:
            self.author.user(name)
        with tested.transaction():
            tested.write(Changes(users=dict(self.author.users)))

    def run(self, step: tuple[str, int, int]) -> None:
        what, who, pick = step
        author = self.author
        user = list(author.users)[who % len(USERS)]
        groups = [id for id, state in author.groups.items() if not state.closed]
        if what in ("commit", "fail"):
            self.commit(fail=what == "fail")
        elif what == "group" or not groups:
            group = author.group(user, f"Group {pick}", "public" if who % 2 else "private")
            for other in author.users:
                if other != user:
                    author.join(group, other)
        else:
            group = groups[pick % len(groups)]
            self._in_group(what, group, user, list(author.users)[pick % len(USERS)], pick)

    def commit(self, fail: bool = False) -> None:
        """Write the batch to both; first, perhaps, to the tested one in vain."""
        changes = self.author.changes
        if fail:
            try:
                with self.tested.transaction():
                    self.tested.write(changes)
                    raise ZeroDivisionError
            except ZeroDivisionError:
                pass
        with self.tested.transaction():
            self.tested.write(changes)
        self.author.commit()

    def _in_group(self, what: str, group: GroupId, user: str, other: str, pick: int) -> None:
        author, members = self.author, self.author.groups[group].members
        if what == "join" and user not in members:
            author.join(group, user)
        elif user not in members:
            return
        elif what == "send":
            key = author.key()
            seq = author.send(group, user, f"text {pick}", key=key, reply_to=pick or None)
            self.sent.append((group, user, seq, key))
        elif what in ("edit", "delete", "react", "unreact"):
            self._to_message(what, group, user, pick)
        elif what == "mark":
            author.mark(group, user, seq=author.groups[group].head, n=author.groups[group].n)
        elif what == "rename":
            author.rename(group, user, name=f"Name {pick}", topic=f"topic {pick}")
        elif what == "role" and user in members:
            author.set_role(group, user, ("member", "admin", "owner")[pick % 3], by=user)
        elif what == "close" and pick == 0:
            author.close(group, user)
        elif what == "leave" and len(members) > 1:
            author.leave(group, user)
        elif what == "remove" and other in members and other != user:
            author.remove(group, other, by=user)

    def _to_message(self, what: str, group: GroupId, user: str, pick: int) -> None:
        author = self.author
        standing = [
            seq for g, _, seq, _ in self.sent if g == group and (g, seq) not in self.deleted
        ]
        if not standing:
            return
        seq = standing[pick % len(standing)]
        reaction = (group, seq, EMOJI[pick % 2], user)
        if what == "edit":
            author.edit(group, user, seq, f"edited {author.now}")
        elif what == "delete":
            author.delete(group, user, seq)
            self.deleted.add((group, seq))
        elif what == "react" and reaction not in self.reactions:
            author.react(group, user, seq, reaction[2])
            self.reactions.add(reaction)
        elif what == "unreact" and reaction in self.reactions:
            author.unreact(group, user, seq, reaction[2])
            self.reactions.remove(reaction)


def everything(stored: Stored, script: Script) -> list[Any]:
    """Return all that the ports say, of every group and to every user."""
    store, reader, author = stored.store, stored.reader, script.author
    ids = list(author.groups)
    said: list[Any] = []
    with store.transaction():
        loaded = store.load_groups(ids)
        said += [loaded, [list(loaded[id].members) for id in ids]]
        said.append(store.find_keys([(g, user, key) for g, user, _, key in script.sent]))
        said += [store.message(g, seq) for g, _, seq, _ in script.sent]
        said += [store.count_messages(id, seq) for id in ids for seq in range(12)]
        said += [store.has_reaction(*reaction) for reaction in sorted(script.reactions)]
        for user in author.users:
            snapshot = store.snapshot(user)
            said.append(sorted(snapshot.groups, key=lambda group: group.id))
            said.append({author.id for author in snapshot.users})
    for user in author.users:
        said.append(reader.list_groups(user, ListGroups(id=1, limit=100)).groups)
        for id, state in author.groups.items():
            if user in state.members:
                said.append(reader.members(user, ListMembers(id=1, group=id)))
                said.append(reader.history(user, History(id=1, group=id, all=True)))
                said.append(reader.history(user, History(id=1, group=id, around=5, limit=3)))
                said.append(reader.catch_up(user, CatchUp(id=1, group=id, after=0, limit=100)))
    return said


def compare(script_steps: list[Any], reopen: Callable[[], AbstractContextManager[Stored]]) -> None:
    """Carry out the steps, open the database again and compare all that it says."""
    model = FakeStore(DEFAULT_LIMITS)
    with reopen() as stored:
        script = Script(model, stored.store)
        for step in script_steps:
            script.run(step)
        script.commit()
    with reopen() as stored:
        expected = everything(Stored(model, model.reader, Path()), script)
        assert everything(stored, script) == expected


@settings(max_examples=50, deadline=None)
@given(steps)
def test_a_store_reloaded_from_disk_equals_the_model(script_steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        compare(script_steps, lambda: opened("peewee", Path(folder)))


@settings(max_examples=8, deadline=None)
@given(steps)
def test_a_store_reloaded_from_postgresql_equals_the_model(script_steps: list[Any]) -> None:
    with new_database() as address:
        compare(script_steps, lambda: on_server(address))
