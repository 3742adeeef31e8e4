"""admin_act: what superusers and the operator do to accounts, groups and messages."""

from __future__ import annotations

import pytest
from dialogue import Dialogue, published

from chat_server.core.admin import OPERATOR
from chat_server.core.jobs import Perform
from chat_server.core.outcome import (
    Actor,
    EndSessions,
    Outcome,
    ProfileChanged,
    Publish,
    Tell,
    Unsubscribe,
)
from chat_server.core.profiles import own_profile, public_profile
from protocol.commands import AdminAct, AdminAction, LogOut
from protocol.errors import ErrorCode, Refusal
from protocol.events import Closed, Deleted
from protocol.replies import AdminDone, UserChanged

OPERATOR_ACTOR = Actor(OPERATOR, "", 0)


def act(action: AdminAction, target: str, seq: int | None = None) -> AdminAct:
    return AdminAct(id=3, action=action, target=target, seq=seq)


def done(action: AdminAction, target: str, password: str | None = None) -> AdminDone:
    return AdminDone(id=3, action=action, target=target, password=password)


def test_a_deactivated_users_sessions_end_and_their_groups_are_told() -> None:
    talk = Dialogue()
    root, ada, eve = talk.superuser("root"), talk.person("ada"), talk.person("eve")
    talk.device("ada", ada.user)
    tea = talk.group(eve, ada)
    outcome = talk.say(root, act("deactivate", ada.user))
    record = talk.store.tables.users[ada.user]
    assert outcome == Outcome(
        done("deactivate", ada.user),
        (
            Tell(ada.user, UserChanged(user=own_profile(record))),
            ProfileChanged(public_profile(record), (tea,)),
            EndSessions(ada.user),
        ),
    )
    assert not record.active
    assert {session.user for session in talk.store.tables.sessions.values()} == {
        root.user,
        eve.user,
    }
    assert talk.view(eve, tea).members == 2
    assert talk.refused(ada, talk.send(tea)) is ErrorCode.NOT_LOGGED_IN


def test_an_activated_user_logs_in_again() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    talk.say(root, act("deactivate", ada.user))
    with pytest.raises(Refusal):
        talk.device("ada", ada.user)
    outcome = talk.say(root, act("activate", ada.user))
    assert not any(isinstance(effect, EndSessions) for effect in outcome.effects)
    talk.device("ada", ada.user)


def test_a_reset_password_ends_every_session_and_is_told_when_it_was_made_up() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    outcome = talk.say(
        root, act("reset_password", ada.user), fresh="made up", password_hash="hash-2"
    )
    assert outcome == Outcome(done("reset_password", ada.user, "made up"), (EndSessions(ada.user),))
    assert talk.store.tables.users[ada.user].password == "hash-2"
    assert list(talk.store.tables.sessions) == [root.token_hash]
    named = AdminAct(id=3, action="reset_password", target=ada.user, password="long enough")
    outcome = talk.say(root, named, password_hash="hash-3")
    assert outcome.reply == done("reset_password", ada.user)


def test_who_resets_their_own_password_stays_logged_in() -> None:
    talk = Dialogue()
    root = talk.superuser("root")
    talk.device("root", root.user)
    outcome = talk.say(root, act("reset_password", root.user), fresh="x", password_hash="hash-2")
    assert outcome.effects == (EndSessions(root.user, but_token=root.token_hash),)
    assert list(talk.store.tables.sessions) == [root.token_hash]


def test_rights_are_given_and_taken() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    assert talk.refused(ada, act("make_admin", ada.user)) is ErrorCode.NOT_ALLOWED
    outcome = talk.say(root, act("make_admin", ada.user))
    profile = own_profile(talk.store.tables.users[ada.user])
    assert profile.superuser
    assert outcome.effects == (Tell(ada.user, UserChanged(user=profile)),)
    talk.say(ada, act("remove_admin", root.user))
    assert talk.refused(root, act("make_admin", root.user)) is ErrorCode.NOT_ALLOWED


def test_what_is_so_already_is_done_and_changes_nothing() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    for action in ("activate", "remove_admin"):
        assert talk.say(root, act(action, ada.user)) == Outcome(done(action, ada.user))
    assert talk.say(root, act("make_admin", root.user)) == Outcome(done("make_admin", root.user))


@pytest.mark.parametrize("action", ["deactivate", "remove_admin"])
def test_nobody_locks_himself_out(action: AdminAction) -> None:
    talk = Dialogue()
    root = talk.superuser("root")
    assert talk.refused(root, act(action, root.user)) is ErrorCode.NOT_ALLOWED
    talk.say(OPERATOR_ACTOR, act(action, root.user))


def test_a_superuser_deletes_a_group_of_others() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    tea = talk.group(ada, visibility="private")
    outcome = talk.say(root, act("delete_group", tea))
    assert outcome == Outcome(
        done("delete_group", tea),
        (Publish(tea, Closed(seq=2, at=talk.now, by=root.user)), Unsubscribe(ada.user, tea)),
    )
    assert talk.refused(root, act("delete_group", tea)) is ErrorCode.NO_SUCH_GROUP


def test_a_superuser_deletes_a_message_of_others() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    tea = talk.group(ada, visibility="private")
    seq = talk.message(ada, tea)
    outcome = talk.say(root, act("delete_message", tea, seq))
    assert outcome.reply == done("delete_message", tea)
    assert published(outcome) == [Deleted(seq=3, at=talk.now, by=root.user, target=seq)]
    again = act("delete_message", tea, seq)
    assert talk.refused(root, again) is ErrorCode.NO_SUCH_MESSAGE


def test_what_there_is_not() -> None:
    talk = Dialogue()
    root, ada = talk.superuser("root"), talk.person("ada")
    tea = talk.group(ada)
    for command, code in (
        (act("deactivate", "nobody"), ErrorCode.NO_SUCH_USER),
        (act("reset_password", "nobody"), ErrorCode.NO_SUCH_USER),
        (act("delete_group", "nowhere"), ErrorCode.NO_SUCH_GROUP),
        (act("delete_message", "nowhere", 1), ErrorCode.NO_SUCH_GROUP),
        (act("delete_message", tea, 1), ErrorCode.NO_SUCH_MESSAGE),
        (act("delete_message", tea, 2), ErrorCode.NO_SUCH_MESSAGE),
        (act("delete_message", tea), ErrorCode.BAD_REQUEST),
    ):
        assert talk.refused(root, command) is code


def test_every_act_is_the_superusers_alone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    for command in (
        act("deactivate", eve.user),
        act("reset_password", ada.user),
        act("make_admin", ada.user),
        act("delete_group", tea),
        act("delete_message", tea, 1),
    ):
        assert talk.refused(ada, command) is ErrorCode.NOT_ALLOWED


def test_events_of_the_operator_name_who_could_have_done_it() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    seq = talk.message(eve, tea)
    talk.say(OPERATOR_ACTOR, act("delete_message", tea, seq))
    assert talk.last(tea).by == eve.user
    talk.say(OPERATOR_ACTOR, act("delete_group", tea))
    assert talk.last(tea).by == ada.user


def test_the_operator_does_nothing_else() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    results = talk.batch(
        Perform(OPERATOR_ACTOR, talk.send(tea)), Perform(OPERATOR_ACTOR, LogOut(id=1))
    )
    assert [type(result) for result in results] == [TypeError, TypeError]
    assert len(talk.log(tea)) == 1
