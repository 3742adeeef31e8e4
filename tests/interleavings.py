"""Any commands in any order, in batches that may fail, and what holds after each batch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from dialogue import Dialogue
from fake_views import as_served
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import structs

from chat_server.core.jobs import Job, LoggedIn, Mutation, NoteSeen, Perform, Result, Resume
from chat_server.core.model import GroupState
from chat_server.core.outcome import Actor, Outcome, Publish, Subscribe, Unsubscribe
from chat_server.core.projection import Projection
from chat_server.core.trouble import StorageTrouble
from protocol import commands
from protocol.errors import ErrorCode
from protocol.events import Event, Message
from protocol.replies import Sent
from protocol.scalars import GroupId, UserId, Visibility

AboutMessage = commands.Edit | commands.Delete | commands.React | commands.Unreact

NAMES = ("root", "ada", "eve", "bob")
USERS = ("1", "2", "3", "4")
PLACES = ("0", "1", "2")
"""Which of the newest groups a command names; the real id takes its place in `job`."""

INVITE = "invite-to-{}"

users = st.sampled_from(USERS)
places = st.sampled_from(["0", "0", "0", "1", "1", "2"])
seqs = st.integers(1, 20)
keys = st.integers(0, 40).map(lambda number: f"key-{number:012}")
texts = st.sampled_from(["one", "two", "three", "four", ""])
emojis = st.sampled_from(["👍", "🎉"])
visibilities = st.sampled_from([None, "public", "private"])


def of(kind: type[commands.Command], **fields: st.SearchStrategy[Any]) -> Any:
    return st.builds(kind, id=st.just(1), **fields)


now_and_then: list[st.SearchStrategy[Mutation]] = [
    of(commands.JoinGroup, group=places),
    of(commands.JoinGroup, group=places),
    of(commands.JoinGroup, group=places, invite=places.map(INVITE.format)),
    of(commands.LeaveGroup, group=places),
    of(commands.AddMember, group=places, user=users),
    of(commands.RemoveMember, group=places, user=users),
    of(
        commands.SetRole,
        group=places,
        user=users,
        role=st.sampled_from(["owner", "admin", "admin", "member"]),
    ),
    of(
        commands.UpdateGroup,
        group=places,
        name=st.sampled_from([None, "tea", "coffee", ""]),
        topic=st.sampled_from([None, "", "or coffee"]),
        visibility=visibilities,
    ),
    of(commands.CreateInvite, group=places, uses=st.sampled_from([None, 1, 2])),
    of(commands.RevokeInvite, group=places, token=places.map(INVITE.format)),
    of(commands.AdminAct, action=st.sampled_from(["deactivate", "make_admin"]), target=users),
    of(commands.AdminAct, action=st.sampled_from(["activate", "remove_admin"]), target=users),
    of(commands.AdminAct, action=st.just("activate"), target=users),
    of(commands.UpdateProfile, display_name=st.sampled_from(["", "A"])),
    st.one_of(
        of(commands.DeleteGroup, group=places),
        of(commands.AdminAct, action=st.just("delete_group"), target=places),
        of(commands.AdminAct, action=st.just("delete_message"), target=places, seq=seqs),
    ),
]
mostly: list[st.SearchStrategy[Mutation]] = [
    of(commands.Send, group=places, key=keys, text=texts, reply_to=st.none() | seqs),
    of(commands.Send, group=places, key=keys, text=texts),
    of(commands.Edit, group=places, seq=seqs, text=texts),
    of(commands.Delete, group=places, seq=seqs),
    of(commands.React, group=places, seq=seqs, emoji=emojis),
    of(commands.Unreact, group=places, seq=seqs, emoji=emojis),
    of(commands.MarkRead, group=places, seq=seqs),
]
sayings = st.tuples(
    st.integers(0, len(USERS) - 1),
    st.sampled_from(mostly * 6 + now_and_then).flatmap(lambda chosen: chosen),
)
failures = st.sampled_from([None] * 8 + ["busy", "full", "crash", "poison"])


class AnyInterleaving(RuleBasedStateMachine):
    """A few people and groups, and a listener on every user's connections."""

    def new_dialogue(self) -> Dialogue:
        return Dialogue()

    @initialize(pick=st.lists(sayings, max_size=4))
    def begin(self, pick: list[tuple[int, Mutation]]) -> None:
        self.talk = self.new_dialogue()
        root = self.talk.superuser(NAMES[0])
        self.people: list[Actor] = [root, *(self.talk.person(name) for name in NAMES[1:])]
        assert tuple(person.user for person in self.people) == USERS
        self.created: dict[GroupId, GroupState] = {}
        self.sent: dict[tuple[GroupId, UserId, str], Sent] = {}
        self.heard: defaultdict[tuple[UserId, GroupId], list[Event]] = defaultdict(list)
        self.subscribed: set[tuple[UserId, GroupId]] = set()
        self.begin_group("public")
        self.begin_group("private")
        self.say(pick, None)

    @precondition(lambda self: len(self.created) < 4)
    @rule(visibility=visibilities)
    def begin_group(self, visibility: Visibility | None) -> None:
        create = commands.CreateGroup(id=1, name="tea", visibility=visibility)
        entering = [commands.AddMember(id=1, group="0", user=user) for user in USERS]
        self.say([(1, create)], None)
        self.say([(1, command) for command in entering], None)

    @rule(said=st.lists(sayings, min_size=2, max_size=16), failure=failures, resumed=st.booleans())
    def batch(self, said: list[tuple[int, Mutation]], failure: str | None, resumed: bool) -> None:
        self.say(said, failure, resumed)

    def say(
        self, said: list[tuple[int, Mutation]], failure: str | None, resumed: bool = False
    ) -> None:
        jobs: list[Job] = [self.job(self.people[who], command) for who, command in said]
        if resumed:
            jobs[len(jobs) // 2 : 0] = [
                NoteSeen(USERS[1], self.talk.now),
                Resume(self.people[1].token_hash, connection=99),
            ]
        store = self.talk.store
        before = self.talk.all_events()
        if failure == "busy":
            store.fail_write = StorageTrouble(ErrorCode.BUSY, "locked")
        elif failure == "full":
            store.fail_commit = StorageTrouble(ErrorCode.STORAGE_FULL, "full")
        elif failure == "crash":
            store.fail_commit = RuntimeError("between the write and the commit")
        elif failure == "poison":
            store.poison = (self.place("0"), 7)
        results = self.talk.batch(*jobs)
        if failure in ("busy", "full") and not (store.fail_write or store.fail_commit):
            assert not any(isinstance(result, Outcome) for result in results)
            assert self.talk.all_events() == before
        store.fail_write = store.fail_commit = store.poison = None
        for job, result in zip(jobs, results, strict=True):
            self.deliver(job, result)
        for result in results:
            if isinstance(result, LoggedIn):
                self.check_snapshot(result)

    def job(self, actor: Actor, command: Mutation) -> Perform:
        """Return the job: with real ids, and with what is random made up without chance."""
        fresh = ""
        if isinstance(command, commands.CreateGroup):
            fresh = f"g{len(self.created)}"
            self.created[fresh] = GroupState(
                id=fresh,
                name=command.name,
                topic="",
                visibility=command.visibility or "private",
                created=0,
            )
        elif isinstance(command, commands.AdminAct):
            actor = self.people[0]
            if command.target in PLACES:
                command = structs.replace(command, target=self.place(command.target))
        elif isinstance(command, AboutMessage):
            command = self.at_a_message(actor, command)
        group = getattr(command, "group", None)
        if group in PLACES:
            command = structs.replace(command, group=self.place(group))
        if isinstance(command, commands.CreateInvite):
            fresh = INVITE.format(group)
        return Perform(actor, command, fresh)

    def place(self, name: str) -> GroupId:
        """Return one of the newest groups."""
        newest = list(self.created)[::-1]
        return newest[int(name) % len(newest)]

    def at_a_message(self, actor: Actor, command: AboutMessage) -> AboutMessage:
        """Mostly let the command name a message, one of the actor's own if there is any."""
        log = self.talk.log(self.place(command.group))
        found = [event for event in log if isinstance(event, Message)]
        own = [event for event in found if event.by == actor.user] or found
        if not own or command.seq % 5 == 0:
            return command
        return structs.replace(command, seq=own[-(command.seq % len(own)) - 1].seq)

    def deliver(self, job: Job, result: Result) -> None:
        """Do what the gateway does with a result."""
        if not isinstance(result, Outcome):
            assert not isinstance(result, TypeError | ValueError | KeyError | LookupError), result
            return
        for effect in result.effects:
            if isinstance(effect, Subscribe):
                self.subscribed.add((effect.user, effect.group))
                self.heard[effect.user, effect.group].clear()
            elif isinstance(effect, Unsubscribe):
                self.subscribed.remove((effect.user, effect.group))
            elif isinstance(effect, Publish):
                for user, group in self.subscribed:
                    if group == effect.group:
                        self.heard[user, group].append(effect.event)
        if isinstance(job, Perform) and isinstance(result.reply, Sent):
            assert isinstance(job.command, commands.Send)
            key = (job.command.group, job.actor.user, job.command.key)
            first = self.sent.setdefault(key, result.reply)
            assert (first.seq, first.at) == (result.reply.seq, result.reply.at)

    def check_snapshot(self, welcome: LoggedIn) -> None:
        """Everything up to the heads of the snapshot has been told before it, nothing after."""
        user = welcome.actor.user
        heads = {group.id: group.head for group in welcome.snapshot.groups}
        assert set(heads) == {group for who, group in self.subscribed if who == user}
        for id, head in heads.items():
            assert self.heard[user, id][-1].seq == head == len(self.talk.log(id))

    @invariant()
    def logs_are_gapless(self) -> None:
        for log in self.talk.all_events().values():
            assert [event.seq for event in log] == list(range(1, len(log) + 1))
            counts = [event.n for event in log if isinstance(event, Message)]
            assert counts == list(range(1, len(counts) + 1))

    @invariant()
    def replaying_the_log_gives_the_state(self) -> None:
        tables = self.talk.store.tables
        for id in tables.groups:
            log = self.talk.log(id)
            served = [as_served(tables, id, event) for event in log]
            for events in (log, served):
                projection = Projection(self.fresh(id))
                projection.replay(events)
                self.compare(id, projection)

    def fresh(self, id: GroupId) -> GroupState:
        """Return the group as it was made, before its first event."""
        stored = self.talk.store.tables.groups[id]
        return replace(self.created[id], created=stored.created, members={}, removed=set())

    def compare(self, id: GroupId, projection: Projection) -> None:
        stored = self.talk.state(id)
        for user, member in stored.members.items():
            replayed = projection.group.members[user]
            assert member.read >= replayed.read
            replayed.read, replayed.read_n = member.read, member.read_n
        assert projection.group == stored
        assert list(projection.group.members) == list(stored.members)
        with self.talk.store.transaction():
            for seq, message in projection.messages.items():
                assert message == self.talk.store.message(id, seq)
        reactions = {
            (seq, emoji, user)
            for seq, emojis in projection.reactions.items()
            for emoji, users in emojis.items()
            for user in users
        }
        assert reactions == {
            (seq, emoji, user)
            for (group, seq), entries in self.talk.store.tables.reactions.items()
            for emoji, user in entries
            if group == id
        }

    @invariant()
    def unread_is_what_counting_gives(self) -> None:
        for id in self.talk.store.tables.groups:
            state = self.talk.state(id)
            messages = [event.seq for event in self.talk.log(id) if isinstance(event, Message)]
            for member in state.members.values():
                assert state.n - member.read_n == sum(seq > member.read for seq in messages)
                assert member.joined <= member.read <= state.head

    @invariant()
    def an_open_group_has_one_owner_and_a_closed_one_nobody(self) -> None:
        for id in self.talk.store.tables.groups:
            state = self.talk.state(id)
            roles = [member.role for member in state.members.values()]
            assert roles.count("owner") == (0 if state.closed else 1)
            assert not (state.closed and roles)

    @invariant()
    def who_is_in_hears_everything_from_their_joined_on(self) -> None:
        tables = self.talk.store.tables
        inside = {(user, id) for id in tables.groups for user in tables.members[id]}
        assert self.subscribed == inside
        for user, id in inside:
            joined = tables.members[id][user].joined
            assert self.heard[user, id] == self.talk.log(id)[joined - 1 :]
