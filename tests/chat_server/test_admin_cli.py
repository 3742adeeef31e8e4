"""`chat-server admin`, on a folder without a server and beside a running one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from server_process import ServerProcess
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from chat_server.cli import main

PASSWORD = "correct horse"
Admin = Callable[..., Result]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_SERVER_PASSWORD_COST", "4")


@pytest.fixture
def admin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Admin:
    """Run an admin command on a folder of its own."""
    monkeypatch.setattr("chat_server.admin_cli.start_logging", lambda *_, **__: None)

    def run(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(
            main, ["admin", "--data-dir", str(tmp_path / "data"), *arguments], input=stdin
        )

    return run


def data(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def line(result: Result) -> str:
    """Return the one line with which a command failed."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (found,) = result.stderr.splitlines()
    return found


def test_a_superuser_is_made_once_and_then_promoted(admin: Admin) -> None:
    made = admin("create", "root", "--password-stdin", stdin=PASSWORD + "\n")
    assert made.output == "made the superuser root\n"
    assert admin("create", "ROOT").output == "root is a superuser now\n"
    (user,) = data(admin("users", "--json"))
    assert (user["username"], user["superuser"]) == ("root", True)


def test_a_password_comes_from_a_file_or_not_at_all(admin: Admin, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(PASSWORD + "\nsecond line\n")
    file = str(tmp_path / "password")
    assert data(admin("create", "root", "--password-file", file, "--json"))["username"] == "root"
    assert "--password-stdin" in line(admin("create", "eve"))
    assert "cannot be read" in line(admin("create", "eve", "--password-file", file + "x"))
    weak = admin("create", "eve", "--password-stdin", stdin="short\n")
    assert "(weak_password)" in line(weak)


def test_at_a_terminal_the_password_is_asked_for_twice(
    admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def prompt(text: str, **options: Any) -> str:
        asked.append(options)
        return PASSWORD

    monkeypatch.setattr("chat_server.admin_cli._at_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    assert admin("create", "root").exit_code == 0
    assert asked == [{"hide_input": True, "confirmation_prompt": True}]


def test_users_are_looked_after(admin: Admin) -> None:
    for name in ("root", "ada"):
        admin("create", name, "--password-stdin", stdin=PASSWORD)
    assert admin("deactivate", "ada").output == "ada is locked out\n"
    assert [user["active"] for user in data(admin("users", "ad", "--json"))] == [False]
    assert data(admin("activate", "ada", "--json"))["target"] == "2"
    assert "is a superuser now" in admin("make-admin", "2").output
    made = data(admin("reset-password", "ada", "--json"))["password"]
    assert len(made) >= 16
    named = admin("reset-password", "ada", "--password-stdin", stdin="battery staple")
    assert named.output == "ada has a new password\n"


def test_what_is_not_there_is_said_in_one_line(admin: Admin) -> None:
    admin("create", "root", "--password-stdin", stdin=PASSWORD)
    assert "(no_such_user)" in line(admin("deactivate", "nobody"))
    assert "(no_such_group)" in line(admin("delete-group", "nowhere"))
    assert "(no_such_group)" in line(admin("messages", "nowhere"))
    assert "(no_such_group)" in line(admin("delete-message", "nowhere", "1"))
    assert "\x1b" not in line(admin("deactivate", "\x1b[2J"))


def test_a_folder_without_a_server_s_data_is_not_taken_for_one(admin: Admin) -> None:
    assert "no server's data folder" in line(admin("users"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path / "data") as process:
        yield process


def sign_up(client: ClientConnection, name: str) -> None:
    client.recv(timeout=10)
    say(client, type="sign_up", id=1, username=name, password=PASSWORD)
    assert hear(client, 1)["type"] == "welcome"


def say(client: ClientConnection, **command: Any) -> None:
    client.send(json.dumps(command))


def hear(client: ClientConnection, id: int) -> dict[str, Any]:
    while True:
        message: dict[str, Any] = json.loads(client.recv(timeout=10))
        if message.get("id") == id:
            return message


def test_beside_a_running_server(admin: Admin, server: ServerProcess) -> None:
    with connect(server.url, subprotocols=[Subprotocol("parlance.v1")]) as ada:
        sign_up(ada, "ada")
        say(ada, type="create_group", id=2, name="Tea\u202e")
        group = hear(ada, 2)["group"]["id"]
        for number in range(3):
            say(
                ada,
                type="send",
                id=10 + number,
                group=group,
                key=f"{number:016}",
                text=f"t{number}",
            )
            hear(ada, 10 + number)
        (user,) = data(admin("users", "--json"))
        assert user["online"] is True
        assert "\u202e" not in admin("groups").output
        assert [m["text"] for m in data(admin("messages", group, "--json"))] == ["t0", "t1", "t2"]
        assert len(data(admin("messages", group, "--limit", "1", "--json"))) == 1
        assert admin("delete-message", group, "2").output == "message 2 is deleted\n"
        assert admin("delete-group", group).output == f"{group} is deleted\n"
        (closed,) = data(admin("groups", "--json"))
        assert closed["closed"] is True
        assert admin("deactivate", "ada").exit_code == 0
        with pytest.raises(ConnectionClosed) as ended:
            hear(ada, 99)
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 4401
    assert "control.json" in {path.name for path in server.data_dir.iterdir()}
    server.stop()
    assert "control.json" not in {path.name for path in server.data_dir.iterdir()}
    assert [user["active"] for user in data(admin("users", "--json"))] == [False]
    assert "operator" in server.log
    server.start()


def test_a_crashed_server_s_word_does_not_stand_in_the_way(
    admin: Admin, server: ServerProcess
) -> None:
    server.kill()
    assert (server.data_dir / "control.json").exists()
    assert data(admin("users", "--json")) == []
    server.start()
    assert data(admin("users", "--json")) == []
