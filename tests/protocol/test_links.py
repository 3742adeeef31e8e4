"""Links that open a group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.links import JoinLink, parse_link

GROUP = "0190a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b"

links = st.builds(
    JoinLink,
    host=st.sampled_from(["chat.example.org", "localhost", "10.0.0.7", "[::1]", "bücher.example"]),
    group=st.uuids().map(str),
    port=st.none() | st.integers(1, 65535),
    invite=st.none() | st.from_regex(r"\A[0-9A-Za-z_-]{1,64}\Z"),
)


@given(links)
def test_parsing_undoes_writing(link: JoinLink) -> None:
    assert parse_link(str(link)) == link
    assert parse_link(f"  {link}\n") == link


def test_the_scheme_is_read_in_any_case() -> None:
    expected = JoinLink(host="h", group=GROUP)
    assert parse_link(f"PARLANCE://Join/h/{GROUP}") == expected
    assert parse_link(f"parlance://join/h/{GROUP}/") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        GROUP,
        f"https://join/h/{GROUP}",
        f"parlance://leave/h/{GROUP}",
        f"parlance://join/{GROUP}",
        "parlance://join/h/",
        f"parlance://join/h:0/{GROUP}",
        f"parlance://join/h:65536/{GROUP}",
        f"parlance://join/h:٣/{GROUP}",
        f"parlance://join/a b/{GROUP}",
        f"parlance://join/a\x00b/{GROUP}",
        f"parlance://join/user@h/{GROUP}",
        f"parlance://join/h/../{GROUP}",
        f"parlance://join/h/{GROUP}#in vite",
        f"parlance://join/h/{GROUP}#",
        f"see parlance://join/h/{GROUP}",
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert parse_link(text) is None


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_none(text: str) -> None:
    for attempt in (text, f"parlance://join/{text}"):
        link = parse_link(attempt)
        assert link is None or parse_link(str(link)) == link
