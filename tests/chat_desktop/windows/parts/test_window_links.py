"""Links: made for the server in use, read from what people paste."""

from __future__ import annotations

import pytest

from chat_desktop.windows.parts.links import link_to, read_join, same_server, server_name, server_of
from protocol.links import JoinLink, parse_link

GROUP = "018f3b5a-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("ws://127.0.0.1:8420/ws", "127.0.0.1:8420"),
        ("wss://chat.example.org/ws", "chat.example.org"),
        ("ws://[::1]:8420/ws", "[::1]:8420"),
    ],
)
def test_a_link_leads_back(url: str, host: str) -> None:
    link = link_to(url, GROUP, "secret")
    assert link == f"parlance://join/{host}/{GROUP}#secret"
    found = parse_link(link)
    assert found is not None
    assert same_server(found, url)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f" {GROUP} ", JoinLink(host="", group=GROUP)),
        ("parlance://join/a.org/g#i", JoinLink(host="a.org", group="g", invite="i")),
        ("two words", None),
        ("g#i", None),
        ("", None),
    ],
)
def test_what_was_pasted(text: str, wanted: JoinLink | None) -> None:
    assert read_join(text) == wanted


@pytest.mark.parametrize(
    ("link", "url", "same"),
    [
        (JoinLink(host="", group="g"), "wss://a.org/ws", True),
        (JoinLink(host="A.org", group="g"), "wss://a.org/ws", True),
        (JoinLink(host="a.org", group="g", port=443), "wss://a.org/ws", True),
        (JoinLink(host="a.org", group="g", port=8420), "wss://a.org/ws", False),
        (JoinLink(host="b.org", group="g"), "wss://a.org/ws", False),
    ],
)
def test_whose_link_it_is(link: JoinLink, url: str, same: bool) -> None:
    assert same_server(link, url) is same


def test_the_server_of_a_link_and_of_an_account() -> None:
    assert server_of("parlance://join/a.org:9000/g#i") == "a.org:9000"
    assert server_of("parlance://join/a.org/g") == "a.org"
    assert server_of("https://a.org/g") == ""
    assert server_name("ws://localhost:8420/ws") == "localhost:8420"
    assert server_name("wss://a.org/ws") == "a.org"
