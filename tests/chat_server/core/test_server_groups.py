"""create_group, update_group, delete_group."""

from __future__ import annotations

import pytest
from dialogue import Dialogue, published, told_views

from chat_server.core.jobs import Perform
from chat_server.core.outcome import Outcome, Publish, Subscribe, Tell, Unsubscribe
from protocol.commands import (
    CreateGroup,
    DeleteGroup,
    Edit,
    JoinGroup,
    React,
    RemoveMember,
    SetRole,
    UpdateGroup,
)
from protocol.errors import ErrorCode
from protocol.events import Changed, Closed, Joined
from protocol.replies import GroupView, Ok
from protocol.views import DEFAULT_LIMITS, Group


def test_a_new_group_begins_with_its_owners_joined() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    outcome = talk.say(ada, CreateGroup(id=4, name=" tea  ", topic="or coffee"), fresh="uuid")
    view = Group(
        id="uuid",
        name="tea",
        topic="or coffee",
        visibility="private",
        head=1,
        n=0,
        members=1,
        role="owner",
        read=1,
        read_n=0,
    )
    joined = Joined(seq=1, at=talk.now, by=ada.user, user=ada.user)
    assert outcome.reply == GroupView(group=view, id=4)
    assert outcome.effects == (
        Subscribe(ada.user, "uuid"),
        Publish("uuid", joined),
        Tell(ada.user, GroupView(group=view), but=ada.connection),
    )
    assert talk.log("uuid") == [joined]
    assert talk.view(ada, "uuid") == view


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (CreateGroup(id=1, name=" "), ErrorCode.INVALID_NAME),
        (CreateGroup(id=1, name="a\nb"), ErrorCode.INVALID_NAME),
        (CreateGroup(id=1, name="x" * (DEFAULT_LIMITS.name_chars + 1)), ErrorCode.INVALID_NAME),
        (
            CreateGroup(id=1, name="tea", topic="x" * (DEFAULT_LIMITS.topic_chars + 1)),
            ErrorCode.TOO_LONG,
        ),
    ],
)
def test_names_and_topics_that_no_group_has(command: CreateGroup, code: ErrorCode) -> None:
    talk = Dialogue()
    assert talk.refused(talk.person("ada"), command) is code
    assert talk.store.tables.groups == {}


def test_an_update_names_what_is_different_and_pushes_everybody_their_own_view() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.message(ada, tea)
    command = UpdateGroup(id=1, group=tea, name="coffee", topic="", visibility="public")
    outcome = talk.say(ada, command)
    assert published(outcome) == [Changed(seq=4, at=talk.now, by=ada.user, name="coffee")]
    assert outcome.reply == GroupView(group=talk.view(ada, tea), id=1)
    assert told_views(outcome.effects) == {
        ada.user: talk.view(ada, tea),
        eve.user: talk.view(eve, tea),
    }
    assert {e.user: e.but for e in outcome.effects if isinstance(e, Tell)} == {
        ada.user: ada.connection,
        eve.user: ada.connection,
    }
    assert (talk.view(eve, tea).name, talk.view(eve, tea).read_n) == ("coffee", 0)


def test_views_of_one_push_tell_whose_reactions_are_whose() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(ada, tea)
    talk.say(eve, React(id=1, group=tea, seq=seq, emoji="👍"))
    views = told_views(talk.say(ada, UpdateGroup(id=1, group=tea, topic="!")).effects)
    mine, hers = views[ada.user].last, views[eve.user].last
    assert mine is not None
    assert hers is not None
    assert (mine.reactions[0].mine, hers.reactions[0].mine) == (False, True)


def test_an_update_can_empty_the_topic_and_hide_the_group() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    talk.say(ada, UpdateGroup(id=1, group=tea, topic="or coffee"))
    outcome = talk.say(ada, UpdateGroup(id=1, group=tea, topic="", visibility="private"))
    assert published(outcome) == [
        Changed(seq=3, at=talk.now, by=ada.user, topic="", visibility="private")
    ]
    assert talk.refused(eve, JoinGroup(id=1, group=tea)) is ErrorCode.NO_SUCH_GROUP


def test_an_update_that_changes_nothing_makes_no_event() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    for command in (UpdateGroup(id=1, group=tea), UpdateGroup(id=1, group=tea, name="tea ")):
        assert talk.say(ada, command) == Outcome(GroupView(group=talk.view(ada, tea), id=1))
    assert len(talk.log(tea)) == 1


def test_who_may_update_a_group() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    public, private = talk.group(ada, eve), talk.group(ada, eve, visibility="private")
    for group, code in ((public, ErrorCode.NOT_A_MEMBER), (private, ErrorCode.NO_SUCH_GROUP)):
        update = UpdateGroup(id=1, group=group, name="coffee")
        assert talk.refused(eve, update) is ErrorCode.NOT_ALLOWED
        assert talk.refused(bob, update) is code
        talk.say(ada, SetRole(id=1, group=group, user=eve.user, role="admin"))
        talk.say(eve, update)
        bad = UpdateGroup(id=1, group=group, name="", topic="coffee")
        assert talk.refused(eve, bad) is ErrorCode.INVALID_NAME


def test_a_deleted_group_says_closed_to_everybody_and_then_is_gone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(ada, DeleteGroup(id=8, group=tea))
    closed = Closed(seq=3, at=talk.now, by=ada.user)
    assert outcome == Outcome(
        Ok(id=8),
        (Publish(tea, closed), Unsubscribe(ada.user, tea), Unsubscribe(eve.user, tea)),
    )
    state = talk.state(tea)
    assert (state.closed, state.members, talk.last(tea)) == (True, {}, closed)


def test_a_deleted_group_is_absent_to_every_command() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(ada, tea)
    talk.say(ada, DeleteGroup(id=1, group=tea))
    for command in (
        DeleteGroup(id=1, group=tea),
        UpdateGroup(id=1, group=tea, name="coffee"),
        JoinGroup(id=1, group=tea),
        Edit(id=1, group=tea, seq=seq, text="!"),
        RemoveMember(id=1, group=tea, user=eve.user),
        talk.send(tea),
    ):
        assert talk.refused(ada, command) is ErrorCode.NO_SUCH_GROUP


def test_only_the_owner_deletes_a_group() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    public, private = talk.group(ada, eve), talk.group(ada, eve, visibility="private")
    for group, code in ((public, ErrorCode.NOT_A_MEMBER), (private, ErrorCode.NO_SUCH_GROUP)):
        talk.say(ada, SetRole(id=1, group=group, user=eve.user, role="admin"))
        assert talk.refused(eve, DeleteGroup(id=1, group=group)) is ErrorCode.NOT_ALLOWED
        assert talk.refused(bob, DeleteGroup(id=1, group=group)) is code


def test_a_group_can_begin_and_end_in_one_batch() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    made, sent, gone, late = talk.batch(
        Perform(ada, CreateGroup(id=1, name="tea"), fresh="uuid"),
        Perform(ada, talk.send("uuid")),
        Perform(ada, DeleteGroup(id=1, group="uuid")),
        Perform(ada, talk.send("uuid")),
    )
    assert isinstance(made, Outcome)
    assert isinstance(sent, Outcome)
    assert isinstance(gone, Outcome)
    assert isinstance(late, Exception)
    assert told_views(made.effects) == {}
    assert len(talk.log("uuid")) == 3
