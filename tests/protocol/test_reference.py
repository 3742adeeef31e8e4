"""The reference tables: every message, field and code is in them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from strategies import COMMANDS, EVENTS, SERVER_MESSAGES

from protocol import reference
from protocol.events import Unknown
from protocol.replies import UnknownMessage
from protocol.views import View

REFERENCE = "\n".join(section() for section in reference.SECTIONS.values())


def rows_of(kind: type[msgspec.Struct]) -> list[str]:
    """Return the rows about a message or event."""
    start = f"| `{kind.__struct_config__.tag}` |"
    return [row for row in REFERENCE.splitlines() if row.startswith(start)]


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in (*COMMANDS, *SERVER_MESSAGES, *EVENTS)
        if kind not in (Unknown, UnknownMessage)
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_message_is_there_with_its_fields(kind: type[msgspec.Struct]) -> None:
    names = {
        f"`{field.name}{'' if field.required else '?'}` "
        for field in msgspec.structs.fields(kind)
        if field.name not in ("id", "seq", "at", "by") or kind not in (*COMMANDS, *EVENTS)
    } - {"`id` ", "`id?` "}
    assert any(all(name in row for name in names) for row in rows_of(kind))


def test_every_object_is_there() -> None:
    assert set(reference.OBJECTS.values()) == set(View.__subclasses__())


def test_a_command_of_no_room_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "COMMAND_ROOMS", {})
    with pytest.raises(LookupError, match="send"):
        reference.SECTIONS["commands"]()


def test_rendering_replaces_what_is_between_the_markers() -> None:
    before = "# Title\n\n<!-- reference: closes -->\nold\n<!-- end of reference -->\n\nprose\n"
    after = reference.render(before)
    assert "old" not in after
    assert "| 4401 |" in after
    assert after.startswith("# Title\n")
    assert after.endswith("\nprose\n")
    assert reference.render(after) == after


def test_the_document_is_renewed_in_place(tmp_path: Path) -> None:
    path = tmp_path / "protocol.md"
    path.write_text("<!-- reference: errors -->\n<!-- end of reference -->\n", encoding="utf-8")
    reference.main(path)
    assert "`bad_request`" in path.read_text(encoding="utf-8")
