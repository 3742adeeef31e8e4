"""Rules of names, texts and passwords: what is kept, what is refused, and by which code."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import legal_texts

from protocol import rules
from protocol.errors import ErrorCode, Refusal
from protocol.views import DEFAULT_LIMITS, Limits

FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")

anything = st.text(max_size=60)


def refused(rule: Callable[..., str], *arguments: object) -> ErrorCode:
    """Return the code with which a rule refuses."""
    with pytest.raises(Refusal) as caught:
        rule(*arguments)
    assert caught.value.field
    return caught.value.code


def attempt(rule: Callable[..., str], *arguments: object) -> str | Refusal:
    """Return what a rule makes of a value, or how it refuses it."""
    try:
        return rule(*arguments)
    except Refusal as refusal:
        return refusal


# --- usernames


@given(anything)
@example("ﬁ")
@example("ΐ")
@example("\u0345\u0301ͅ")
def test_folding_twice_is_folding_once(name: str) -> None:
    folded = rules.fold(name)
    assert rules.fold(folded) == folded
    address = rules.fold_email(name)
    assert rules.fold_email(address) == address


@given(anything)
def test_a_username_is_kept_as_written_and_is_one_however_it_is_spelled(value: str) -> None:
    name = attempt(rules.username, value)
    if isinstance(name, Refusal):
        assert (name.code, name.field) == (ErrorCode.INVALID_NAME, "username")
        return
    assert name == unicodedata.normalize("NFC", value)
    assert rules.username(name) == name
    assert 2 <= len(name) <= 32
    for form in FORMS:
        assert rules.fold(unicodedata.normalize(form, name)) == rules.fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "ada"),
        ("ADA", "ａｄａ"),
        ("straße", "STRASSE"),
        ("e\u0301va", "Éva"),
        ("ﬁona", "FIONA"),
    ],
)
def test_usernames_that_are_one(one: str, other: str) -> None:
    assert rules.fold(rules.username(one)) == rules.fold(rules.username(other))


@pytest.mark.parametrize(
    "name",
    [
        "ada",
        "Ada.Lovelace",
        "o'brien",
        "ädä",
        "阿達",
        "ада",
        "a" * 32,
        "42",
        "a-b_c",
        "😀😀",
        "עדה",
    ],
)
def test_usernames_of_all_sorts_are_welcome(name: str) -> None:
    assert rules.username(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "a" * 33,
        "a@b",
        "a＠b",
        "a﹫b",
        "a b",
        " ada",
        "ada ",
        "a\xa0b",
        "a\u3000b",
        "¨ada",
        "a\tb",
        "a\nb",
        "a\x00b",
        "a\x7fb",
        "a\x85b",
        "ad\u200ba",
        "ad\u200da",
        "ada\ufeff",
        "\u202eada",
        "ada️",
        "a͏da",
        "aㅤb",
        "a⠀b",
        "a\u2028b",
        "a\ue000b",
        "a\u0378b",
        "é",
        "ﷺ" * 5,
    ],
)
def test_usernames_that_mislead_are_refused(name: str) -> None:
    assert refused(rules.username, name) is ErrorCode.INVALID_NAME


# --- names of groups and people


@given(anything)
def test_a_group_s_name_is_one_visible_line(value: str) -> None:
    name = attempt(rules.group_name, value, DEFAULT_LIMITS)
    if isinstance(name, Refusal):
        assert (name.code, name.field) == (ErrorCode.INVALID_NAME, "name")
        return
    assert name == value.strip()
    assert 1 <= len(name) <= DEFAULT_LIMITS.name_chars
    assert len(name.splitlines()) == 1
    assert rules.group_name(name, DEFAULT_LIMITS) == name


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b", "\u3164 \u2800", "a\nb", "a\tb", "a\x00", "x" * 65]
)
def test_group_names_that_are_refused(name: str) -> None:
    assert refused(rules.group_name, name, DEFAULT_LIMITS) is ErrorCode.INVALID_NAME


@given(anything)
def test_a_display_name_is_one_line_or_nothing(value: str) -> None:
    name = attempt(rules.display_name, value, DEFAULT_LIMITS)
    if isinstance(name, Refusal):
        assert name.code in (ErrorCode.BAD_REQUEST, ErrorCode.TOO_LONG)
        return
    assert name == rules.display_name(name, DEFAULT_LIMITS)
    assert len(name.splitlines()) <= 1


def test_display_names() -> None:
    assert rules.display_name("  Ada \n\t Lovelace ", DEFAULT_LIMITS) == "Ada Lovelace"
    assert rules.display_name("\u200b", DEFAULT_LIMITS) == ""
    assert refused(rules.display_name, "Ada\x1b[31m", DEFAULT_LIMITS) is ErrorCode.BAD_REQUEST
    assert refused(rules.display_name, "x" * 65, DEFAULT_LIMITS) is ErrorCode.TOO_LONG


# --- e-mail addresses


@pytest.mark.parametrize("address", ["ada@example.org", "a@b", "Ä@exämple.de", "a+b@x.y.z", ""])
def test_e_mail_addresses(address: str) -> None:
    assert rules.email(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "ada",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b c",
        "a@.b",
        "a@b.",
        "a@b..c",
        "a\x00@b",
        "a@b\u2028c",
        f"{'a' * 65}@b",
        f"a@{'b' * 253}",
    ],
)
def test_what_is_no_e_mail_address(address: str) -> None:
    assert refused(rules.email, address) is ErrorCode.INVALID_EMAIL


def test_e_mail_addresses_are_one_ignoring_case() -> None:
    assert rules.fold_email("Ada@Example.ORG") == rules.fold_email("ada@example.org")


# --- passwords


@given(st.text(max_size=40))
def test_a_password_is_the_same_however_its_accents_are_typed(value: str) -> None:
    word = attempt(rules.password, value)
    if isinstance(word, Refusal):
        assert (word.code, word.field) == (ErrorCode.WEAK_PASSWORD, "password")
        assert len(unicodedata.normalize("NFC", value)) < 8
        return
    assert word == rules.password(unicodedata.normalize("NFC", value))
    assert unicodedata.is_normalized("NFC", word)


def test_passwords_have_8_to_1024_characters_and_no_other_rule() -> None:
    for word in ("12345678", " " * 8, "pass\x00word", "😀" * 8, "é" * 1024):
        assert rules.password(word) == word
    assert rules.password("e\u0301" * 8) == "é" * 8
    for word in ("", "1234567", "e\u0301" * 7, "x" * 1025):
        assert refused(rules.password, word) is ErrorCode.WEAK_PASSWORD


# --- texts


@given(legal_texts)
def test_a_text_is_kept_exactly(value: str) -> None:
    assert rules.text(value, DEFAULT_LIMITS) == value


def test_the_longest_text_counts_code_points() -> None:
    most = DEFAULT_LIMITS.text_chars
    assert rules.text("😀" * most, DEFAULT_LIMITS) == "😀" * most
    assert refused(rules.text, "😀" * (most + 1), DEFAULT_LIMITS) is ErrorCode.TOO_LONG


@pytest.mark.parametrize("value", ["", " ", "\n\t ", "\u200b" * 100, "\u00a0\u3000\ufeff\u2800"])
def test_a_text_with_nothing_to_see_is_empty(value: str) -> None:
    assert refused(rules.text, value, DEFAULT_LIMITS) is ErrorCode.EMPTY


def test_a_text_may_begin_with_what_cannot_be_seen() -> None:
    value = "\u200b" * 100 + "here"
    assert rules.text(value, DEFAULT_LIMITS) == value


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_controls_are_refused_in_texts_but_for_tab_and_newline(code: int) -> None:
    value = f"a{chr(code)}b"
    if value in ("a\tb", "a\nb"):
        assert rules.text(value, DEFAULT_LIMITS) == value
        assert rules.topic(value, DEFAULT_LIMITS) == value
    else:
        for rule in (rules.text, rules.topic, rules.about, rules.country, rules.device):
            assert refused(rule, value, DEFAULT_LIMITS) is ErrorCode.BAD_REQUEST


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (rules.topic, DEFAULT_LIMITS.topic_chars),
        (rules.about, DEFAULT_LIMITS.topic_chars),
        (rules.country, DEFAULT_LIMITS.name_chars),
        (rules.device, DEFAULT_LIMITS.name_chars),
    ],
)
def test_short_texts_may_be_empty_and_end_somewhere(
    rule: Callable[[str, Limits], str], most: int
) -> None:
    assert rule("  ", DEFAULT_LIMITS) == ""
    assert rule(" " + "x" * most, DEFAULT_LIMITS) == "x" * most
    assert refused(rule, "x" * (most + 1), DEFAULT_LIMITS) is ErrorCode.TOO_LONG


# --- reactions


@pytest.mark.parametrize("emoji", ["👍", "❤️", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "🇩🇪", "👋🏽", "☺"])
def test_emoji_are_kept_as_they_come(emoji: str) -> None:
    assert rules.emoji(emoji) == emoji


@pytest.mark.parametrize("emoji", ["", " ", "👍 👍", "a\nb", "\x00", "\u200d", "\ufe0f", "x" * 33])
def test_what_cannot_be_a_reaction(emoji: str) -> None:
    assert refused(rules.emoji, emoji) is ErrorCode.BAD_REQUEST
