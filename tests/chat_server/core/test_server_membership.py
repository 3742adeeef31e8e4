"""join_group, leave_group, add_member, remove_member, set_role."""

from __future__ import annotations

from dialogue import Dialogue, published, told_views

from chat_server.core.jobs import Perform
from chat_server.core.outcome import Outcome, Publish, Subscribe, Tell, Unsubscribe
from protocol.commands import (
    AddMember,
    AdminAct,
    JoinGroup,
    LeaveGroup,
    RemoveMember,
    SetRole,
    UpdateGroup,
)
from protocol.errors import ErrorCode
from protocol.events import Closed, Event, Joined, Left, Removed, RoleSet
from protocol.replies import GroupView, Ok


def test_a_joiner_hears_everything_from_their_own_joined_on() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    talk.message(ada, tea)
    outcome = talk.say(eve, JoinGroup(id=3, group=tea))
    view = talk.view(eve, tea)
    assert outcome.reply == GroupView(group=view, id=3)
    assert outcome.effects == (
        Subscribe(eve.user, tea),
        Publish(tea, Joined(seq=3, at=talk.now, by=eve.user, user=eve.user)),
        Tell(eve.user, GroupView(group=view), but=eve.connection),
    )
    assert (view.role, view.members, view.read, view.n, view.read_n) == ("member", 2, 3, 1, 1)
    assert view.last is not None


def test_which_groups_can_be_joined() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    private = talk.group(ada, visibility="private")
    assert talk.refused(eve, JoinGroup(id=1, group=private)) is ErrorCode.NO_SUCH_GROUP
    assert talk.refused(eve, JoinGroup(id=1, group="nowhere")) is ErrorCode.NO_SUCH_GROUP
    assert talk.refused(ada, JoinGroup(id=1, group=private)) is ErrorCode.ALREADY_A_MEMBER


def test_who_leaves_hears_their_own_left_and_then_nothing() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(eve, LeaveGroup(id=2, group=tea))
    left = Left(seq=3, at=talk.now, by=eve.user, user=eve.user)
    assert outcome == Outcome(Ok(id=2), (Publish(tea, left), Unsubscribe(eve.user, tea)))
    assert talk.refused(eve, LeaveGroup(id=1, group=tea)) is ErrorCode.NOT_A_MEMBER
    assert talk.say(eve, JoinGroup(id=1, group=tea)).reply is not None


def test_one_cannot_leave_where_one_is_not() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    public, private = talk.group(ada), talk.group(ada, visibility="private")
    assert talk.refused(eve, LeaveGroup(id=1, group=public)) is ErrorCode.NOT_A_MEMBER
    assert talk.refused(eve, LeaveGroup(id=1, group=private)) is ErrorCode.NO_SUCH_GROUP


def test_an_owner_who_leaves_hands_over_to_the_longest_serving_admin() -> None:
    talk = Dialogue()
    ada, eve, bob, ida = (talk.person(name) for name in ("ada", "eve", "bob", "ida"))
    tea = talk.group(ada, eve, bob, ida)
    for admin in (ida, bob):
        talk.say(ada, SetRole(id=1, group=tea, user=admin.user, role="admin"))
    outcome = talk.say(ada, LeaveGroup(id=1, group=tea))
    assert published(outcome) == [
        RoleSet(seq=7, at=talk.now, by=ada.user, user=ada.user, role="admin"),
        RoleSet(seq=8, at=talk.now, by=ada.user, user=bob.user, role="owner"),
        Left(seq=9, at=talk.now, by=ada.user, user=ada.user),
    ]
    assert outcome.effects[-1] == Unsubscribe(ada.user, tea)
    assert told_views(outcome.effects) == {bob.user: talk.view(bob, tea)}
    assert talk.view(bob, tea).role == "owner"


def test_without_admins_the_longest_serving_member_inherits() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    tea = talk.group(ada, eve, bob)
    talk.say(eve, LeaveGroup(id=1, group=tea))
    talk.say(eve, JoinGroup(id=1, group=tea))
    talk.say(ada, LeaveGroup(id=1, group=tea))
    assert talk.view(bob, tea).role == "owner"


