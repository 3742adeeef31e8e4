"""sign_up, update_profile, change_password, accounts from the command line."""

from __future__ import annotations

import pytest
from dialogue import Dialogue

from chat_server.core.accounts import check_sign_up
from chat_server.core.jobs import CreateAccount, LoggedIn, NoteSeen, Perform, Register, Result
from chat_server.core.outcome import EndSessions, Outcome, ProfileChanged, Tell
from chat_server.core.profiles import own_profile, public_profile
from chat_server.core.tokens import hash_token
from protocol.commands import ChangePassword, LeaveGroup, SignUp, UpdateProfile
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok, Profile, UserChanged
from protocol.views import DEFAULT_LIMITS, User


def sign_up(talk: Dialogue, command: SignUp) -> Result:
    token = hash_token(f"token of {command.username}")
    [result] = talk.batch(Register(command, "hash", token, connection=1))
    return result


def code_of(result: Result) -> tuple[ErrorCode, str | None]:
    assert isinstance(result, Refusal)
    return result.code, result.field


def test_a_new_account_is_logged_in_and_has_what_it_asked_for() -> None:
    talk = Dialogue()
    result = sign_up(
        talk,
        SignUp(
            id=1,
            username="Ada",
            password="unused here",
            email=" Ada@Example.org ",
            display_name="Ada  L.",
            country="UK",
        ),
    )
    assert isinstance(result, LoggedIn)
    user = User(
        id=result.actor.user,
        username="Ada",
        display_name="Ada L.",
        active=True,
        email="Ada@Example.org",
        country="UK",
    )
    assert (result.snapshot.user, result.snapshot.groups) == (user, [])
    record = talk.store.reader.account("ADA")
    assert record is not None
    assert (record.password, record.created, record.last_seen) == ("hash", talk.now, talk.now)
    assert talk.store.reader.account("ada@example.ORG") == record


def test_who_chose_no_display_name_shows_the_username() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    assert talk.store.reader.profile(ada.user, None, None).display_name == "ada"


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (SignUp(id=1, username="a", password=""), (ErrorCode.INVALID_NAME, "username")),
        (SignUp(id=1, username="a@b", password=""), (ErrorCode.INVALID_NAME, "username")),
        (SignUp(id=1, username="a b", password=""), (ErrorCode.INVALID_NAME, "username")),
        (SignUp(id=1, username="ＡＤＡ", password=""), (ErrorCode.USERNAME_TAKEN, "username")),
        (
            SignUp(id=1, username="eve", password="", email="nonsense"),
            (ErrorCode.INVALID_EMAIL, "email"),
        ),
        (
            SignUp(id=1, username="eve", password="", email="ADA@example.org"),
            (ErrorCode.EMAIL_TAKEN, "email"),
        ),
        (
            SignUp(id=1, username="eve", password="", display_name="x" * 65),
            (ErrorCode.TOO_LONG, "display_name"),
        ),
    ],
)
def test_accounts_that_cannot_be(command: SignUp, refusal: tuple[ErrorCode, str]) -> None:
    talk = Dialogue()
    sign_up(talk, SignUp(id=1, username="ada", password="", email="ada@example.org"))
    assert code_of(sign_up(talk, command)) == refusal
    assert len(talk.store.tables.users) == 1


def test_two_cannot_take_one_name_in_one_batch() -> None:
    talk = Dialogue()
    results = talk.batch(
        *(
            Register(SignUp(id=1, username=name, password=""), "hash", f"token-{number}", number)
            for number, name in enumerate(["ada", "Ada", "eve"])
        )
    )
    assert [isinstance(result, LoggedIn) for result in results] == [True, False, True]
    assert code_of(results[1]) == (ErrorCode.USERNAME_TAKEN, "username")
    first, _, third = results
    assert isinstance(first, LoggedIn)
    assert isinstance(third, LoggedIn)
    assert first.actor.user != third.actor.user


def test_a_sign_up_is_checked_before_it_costs_a_hash() -> None:
    fine = SignUp(id=1, username="ada", password="Å" + "x" * 9)
    assert check_sign_up(fine, DEFAULT_LIMITS) == "Å" + "x" * 9
    for command, code in (
        (SignUp(id=1, username="ada", password="short"), ErrorCode.WEAK_PASSWORD),
        (SignUp(id=1, username="", password="long enough"), ErrorCode.INVALID_NAME),
    ):
        with pytest.raises(Refusal) as refused:
            check_sign_up(command, DEFAULT_LIMITS)
        assert refused.value.code is code


