import pytest

from chat_desktop.markdown.links import Doubt, allowed, doubt, host_of


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "HTTP://a.example/x?y#z", "parlance://join/host/g", "mailto:a@b.example"],
)
def test_what_may_be_opened(url: str) -> None:
    assert allowed(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "smb://host/share", "data:text/html,x",
        "vscode://file/x", "ms-msdt:/id", "ftp://a.example", "tel:112", "//a.example", "https:",
        "https:///x", "mailto:", "mailto:nobody", "mailto://a@b.example", "", "\\\\host\\share",
        "https://[::1", " javascript://a.example",
    ],
)  # fmt: skip
def test_what_may_not(url: str) -> None:
    assert not allowed(url)


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "a.example"),
        ("http://www.a.example/x?y=1", "www.a.example/x?y=1"),
        ("https://A.Example/Path", "https://a.example/Path"),
        ("https://a.example/%C3%A9", "https://a.example/é"),
        ("mailto:a@b.example", "a@b.example"),
        ("parlance://join/host/g", "parlance://join/host/g"),
    ],
)
def test_an_honest_link_is_not_doubted(url: str, label: str) -> None:
    assert doubt(url, label) is None


@pytest.mark.parametrize(
    ("url", "label", "why"),
    [
        ("https://evil.example", "https://bank.example", Doubt.OTHER_WORDS),
        ("https://evil.example", "the bank", Doubt.OTHER_WORDS),
        ("https://a.example/Path", "https://a.example/path", Doubt.OTHER_WORDS),
        ("https://a.example:8080", "https://a.example", Doubt.OTHER_WORDS),
        ("https://xn--pypal-4ve.com", "https://xn--pypal-4ve.com", Doubt.LOOKS_ALIKE),
        ("https://a.XN--p1ai", "https://a.XN--p1ai", Doubt.LOOKS_ALIKE),
        ("https://pаypal.com", "https://pаypal.com", Doubt.LOOKS_ALIKE),
        ("https://a.example/\u202egnp.exe", "https://a.example/\u202egnp.exe", Doubt.LOOKS_ALIKE),
        ("https://a.example/%E2%80%AEx", "https://a.example/%E2%80%AEx", Doubt.LOOKS_ALIKE),
        ("https://bank.example@evil.example", "https://bank.example@evil.example",
         Doubt.HIDDEN_NAME),
        ("https://[::1", "https://[::1", Doubt.OTHER_WORDS),
    ],
)  # fmt: skip
def test_a_doubtful_one_is(url: str, label: str, why: Doubt) -> None:
    assert doubt(url, label) is why


def test_the_host_is_where_it_leads() -> None:
    assert host_of("https://bank.example@evil.example:80/x") == "evil.example:80"
    assert host_of("mailto:a@b.example?subject=x") == "a@b.example"
    assert host_of("https://[::1") == ""
