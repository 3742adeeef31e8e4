"""Names and texts that would be commands elsewhere: inert in queries, logs and terminals."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_inputs.peer import TEXT, Peer, frame
from bad_inputs.schema import HOSTILE_TEXTS
from bad_inputs.village import operator
from server_process import ServerProcess
from wire.client import Client, new_key

PASSWORD = "correct horse"
ANSI = "\x1b[2J\x1b[31mred\x07"
FORGED = "x\n{\"event\":\"forged\"}\ntimestamp='1' level='error' event='forged'"
SPECIAL = ("%", "_", "\\", "'", '"', "*", "?", "[", "--", "%_", "\\%", "''")


@pytest.fixture(scope="module")
def admin(server: ServerProcess) -> Iterator[Client]:
    """A superuser in a group that has every special name and text."""
    with Client(server.url) as client:
        client.log_in("sign_up", username="root", password=PASSWORD)
        operator(server, "make-admin", "root")
        yield client


@pytest.mark.parametrize("special", SPECIAL)
def test_a_query_is_text_in_every_search(admin: Client, special: str) -> None:
    names = {
        admin.do("create_group", name=f"a{one}b{SPECIAL.index(special)}", visibility="public")[
            "group"
        ]["name"]
        for one in (*SPECIAL, "x", "xy")
    }
    group = admin.do("create_group", name="Texts")["group"]["id"]
    for one in (*SPECIAL, "x", "xy"):
        admin.send(group, f"a{one}b")
    wanted = {name for name in names if special in name}
    end = f"b{SPECIAL.index(special)}"
    for command in ("list_groups", "admin_groups"):
        found = admin.do(command, query=special, limit=100)
        got = {one["name"] for one in found["groups"] if one["name"].endswith(end)}
        assert wanted <= {one["name"] for one in all_groups(admin, command, special)}
        assert got <= wanted
    texts = admin.do("admin_messages", group=group, query=special, limit=100)["messages"]
    assert {one["text"] for one in texts} == {
        f"a{one}b" for one in (*SPECIAL, "x", "xy") if special in f"a{one}b"
    }
    users = admin.do("admin_users", query=special, limit=100)["users"]
    assert all(special in one["username"] + one.get("email", "") for one in users)


def all_groups(admin: Client, command: str, query: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    after: dict[str, str] = {}
    while True:
        page = admin.do(command, query=query, limit=100, **after)
        found += page["groups"]
        if "next" not in page:
            return found
        after = {"after": page["next"]}


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda text: ascii(text[:12]))
def test_any_text_is_kept_exactly_or_refused(server: ServerProcess, text: str) -> None:
    refusals = {"bad_request", "too_long", "empty", "invalid_name", "invalid_email"}
    with Client(server.url) as client, Client(server.url) as guest:
        client.log_in("sign_up", username=f"t{new_key()[:12]}", password=PASSWORD)
        group = client.do("create_group", name="Texts")["group"]["id"]
        sent = client.call("send", group=group, key=new_key(), text=text)
        if sent["type"] == "sent":
            assert client.event(group, sent["seq"])["text"] == text
        else:
            assert sent["code"] in refusals
        for command, fields in (
            ("update_profile", {"display_name": text}),
            ("update_profile", {"about": text}),
            ("update_profile", {"country": text}),
            ("update_profile", {"email": text}),
            ("update_group", {"group": group, "name": text}),
            ("update_group", {"group": group, "topic": text}),
            ("react", {"group": group, "seq": 1, "emoji": text}),
            ("list_groups", {"query": text}),
            ("members", {"group": group, "after": text}),
            ("profile", {"username": text}),
            ("profile", {"user": text}),
            ("join_group", {"group": text}),
            ("join_group", {"group": group, "invite": text}),
            ("revoke_invite", {"group": group, "token": text}),
            ("users", {"ids": [text]}),
        ):
            reply = client.call(command, **fields)
            assert reply.get("code") != "internal", (command, fields)
        reply = guest.call("log_in", login=text, password="wrong horse", device=text)
        assert reply["code"] in {"bad_credentials", *refusals}
        reply = guest.call("sign_up", username=text, password=PASSWORD)
        assert reply.get("code") in {None, "invalid_name", "username_taken"}
        if reply["type"] == "welcome":
            assert unicodedata.normalize("NFC", text) == reply["user"]["username"]
            assert client.do("profile", username=text)["user"]["id"] == reply["user"]["id"]


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_nobody_writes_into_the_log(tmp_path: Path, log_format: str) -> None:
    flags = ("--log-format", log_format, "--proxies", "1")
    with ServerProcess(tmp_path / "data", *flags) as server:
        with Client(server.url) as root:
            root.log_in("sign_up", username="root", password=PASSWORD)
            operator(server, "make-admin", "root")
            for target in (FORGED, ANSI, "\u202e\u2028\u2029", "x" * 5_000):
                root.call("admin_act", action="deactivate", target=target)
                root.call("log_in", login=target, password=target, device=target)
        for header in (f"X-Forwarded-For: {ANSI}", "User-Agent: \x1b[31m' level=error"):
            with Peer(server.port).upgrade(header) as peer:
                peer.command("log_in", login=FORGED, password=ANSI, device=FORGED)
                peer.command("authenticate", token=FORGED)
                peer.send(frame(TEXT, b"\xff" + ANSI.encode()))
                assert peer.close_code() == 1007
    lines = server.log.splitlines()
    assert len(lines) > 5
    for line in lines:
        assert line.isprintable()
        if log_format == "json":
            assert json.loads(line)["event"] != "forged"
        else:
            assert line.startswith("timestamp='20")
    assert "correct horse" not in server.log


def test_no_table_of_the_operator_moves_the_cursor(server: ServerProcess) -> None:
    with Client(server.url) as client:
        client.log_in("sign_up", username=f"t{new_key()[:12]}", password=PASSWORD)
        spoof = "\u202egnp.exe\u2066\u200b"
        client.do("update_profile", display_name=spoof)
        group = client.do("create_group", name=spoof, topic=spoof)["group"]["id"]
        client.send(group, "a\tb\nroot  yes\n" + spoof)
        for words in (["users"], ["groups"], ["messages", group]):
            shown = operator(server, *words)
            odd = {unicodedata.category(char) for char in shown if char != "\n"}
            assert not odd & {"Cc", "Cf", "Cs", "Zl", "Zp"}, words
            assert "gnp.exe" in shown
