"""create_invite, revoke_invite, and joining with one."""

from __future__ import annotations

from dialogue import Dialogue

from chat_server.core.jobs import Perform
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.tokens import hash_token
from protocol.commands import (
    CreateInvite,
    DeleteGroup,
    JoinGroup,
    LeaveGroup,
    RemoveMember,
    RevokeInvite,
    SetRole,
)
from protocol.errors import ErrorCode
from protocol.events import Joined
from protocol.replies import Invite, Ok
from protocol.scalars import GroupId


def invite(
    talk: Dialogue, by: Actor, group: GroupId, uses: int | None = None, expires: int | None = None
) -> str:
    """Make the invite "secret"."""
    command = CreateInvite(id=1, group=group, uses=uses, expires=expires)
    talk.say(by, command, fresh="secret")
    return "secret"


def test_an_invite_lets_anybody_in_until_it_is_spent() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, visibility="private")
    token = invite(talk, ada, tea, uses=1)
    talk.say(eve, JoinGroup(id=1, group=tea, invite=token))
    assert talk.last(tea) == Joined(seq=2, at=talk.now, by=eve.user, user=eve.user)
    join = JoinGroup(id=1, group=tea, invite=token)
    assert talk.refused(bob, join) is ErrorCode.NO_SUCH_GROUP


def test_the_reply_has_the_token_and_the_store_only_its_hash() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    outcome = talk.say(ada, CreateInvite(id=5, group=tea, uses=3, expires=9_999), fresh="secret")
    assert outcome == Outcome(Invite(id=5, group=tea, token="secret", expires=9_999, uses=3))
    assert list(talk.store.tables.invites) == [hash_token("secret")]
    assert "secret" not in repr(talk.store.tables.invites)


def test_who_may_invite() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, eve, visibility="private")
    for command in (CreateInvite(id=1, group=tea), RevokeInvite(id=1, group=tea, token="x")):
        assert talk.refused(eve, command) is ErrorCode.NOT_ALLOWED
        assert talk.refused(bob, command) is ErrorCode.NO_SUCH_GROUP
    talk.say(ada, SetRole(id=1, group=tea, user=eve.user, role="admin"))
    talk.say(bob, JoinGroup(id=1, group=tea, invite=invite(talk, eve, tea)))


def test_an_invite_without_a_count_is_unlimited() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada, visibility="private")
    token = invite(talk, ada, tea)
    for name in ("eve", "bob", "ida"):
        talk.say(talk.person(name), JoinGroup(id=1, group=tea, invite=token))
    assert len(talk.state(tea).members) == 4


def test_a_refused_join_spends_nothing() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea, cake = talk.group(ada, visibility="private"), talk.group(ada, visibility="private")
    token = invite(talk, ada, tea, uses=1)
    member = JoinGroup(id=1, group=tea, invite=token)
    assert talk.refused(ada, member) is ErrorCode.ALREADY_A_MEMBER
    elsewhere = JoinGroup(id=1, group=cake, invite=token)
    assert talk.refused(eve, elsewhere) is ErrorCode.NO_SUCH_GROUP
    talk.say(eve, JoinGroup(id=1, group=tea, invite=token))


def test_already_a_member_comes_before_a_bad_invite() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    join = JoinGroup(id=1, group=tea, invite="bad")
    assert talk.refused(ada, join) is ErrorCode.ALREADY_A_MEMBER


def test_a_bad_expired_or_revoked_invite_is_no_such_group() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    public, private = talk.group(ada), talk.group(ada, visibility="private")
    for group in (public, private):
        join = JoinGroup(id=1, group=group, invite="secret")
        assert talk.refused(eve, join) is ErrorCode.NO_SUCH_GROUP
        invite(talk, ada, group, expires=talk.now + 2)
        assert talk.refused(eve, join) is ErrorCode.NO_SUCH_GROUP
        invite(talk, ada, group)
        outcome = talk.say(ada, RevokeInvite(id=7, group=group, token="secret"))
        assert outcome == Outcome(Ok(id=7))
        assert talk.refused(eve, join) is ErrorCode.NO_SUCH_GROUP
        invite(talk, ada, group, expires=talk.now + 3)
        talk.say(eve, join)


def test_revoking_what_is_no_invite_of_the_group_changes_nothing() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea, cake = talk.group(ada), talk.group(ada)
    invite(talk, ada, tea)
    for token in ("secret", "unknown"):
        talk.say(ada, RevokeInvite(id=1, group=cake, token=token))
    talk.say(eve, JoinGroup(id=1, group=tea, invite="secret"))


def test_an_invite_lifts_a_removal() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.say(ada, RemoveMember(id=1, group=tea, user=eve.user))
    talk.say(eve, JoinGroup(id=1, group=tea, invite=invite(talk, ada, tea)))
    talk.say(eve, LeaveGroup(id=1, group=tea))
    talk.say(eve, JoinGroup(id=1, group=tea))


def test_an_invite_into_a_deleted_group_is_worthless() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    token = invite(talk, ada, tea)
    talk.say(ada, DeleteGroup(id=1, group=tea))
    join = JoinGroup(id=1, group=tea, invite=token)
    assert talk.refused(eve, join) is ErrorCode.NO_SUCH_GROUP


def test_two_cannot_spend_the_last_use_in_one_batch() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, visibility="private")
    made, first, second = talk.batch(
        Perform(ada, CreateInvite(id=1, group=tea, uses=1), fresh="secret"),
        Perform(eve, JoinGroup(id=1, group=tea, invite="secret")),
        Perform(bob, JoinGroup(id=1, group=tea, invite="secret")),
    )
    assert isinstance(made, Outcome)
    assert isinstance(first, Outcome)
    assert isinstance(second, Exception)
    assert set(talk.state(tea).members) == {ada.user, eve.user}