def test_the_last_one_out_closes_the_group() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    outcome = talk.say(ada, LeaveGroup(id=1, group=tea))
    left = Left(seq=2, at=talk.now, by=ada.user, user=ada.user)
    closed = Closed(seq=3, at=talk.now, by=ada.user)
    assert outcome.effects == (
        Publish(tea, left),
        Publish(tea, closed),
        Unsubscribe(ada.user, tea),
    )
    assert talk.state(tea).closed
    assert talk.refused(ada, JoinGroup(id=1, group=tea)) is ErrorCode.NO_SUCH_GROUP


def test_who_is_added_is_told() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, visibility="private")
    outcome = talk.say(ada, AddMember(id=6, group=tea, user=eve.user))
    assert outcome == Outcome(
        Ok(id=6),
        (
            Subscribe(eve.user, tea),
            Publish(tea, Joined(seq=2, at=talk.now, by=ada.user, user=eve.user)),
            Tell(eve.user, GroupView(group=talk.view(eve, tea))),
        ),
    )


def test_who_may_add_whom() -> None:
    talk = Dialogue()
    ada, eve, bob = talk.person("ada"), talk.person("eve"), talk.person("bob")
    root = talk.superuser("root")
    public, private = talk.group(ada, eve), talk.group(ada, eve, visibility="private")
    for group, code in ((public, ErrorCode.NOT_A_MEMBER), (private, ErrorCode.NO_SUCH_GROUP)):
        add = AddMember(id=1, group=group, user=bob.user)
        assert talk.refused(eve, add) is ErrorCode.NOT_ALLOWED
        assert talk.refused(bob, add) is code
        known = AddMember(id=1, group=group, user=eve.user)
        assert talk.refused(ada, known) is ErrorCode.ALREADY_A_MEMBER
        unknown = AddMember(id=1, group=group, user="nobody")
        assert talk.refused(ada, unknown) is ErrorCode.NO_SUCH_USER
        talk.say(ada, SetRole(id=1, group=group, user=eve.user, role="admin"))
        talk.say(eve, add)
        talk.say(eve, RemoveMember(id=1, group=group, user=bob.user))
    talk.say(root, AdminAct(id=1, action="deactivate", target=bob.user))
    assert talk.refused(ada, AddMember(id=1, group=public, user=bob.user)) is (
        ErrorCode.NO_SUCH_USER
    )


def test_who_is_removed_hears_that_and_then_nothing() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(ada, RemoveMember(id=2, group=tea, user=eve.user))
    removed = Removed(seq=3, at=talk.now, by=ada.user, user=eve.user)
    assert outcome == Outcome(Ok(id=2), (Publish(tea, removed), Unsubscribe(eve.user, tea)))


def test_who_was_removed_does_not_come_back_alone() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    talk.say(ada, RemoveMember(id=1, group=tea, user=eve.user))
    assert talk.refused(eve, JoinGroup(id=1, group=tea)) is ErrorCode.NOT_ALLOWED
    talk.say(ada, UpdateGroup(id=1, group=tea, visibility="private"))
    assert talk.refused(eve, JoinGroup(id=1, group=tea)) is ErrorCode.NO_SUCH_GROUP
    talk.say(ada, UpdateGroup(id=1, group=tea, visibility="public"))
    talk.say(ada, AddMember(id=1, group=tea, user=eve.user))
    talk.say(eve, LeaveGroup(id=1, group=tea))
    assert talk.say(eve, JoinGroup(id=1, group=tea)).reply is not None


