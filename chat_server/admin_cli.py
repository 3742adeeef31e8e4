"""`chat-server admin`: the operator's commands, whether the server runs or not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import msgspec

from chat_server.admin_access import Access, reach
from chat_server.admin_tables import GROUP_COLUMNS, MESSAGE_COLUMNS, USER_COLUMNS, as_table, plain
from chat_server.config import ConfigError
from chat_server.logs import start_logging
from protocol.commands import (
    AdminAct,
    AdminAction,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    GetProfile,
    SignUp,
)
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminDone, AdminGroupPage, AdminMessagePage, AdminUserPage, Profile

Command = TypeVar("Command", bound=Callable[..., None])

DATABASE: Final = "parlance.database"
"""Where a command keeps the address that it was given."""


def common(command: Command) -> Command:
    """Give a command the options that all of them have."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    command = click.option(
        "--database",
        help="postgresql://…, if the server keeps its data there.",
        expose_value=False,
        callback=_note_database,
    )(command)
    return click.option("--data-dir", help="The server's data folder.")(command)


def _note_database(context: click.Context, _: click.Parameter, address: str | None) -> None:
    context.meta[DATABASE] = address


def with_password(command: Command) -> Command:
    """Give a command the ways to name a password that is not in anybody's process list."""
    command = click.option(
        "--password-file", type=click.Path(), help="Read the password from the file's first line."
    )(command)
    return click.option(
        "--password-stdin", is_flag=True, help="Read the password from standard input."
    )(command)


@click.group()
@click.option("--data-dir", help="The server's data folder.")
@click.pass_context
def admin(context: click.Context, data_dir: str | None) -> None:
    """Look after users, groups and messages, while the server runs or not."""
    context.obj = data_dir
    start_logging("text", quiet=True)


@admin.command()
@click.argument("name")
@click.option("--email", help="An e-mail address for the new account.")
@with_password
@common
def create(
    name: str,
    email: str | None,
    password_stdin: bool,
    password_file: str | None,
    data_dir: str | None,
    as_json: bool,
) -> None:
    """Make a superuser: a new account, or an existing one promoted."""
    with _access(data_dir, new=True) as access:
        known = _find(access, name)
        if known is not None:
            access.ask(AdminAct(id=1, action="make_admin", target=known.user.id), AdminDone)
            _tell(known.user, f"{plain(known.user.username)} is a superuser now", as_json)
            return
        password = _read_password(password_stdin, password_file)
        made = access.ask(SignUp(id=1, username=name, password=password, email=email), Profile)
        _tell(made.user, f"made the superuser {plain(made.user.username)}", as_json)


@admin.command()
@click.argument("query", required=False)
@common
def users(query: str | None, data_dir: str | None, as_json: bool) -> None:
    """List the users whose names or e-mails contain QUERY, or all."""
    with _access(data_dir) as access:
        found: list[Any] = []
        page = access.ask(AdminUsers(id=1, query=query), AdminUserPage)
        found += page.users
        while page.next is not None:
            page = access.ask(AdminUsers(id=1, query=query, after=page.next), AdminUserPage)
            found += page.users
    _show(found, USER_COLUMNS, as_json)


@admin.command()
@click.argument("query", required=False)
@common
def groups(query: str | None, data_dir: str | None, as_json: bool) -> None:
    """List the groups whose names contain QUERY, or all, private and closed ones too."""
    with _access(data_dir) as access:
        found: list[Any] = []
        page = access.ask(AdminGroups(id=1, query=query), AdminGroupPage)
        found += page.groups
        while page.next is not None:
            page = access.ask(AdminGroups(id=1, query=query, after=page.next), AdminGroupPage)
            found += page.groups
    _show(found, GROUP_COLUMNS, as_json)


@admin.command()
@click.argument("group")
@click.argument("query", required=False)
@click.option("--before", type=click.IntRange(min=0), help="Only messages before this seq.")
@click.option("--limit", type=click.IntRange(min=1), help="How many at most. Default: 50.")
@common
def messages(
    group: str,
    query: str | None,
    before: int | None,
    limit: int | None,
    data_dir: str | None,
    as_json: bool,
) -> None:
    """Show the newest messages of GROUP, oldest first."""
    command = AdminMessages(id=1, group=group, query=query, before=before, limit=limit)
    with _access(data_dir) as access:
        page = access.ask(command, AdminMessagePage)
    _show(page.messages, MESSAGE_COLUMNS, as_json)


