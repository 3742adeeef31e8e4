"""Finding accounts for who logs in or looks somebody up, on disk and in memory alike."""

from __future__ import annotations

import pytest
from stores import Author, Stored

from protocol.errors import ErrorCode, Refusal


@pytest.mark.parametrize(
    ("login", "found"),
    [
        ("Ada", True),
        ("ada", True),
        ("ＡＤＡ", True),
        (" ada ", True),
        ("ada@example.org", True),
        ("ADA@Example.ORG", True),
        ("ad", False),
        ("", False),
        ("@", False),
        ("a%", False),
        ("eve@example.org", False),
    ],
)
def test_a_login_is_a_username_or_an_email_in_any_spelling(
    stored: Stored, author: Author, login: str, found: bool
) -> None:
    ada = author.user("Ada", email="Ada@Example.org")
    author.user("eve")
    expected = author.users[ada] if found else None
    assert stored.reader.account(login) == expected


def test_a_profile_is_public_and_ones_own_is_more(stored: Stored, author: Author) -> None:
    ada = author.user("Ada", email="a@b.org", country="UK", about="hello", superuser=True)
    eve = author.user("eve", display_name="Eve E", active=False)
    reader = stored.reader
    own = reader.profile(ada, None, None)
    assert (own.email, own.country, own.superuser, own.about) == ("a@b.org", "UK", True, "hello")
    assert reader.profile(ada, ada, None) == own
    assert reader.profile(ada, None, "ADA") == own
    public = reader.profile(eve, None, "ada")
    assert (public.id, public.display_name, public.about) == (ada, "Ada", "hello")
    assert (public.email, public.country, public.superuser) == (None, None, False)
    assert reader.profile(ada, eve, None).active is False
    for user, name in (("zz", None), ("", None), (None, "nobody"), (None, "")):
        with pytest.raises(Refusal) as refused:
            reader.profile(ada, user, name)
        assert refused.value.code is ErrorCode.NO_SUCH_USER


def test_users_that_are_unknown_are_left_out(stored: Stored, author: Author) -> None:
    ids = [author.user(f"user{count}") for count in range(5)]
    unknown = [f"zz{count}" for count in range(600)]
    got = stored.reader.users([*ids, *unknown, "", ids[0], "0"])
    assert sorted(user.id for user in got) == sorted(ids)
    assert all(user.email is None for user in got)
    assert stored.reader.users([]) == []