def test_nobody_removes_an_equal_or_higher_rank() -> None:
    talk = Dialogue()
    ada, eve, bob, ida = (talk.person(name) for name in ("ada", "eve", "bob", "ida"))
    out = talk.person("out")
    tea = talk.group(ada, eve, bob, ida)
    for admin in (eve, bob):
        talk.say(ada, SetRole(id=1, group=tea, user=admin.user, role="admin"))
    for who, whom, code in (
        (ida, ida, ErrorCode.NOT_ALLOWED),
        (ida, eve, ErrorCode.NOT_ALLOWED),
        (eve, bob, ErrorCode.NOT_ALLOWED),
        (eve, ada, ErrorCode.NOT_ALLOWED),
        (ada, ada, ErrorCode.NOT_ALLOWED),
        (ada, out, ErrorCode.NOT_A_MEMBER),
        (out, ida, ErrorCode.NOT_A_MEMBER),
    ):
        assert talk.refused(who, RemoveMember(id=1, group=tea, user=whom.user)) is code
    unknown = RemoveMember(id=1, group=tea, user="nobody")
    assert talk.refused(ada, unknown) is ErrorCode.NO_SUCH_USER
    talk.say(eve, RemoveMember(id=1, group=tea, user=ida.user))
    talk.say(ada, RemoveMember(id=1, group=tea, user=eve.user))


def test_a_role_is_an_event_and_told_to_who_has_it() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(ada, SetRole(id=2, group=tea, user=eve.user, role="admin"))
    assert outcome == Outcome(
        Ok(id=2),
        (
            Publish(tea, RoleSet(seq=3, at=talk.now, by=ada.user, user=eve.user, role="admin")),
            Tell(eve.user, GroupView(group=talk.view(eve, tea))),
        ),
    )
    again = SetRole(id=3, group=tea, user=eve.user, role="admin")
    assert talk.say(ada, again) == Outcome(Ok(id=3))
    talk.say(ada, SetRole(id=2, group=tea, user=eve.user, role="member"))
    assert talk.view(eve, tea).role == "member"


def test_handing_over_makes_two_events_the_former_owners_first() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada, eve)
    outcome = talk.say(ada, SetRole(id=1, group=tea, user=eve.user, role="owner"))
    assert published(outcome) == [
        RoleSet(seq=3, at=talk.now, by=ada.user, user=ada.user, role="admin"),
        RoleSet(seq=4, at=talk.now, by=ada.user, user=eve.user, role="owner"),
    ]
    assert told_views(outcome.effects) == {
        ada.user: talk.view(ada, tea),
        eve.user: talk.view(eve, tea),
    }
    assert [talk.view(who, tea).role for who in (ada, eve)] == ["admin", "owner"]


def test_roles_are_the_owners_to_give_and_not_to_himself() -> None:
    talk = Dialogue()
    ada, eve, out = talk.person("ada"), talk.person("eve"), talk.person("out")
    tea = talk.group(ada, eve)
    talk.say(ada, SetRole(id=1, group=tea, user=eve.user, role="admin"))
    for who, whom, code in (
        (eve, ada.user, ErrorCode.NOT_ALLOWED),
        (eve, eve.user, ErrorCode.NOT_ALLOWED),
        (ada, ada.user, ErrorCode.NOT_ALLOWED),
        (ada, out.user, ErrorCode.NOT_A_MEMBER),
        (ada, "nobody", ErrorCode.NO_SUCH_USER),
        (out, eve.user, ErrorCode.NOT_A_MEMBER),
    ):
        for role in ("owner", "admin", "member"):
            command = SetRole(id=1, group=tea, user=whom, role=role)
            assert talk.refused(who, command) is code


def test_who_comes_and_goes_in_one_batch_is_subscribed_in_between() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea = talk.group(ada)
    results = talk.batch(
        Perform(ada, talk.send(tea)),
        Perform(eve, JoinGroup(id=1, group=tea)),
        Perform(ada, talk.send(tea)),
        Perform(ada, RemoveMember(id=1, group=tea, user=eve.user)),
        Perform(ada, talk.send(tea)),
    )
    heard: list[Event] = []
    subscribed = False
    for result in results:
        assert isinstance(result, Outcome)
        for effect in result.effects:
            if isinstance(effect, Subscribe | Unsubscribe):
                subscribed = isinstance(effect, Subscribe)
            elif isinstance(effect, Publish) and subscribed:
                heard.append(effect.event)
            else:
                assert not isinstance(effect, Tell)
    assert [event.seq for event in heard] == [3, 4, 5]
