"""The operator's way to the data: through the running server, or into the folder itself."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest
from stores import new_database

from chat_server.admin_access import Access, reach
from chat_server.config import ConfigError
from chat_server.data_folder import DATABASE_NAME, hold
from protocol.commands import AdminUsers, SignUp
from protocol.replies import AdminUserPage, Ok, Profile


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_SERVER_PASSWORD_COST", "4")


def test_without_a_server_the_folder_is_opened(tmp_path: Path) -> None:
    command = SignUp(id=1, username="root", password="correct horse")
    with reach(str(tmp_path / "new"), new=True) as access:
        assert access.ask(command, Profile).user.superuser
    with reach(str(tmp_path / "new"), new=False) as access:
        (user,) = access.ask(AdminUsers(id=1), AdminUserPage).users
    assert (user.username, user.online) == ("root", False)


def test_a_folder_that_holds_nothing_is_not_made(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match="no server's data folder"),
        reach(str(tmp_path / "new"), new=False),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_database_may_be_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(tmp_path)
    command = SignUp(id=1, username="root", password="correct horse")
    with new_database() as address:
        with reach(folder, new=True, database=address) as access:
            access.ask(command, Profile)
            with (
                pytest.raises(ConfigError, match="in use by another server"),
                reach(str(tmp_path / "other"), new=True, database=address),
            ):
                pass
        with (
            pytest.raises(ConfigError, match="name the server's with --database"),
            reach(folder, new=False),
        ):
            pass
        monkeypatch.setenv("CHAT_SERVER_DATABASE", address)
        with reach(folder, new=False) as access:
            (user,) = access.ask(AdminUsers(id=1), AdminUserPage).users
    assert user.username == "root"
    assert not (tmp_path / DATABASE_NAME).exists()


def test_while_the_folder_is_held_the_server_is_asked(tmp_path: Path) -> None:
    ready, done = threading.Event(), threading.Event()

    def serve() -> None:
        with hold(tmp_path):
            ready.set()
            done.wait(30)

    server = threading.Thread(target=serve)
    server.start()
    assert ready.wait(30)
    try:
        with (
            reach(str(tmp_path), new=True) as access,
            pytest.raises(ConnectionError, match="starting or stopping"),
        ):
            access.ask(AdminUsers(id=1), AdminUserPage)
    finally:
        done.set()
        server.join()


def test_an_answer_to_another_question_is_none() -> None:
    def answer(_: object) -> msgspec.Struct:
        return Ok(id=1)

    with pytest.raises(ConnectionError, match="not asked for"):
        Access(answer).ask(AdminUsers(id=1), AdminUserPage)