def test_an_account_from_the_command_line_has_no_session() -> None:
    talk = Dialogue()
    [result] = talk.batch(
        CreateAccount(SignUp(id=3, username="root", password=""), "hash", superuser=True)
    )
    assert isinstance(result, Outcome)
    assert isinstance(result.reply, Profile)
    assert (result.reply.id, result.reply.user.superuser) == (3, True)
    assert talk.store.tables.sessions == {}


def test_a_changed_profile_is_told_to_oneself_and_to_common_groups() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    tea, cake = talk.group(ada, eve), talk.group(eve, ada)
    talk.group(eve)
    outcome = talk.say(ada, UpdateProfile(id=4, display_name="Ada L.", email="ada@example.org"))
    record = talk.store.tables.users[ada.user]
    own, public = own_profile(record), public_profile(record)
    assert outcome.reply == Profile(id=4, user=own)
    assert outcome.effects == (
        Tell(ada.user, UserChanged(user=own), but=ada.connection),
        ProfileChanged(public, (tea, cake)),
    )
    assert (public.email, own.email) == (None, "ada@example.org")


def test_what_others_do_not_see_is_told_to_oneself_alone() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    talk.group(ada)
    outcome = talk.say(ada, UpdateProfile(id=1, country="UK"))
    assert [type(effect) for effect in outcome.effects] == [Tell]
    assert talk.say(ada, UpdateProfile(id=1, country=" UK ")).effects == ()


def test_an_empty_text_clears_a_field() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    full = UpdateProfile(id=1, display_name="A", email="a@b.c", country="UK", about="hi")
    talk.say(ada, full)
    talk.say(ada, UpdateProfile(id=1, display_name="", email="", country="", about=""))
    assert talk.store.reader.profile(ada.user, None, None) == User(
        id=ada.user, username="ada", display_name="ada", active=True
    )


def test_an_email_is_one_accounts_and_free_again_when_given_up() -> None:
    talk = Dialogue()
    ada, eve = talk.person("ada"), talk.person("eve")
    talk.say(ada, UpdateProfile(id=1, email="a@b.c"))
    talk.say(ada, UpdateProfile(id=1, email="A@b.c"))
    assert talk.refused(eve, UpdateProfile(id=1, email="A@B.C")) is ErrorCode.EMAIL_TAKEN
    results = talk.batch(
        Perform(ada, UpdateProfile(id=1, email="")),
        Perform(eve, UpdateProfile(id=1, email="a@b.c")),
    )
    assert all(isinstance(result, Outcome) for result in results)


def test_a_new_password_ends_every_other_session() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    phone = talk.device("ada", ada.user)
    outcome = talk.say(
        phone,
        ChangePassword(id=1, old="old", new="new"),
        verified_hash="hash-ada",
        password_hash="hash-new",
    )
    assert outcome == Outcome(Ok(id=1), (EndSessions(ada.user, but_token=phone.token_hash),))
    assert list(talk.store.tables.sessions) == [phone.token_hash]
    assert talk.store.tables.users[ada.user].password == "hash-new"


def test_a_password_that_changed_meanwhile_was_not_verified() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    first, second = talk.batch(
        *(
            Perform(
                ada,
                ChangePassword(id=1, old="old", new="new"),
                verified_hash="hash-ada",
                password_hash=new,
            )
            for new in ("hash-1", "hash-2")
        )
    )
    assert isinstance(first, Outcome)
    assert code_of(second) == (ErrorCode.BAD_CREDENTIALS, "old")
    assert talk.store.tables.users[ada.user].password == "hash-1"


def test_a_password_without_a_hash_is_our_own_fault() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    with pytest.raises(ValueError):
        talk.say(ada, ChangePassword(id=1, old="", new=""), verified_hash="hash-ada")


def test_last_seen_only_moves_forward() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    for at, seen in ((5_000, 5_000), (4_000, 5_000), (6_000, 6_000)):
        assert talk.batch(NoteSeen(ada.user, at)) == [Outcome(None)]
        assert talk.store.tables.users[ada.user].last_seen == seen
    assert talk.batch(NoteSeen("nobody", 1)) == [Outcome(None)]


def test_a_profile_in_no_group_is_told_to_nobody() -> None:
    talk = Dialogue()
    ada = talk.person("ada")
    tea = talk.group(ada)
    results = talk.batch(
        Perform(ada, LeaveGroup(id=1, group=tea)),
        Perform(ada, UpdateProfile(id=1, display_name="A")),
    )
    assert isinstance(results[1], Outcome)
    assert [type(effect) for effect in results[1].effects] == [Tell]