@admin.command()
@click.argument("user")
@common
def deactivate(user: str, data_dir: str | None, as_json: bool) -> None:
    """Lock USER (a username, @username or id) out; open windows close within a second."""
    _act("deactivate", user, f"{plain(user)} is locked out", data_dir, as_json)


@admin.command()
@click.argument("user")
@common
def activate(user: str, data_dir: str | None, as_json: bool) -> None:
    """Let USER in again."""
    _act("activate", user, f"{plain(user)} may log in", data_dir, as_json)


@admin.command("make-admin")
@click.argument("user")
@common
def make_admin(user: str, data_dir: str | None, as_json: bool) -> None:
    """Make USER a superuser."""
    _act("make_admin", user, f"{plain(user)} is a superuser now", data_dir, as_json)


@admin.command("reset-password")
@click.argument("user")
@with_password
@common
def reset_password(
    user: str,
    password_stdin: bool,
    password_file: str | None,
    data_dir: str | None,
    as_json: bool,
) -> None:
    """Give USER a new password and end every session; without one named, one is made up."""
    named = password_stdin or password_file is not None
    password = _read_password(password_stdin, password_file) if named else None
    command = AdminAct(id=1, action="reset_password", target=user, password=password)
    with _access(data_dir) as access:
        done = access.ask(command, AdminDone)
    made = f": {done.password}" if done.password is not None else ""
    _tell(done, f"{plain(user)} has a new password{made}", as_json)


@admin.command("delete-group")
@click.argument("group")
@common
def delete_group(group: str, data_dir: str | None, as_json: bool) -> None:
    """Delete GROUP (its id) for everybody."""
    _act("delete_group", group, f"{plain(group)} is deleted", data_dir, as_json)


@admin.command("delete-message")
@click.argument("group")
@click.argument("seq", type=click.IntRange(min=1))
@common
def delete_message(group: str, seq: int, data_dir: str | None, as_json: bool) -> None:
    """Delete the message SEQ of GROUP."""
    _act("delete_message", group, f"message {seq} is deleted", data_dir, as_json, seq)


def _act(
    action: AdminAction,
    target: str,
    said: str,
    data_dir: str | None,
    as_json: bool,
    seq: int | None = None,
) -> None:
    with _access(data_dir) as access:
        done = access.ask(AdminAct(id=1, action=action, target=target, seq=seq), AdminDone)
    _tell(done, said, as_json)


def _find(access: Access, name: str) -> Profile | None:
    try:
        return access.ask(GetProfile(id=1, username=name), Profile)
    except Refusal as refusal:
        if refusal.code is not ErrorCode.NO_SUCH_USER:
            raise
        return None


@contextmanager
def _access(data_dir: str | None, *, new: bool = False) -> Iterator[Access]:
    """Reach the server's data; end with one plain line where that, or a command, fails."""
    context = click.get_current_context()
    given = data_dir or context.obj
    try:
        with reach(given, new=new, database=context.meta.get(DATABASE)) as access:
            yield access
    except Refusal as refusal:
        _fail(f"{refusal.message} ({refusal.code})")
    except (ConfigError, ConnectionError) as error:
        _fail(str(error))


def _read_password(from_stdin: bool, file: str | None) -> str:
    """Return the password from where it was said to be, or ask for it twice."""
    if file is not None:
        try:
            lines = Path(file).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file} cannot be read: {error}") from error
        return lines[0] if lines else ""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not _at_terminal():
        raise ConfigError("no terminal to ask for the password: use --password-stdin")
    word: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return word


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _show(items: Sequence[msgspec.Struct], columns: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        _print_json(items)
    else:
        click.echo(as_table(items, columns))


def _tell(item: msgspec.Struct, said: str, as_json: bool) -> None:
    if as_json:
        _print_json(item)
    else:
        click.echo(said)


def _print_json(value: object) -> None:
    """Print one line of JSON in ASCII, so that nobody's text reaches the terminal as it is."""
    click.echo(json.dumps(msgspec.to_builtins(value)))


def _fail(reason: str) -> None:
    click.echo(f"chat-server: {plain(' '.join(reason.split()))}", err=True)
    sys.exit(1)
