"""Settings: built-in, environment, flags; what is wrong is named in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat_server.config import DEFAULT_PORT, ConfigError, Settings, read_settings


def test_without_anything_there_are_defaults_for_everything() -> None:
    settings = read_settings({"port": None, "origin": ()}, {"PATH": "/bin"})
    assert (settings.host, settings.port) == ("127.0.0.1", DEFAULT_PORT)
    assert settings.password_cost == 12
    assert settings.rate_limits
    assert settings.data_dir.name


def test_a_flag_beats_the_environment() -> None:
    environ = {"CHAT_SERVER_PORT": "1000", "CHAT_SERVER_HOST": "0.0.0.0"}
    settings = read_settings({"port": "2000"}, environ)
    assert (settings.port, settings.host) == (2000, "0.0.0.0")


def test_everything_can_be_set() -> None:
    flags = {
        "data_dir": "/srv/chat",
        "host": "::1",
        "port": "0",
        "password_cost": "4",
        "rate_limits": "off",
        "origin": ("https://a.example", "HTTP://B.example:8000"),
        "proxies": "1",
        "log_format": "json",
        "user_connections": "7",
        "address_connections": "8",
        "database": "postgresql://chat@db.example/parlance",
        "sends_per_second": "9",
        "commands_per_second": "10",
        "immediate_send": "off",
        "fast_receive": "off",
    }
    assert read_settings(flags, {}) == Settings(
        data_dir=Path("/srv/chat"),
        host="::1",
        port=0,
        password_cost=4,
        rate_limits=False,
        origins=("https://a.example", "http://b.example:8000"),
        proxies=1,
        log_format="json",
        user_connections=7,
        address_connections=8,
        database="postgresql://chat@db.example/parlance",
        sends_per_second=9,
        commands_per_second=10,
        immediate_send=False,
        fast_receive=False,
    )


@pytest.mark.parametrize(
    ("flags", "environ", "named"),
    [
        ({"port": "x"}, {}, "--port"),
        ({"port": "65536"}, {}, "--port"),
        ({"database": "mysql://x/y"}, {}, "--database"),
        ({}, {"CHAT_SERVER_DATABASE": "postgresql://nobody@there"}, "CHAT_SERVER_DATABASE"),
        ({"fast_receive": "yes"}, {}, "--fast-receive"),
        ({"sends_per_second": "0"}, {}, "--sends-per-second"),
        ({"port": "-1"}, {}, "--port"),
        ({"port": "٣"}, {}, "--port"),
        ({"password_cost": "3"}, {}, "--password-cost"),
        ({"rate_limits": "maybe"}, {}, "--rate-limits"),
        ({"log_format": "xml"}, {}, "--log-format"),
        ({"host": " "}, {}, "--host"),
        ({"data_dir": ""}, {}, "--data-dir"),
        ({"data_dir": "a\0b"}, {}, "--data-dir"),
        ({"origin": ("chat.example.org",)}, {}, "--origin"),
        ({"origin": ("https://chat.example.org/",)}, {}, "--origin"),
        ({"origin": ("null",)}, {}, "--origin"),
        ({}, {"CHAT_SERVER_PORT": "x"}, "CHAT_SERVER_PORT"),
        ({}, {"CHAT_SERVER_PROT": "1"}, "CHAT_SERVER_PROT"),
    ],
)
def test_what_is_wrong_is_named(
    flags: dict[str, object], environ: dict[str, str], named: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings(flags, environ)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)
