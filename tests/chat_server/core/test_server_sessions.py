"""log_in, authenticate, log_out, and the snapshot of a welcome."""

from __future__ import annotations

from dialogue import Dialogue

from chat_server.core.jobs import LoggedIn, OpenSession, Perform, Result, Resume
from chat_server.core.outcome import Actor, EndSessions, Outcome
from chat_server.core.profiles import public_profile
from chat_server.core.tokens import hash_token
from protocol.commands import AdminAct, ChangePassword, JoinGroup, LogOut
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok


def logging_in(user: str, verified_hash: str = "hash-ada", token: str = "t") -> OpenSession:
    return OpenSession(user, verified_hash, "phone", hash_token(token), connection=77)


def code_of(result: Result) -> ErrorCode:
    assert isinstance(result, Refusal)
    return result.code


def test_a_session_is_a_token_and_a_snapshot() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(eve, ada, visibility="private")
    talk.message(eve, tea)
    talk.group(eve)
    [result] = talk.batch(logging_in(ada.user))
    assert isinstance(result, LoggedIn)
    assert result.actor == Actor(ada.user, hash_token("t"), 77)
    assert result.snapshot.groups == [talk.view(ada, tea)]
    assert result.snapshot.users == [public_profile(talk.store.tables.users[eve.user])]
    session = talk.store.tables.sessions[hash_token("t")]
    assert (session.user, session.device, session.created) == (ada.user, "phone", talk.now)
    assert talk.store.tables.users[ada.user].last_seen == talk.now


def test_a_resumed_session_keeps_its_token() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    [result] = talk.batch(Resume(ada.token_hash, connection=5))
    assert isinstance(result, LoggedIn)
    assert result.actor == Actor(ada.user, ada.token_hash, 5)
    assert len(talk.store.tables.sessions) == 1


def test_resuming_writes_nothing() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    writes = talk.store.writes
    talk.batch(Resume(ada.token_hash, connection=5))
    assert talk.store.writes == writes


def test_what_is_no_session() -> None:
    talk = Dialogue()
    ada, root = talk.person("ada"), talk.superuser("root")
    assert code_of(talk.batch(Resume(hash_token("?"), 5))[0]) is ErrorCode.BAD_CREDENTIALS
    talk.say(ada, LogOut(id=1))
    assert code_of(talk.batch(Resume(ada.token_hash, 5))[0]) is ErrorCode.BAD_CREDENTIALS
    eve = talk.person("eve")
    talk.say(root, AdminAct(id=1, action="deactivate", target=eve.user))
    assert code_of(talk.batch(Resume(eve.token_hash, 5))[0]) is ErrorCode.BAD_CREDENTIALS


def test_a_log_in_is_judged_by_what_holds_when_its_turn_comes() -> None:
    talk = Dialogue()
    ada, root = talk.person("ada"), talk.superuser("root")
    stale = logging_in(ada.user, "an older hash")
    assert code_of(talk.batch(stale)[0]) is ErrorCode.BAD_CREDENTIALS
    assert code_of(talk.batch(logging_in("nobody"))[0]) is ErrorCode.BAD_CREDENTIALS
    _, result = talk.batch(
        Perform(
            ada,
            ChangePassword(id=1, old="", new=""),
            verified_hash="hash-ada",
            password_hash="hash-2",
        ),
        logging_in(ada.user, "hash-ada"),
    )
    assert code_of(result) is ErrorCode.BAD_CREDENTIALS
    talk.say(root, AdminAct(id=1, action="deactivate", target=ada.user))
    gone = logging_in(ada.user, "hash-2")
    assert code_of(talk.batch(gone)[0]) is ErrorCode.BAD_CREDENTIALS
    assert set(talk.store.tables.sessions) == {root.token_hash}


def test_a_device_too_long_to_name_is_refused() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    job = OpenSession(ada.user, "hash-ada", "x" * 65, hash_token("t"), connection=77)
    assert code_of(talk.batch(job)[0]) is ErrorCode.TOO_LONG


def test_the_snapshot_is_that_of_the_whole_batch() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(eve)
    resumed, opened, *_ = talk.batch(
        Resume(ada.token_hash, connection=8),
        logging_in(ada.user),
        Perform(ada, JoinGroup(id=1, group=tea)),
        Perform(eve, talk.send(tea, "hello")),
    )
    for result in (resumed, opened):
        assert isinstance(result, LoggedIn)
        [group] = result.snapshot.groups
        assert group == talk.view(ada, tea)
        assert group.head == 3


def test_a_session_that_ends_in_its_own_batch_is_not_welcomed() -> None:
    talk = Dialogue()
    ada, root = talk.person("ada"), talk.superuser("root")
    opened, resumed, _ = talk.batch(
        logging_in(ada.user),
        Resume(ada.token_hash, connection=8),
        Perform(
            ada,
            ChangePassword(id=1, old="", new=""),
            verified_hash="hash-ada",
            password_hash="hash-2",
        ),
    )
    assert code_of(opened) is ErrorCode.BAD_CREDENTIALS
    assert isinstance(resumed, LoggedIn)
    assert hash_token("t") not in talk.store.tables.sessions
    resumed, _ = talk.batch(
        Resume(ada.token_hash, connection=8),
        Perform(root, AdminAct(id=1, action="deactivate", target=ada.user)),
    )
    assert code_of(resumed) is ErrorCode.BAD_CREDENTIALS


def test_logging_out_closes_the_sessions_other_connections() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    phone = talk.device("ada", ada.user)
    outcome = talk.say(phone, LogOut(id=9))
    ended = EndSessions(ada.user, token_hash=phone.token_hash, but=phone.connection)
    assert outcome == Outcome(Ok(id=9), (ended,))
    assert list(talk.store.tables.sessions) == [ada.token_hash]


def test_what_waited_while_the_session_ended_is_too_late() -> None:
    talk = Dialogue()
    ada, root = talk.person("ada"), talk.superuser("root")
    tea = talk.group(ada)
    phone = talk.device("ada", ada.user)
    talk.say(phone, LogOut(id=1))
    assert talk.refused(phone, talk.send(tea)) is ErrorCode.NOT_LOGGED_IN
    talk.say(ada, talk.send(tea))
    talk.say(root, AdminAct(id=1, action="reset_password", target=ada.user), password_hash="new")
    assert talk.refused(ada, talk.send(tea)) is ErrorCode.NOT_LOGGED_IN


def test_nobody_acts_after_the_end_of_their_session() -> None:
    talk = Dialogue()
    ada, root = talk.person("ada"), talk.superuser("root")
    tea = talk.group(ada)
    out, late = talk.batch(Perform(ada, LogOut(id=1)), Perform(ada, talk.send(tea)))
    assert isinstance(out, Outcome)
    assert code_of(late) is ErrorCode.NOT_LOGGED_IN
    ada = talk.device("ada", ada.user)
    known = talk.send(tea)
    talk.say(ada, known)
    _, late, again = talk.batch(
        Perform(root, AdminAct(id=1, action="deactivate", target=ada.user)),
        Perform(ada, talk.send(tea)),
        Perform(ada, known),
    )
    assert code_of(late) is ErrorCode.NOT_LOGGED_IN
    assert code_of(again) is ErrorCode.NOT_LOGGED_IN
    assert talk.refused(ada, talk.send(tea)) is ErrorCode.NOT_LOGGED_IN
