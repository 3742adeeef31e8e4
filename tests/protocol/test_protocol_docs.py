"""`docs/protocol.md` says what the code says, and says it of everything."""

from __future__ import annotations

import re
from pathlib import Path

from strategies import COMMANDS, SERVER_MESSAGES

from chat_server.config import Settings
from chat_server.core.messages import MAX_EMOJIS
from chat_server.gateway import rates
from chat_server.gateway.bounded import MAX_CONTROL_FRAMES, MAX_FRAGMENTS
from chat_server.gateway.connection import LOG_IN_SECONDS
from chat_server.gateway.heartbeat import LAG_SECONDS, PING_SECONDS
from chat_server.gateway.outbox import MAX_PILED_BYTES
from chat_server.gateway.session import MAX_REFUSALS
from chat_server.gateway.websocket import BUFFER_BYTES
from chat_server.storage.groups import LASTS_BYTES
from chat_server.storage.pages import DEFAULT_LIMIT, PAGE_BYTES
from protocol import reference
from protocol.codec import MAX_DEPTH
from protocol.errors import CloseCode, ErrorCode
from protocol.events import EVENT_KINDS

PATH = Path(__file__).parents[2] / "docs" / "protocol.md"
DOCUMENT = PATH.read_text(encoding="utf-8")


def names_in_table(section: str) -> set[str]:
    """Return the names in the first column of a section's tables, without the head's."""
    block = DOCUMENT.split(f"<!-- reference: {section} -->")[1].split("<!-- end")[0]
    return set(re.findall(r"^\| `?(\w+)`? \|", block, re.MULTILINE)) - {
        "command",
        "reply",
        "push",
        "kind",
        "code",
    }


def test_every_section_is_there_once_and_up_to_date() -> None:
    blocks = re.findall(r"<!-- reference: (\w+) -->", DOCUMENT)
    assert sorted(blocks) == sorted(reference.SECTIONS)
    renewed = reference.render(DOCUMENT)
    assert renewed == DOCUMENT, "run: python -m protocol.reference docs/protocol.md"


def test_the_tables_name_exactly_what_the_code_has() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in COMMANDS}
    assert names_in_table("commands") == tags
    said = {str(kind.__struct_config__.tag) for kind in SERVER_MESSAGES} - {"unknown"}
    assert names_in_table("replies") | names_in_table("pushes") == said
    assert names_in_table("events") == set(EVENT_KINDS)
    assert names_in_table("errors") == set(ErrorCode)
    assert names_in_table("closes") == {str(int(code)) for code in CloseCode}


def test_no_link_in_it_is_broken() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", DOCUMENT):
        assert (PATH.parent / target).exists(), target


def test_the_numbers_in_the_prose_are_the_server_s() -> None:
    settings = Settings(data_dir=Path())
    sends, commands = settings.sends_per_second, settings.commands_per_second
    assert (sends, commands) == (rates.SENDS_PER_SECOND, rates.COMMANDS_PER_SECOND)
    for words in (
        f"Both sides ping every {PING_SECONDS} seconds",
        f"has {LOG_IN_SECONDS:.0f} seconds to be welcomed",
        f"nesting over {MAX_DEPTH}",
        f"`limit` defaults to {DEFAULT_LIMIT}",
        f"up to {DEFAULT_LIMIT} entries",
        f"at about {PAGE_BYTES // 1024} KiB of JSON",
        f"up to {settings.address_connections} connections and a user up to "
        f"{settings.user_connections}",
        f"more than {BUFFER_BYTES // 1024} KiB wait",
        f"4408 after {LAG_SECONDS:.0f} seconds",
        f"{sends} and {sends * rates.SEND_BURST_SECONDS} messages a user",
        f"{commands} and {commands * rates.COMMAND_BURST_SECONDS} other commands",
        f"{rates.LOG_INS.per_second} and {rates.LOG_INS.burst} log-ins an address",
        f"{rates.SIGN_UPS.burst} accounts an address at once, then one in "
        f"{1 / rates.SIGN_UPS.per_second:.0f} seconds",
        f"at most {MAX_FRAGMENTS:,} fragments",
        f"whole within {2 * PING_SECONDS} seconds",
        f"In {PING_SECONDS} seconds a client may send {MAX_CONTROL_FRAMES:,} pings",
        f"up to {MAX_EMOJIS} different reactions",
        f"about {LASTS_BYTES // 1024**2} MiB of newest messages",
        f"more than {MAX_PILED_BYTES // 1024**2} MiB of replies",
    ):
        assert words in " ".join(DOCUMENT.split()), words
    assert MAX_REFUSALS == 5
    assert "The fifth since `hello` is answered and then closed with 4429" in DOCUMENT
