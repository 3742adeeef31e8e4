"""What code without Qt says reaches the reader in their language, whole, and none is forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from chat_desktop.core.outbox import PROBLEMS
from chat_desktop.core.ports import InsecureServer, Offline
from chat_desktop.network import failures
from chat_desktop.translations.languages import Translations
from chat_desktop.translations.said import TEXTS, Told, in_words, plain_words, wait_words
from protocol.errors import MESSAGES, ErrorCode, Refusal

ROOT = Path(__file__).resolve().parents[3]
SPEAKERS = ("Refusal", "Failure", "Offline", "Notice", "CacheTrouble", "_refusal")
ROOMS = ("chat_desktop/client", "chat_desktop/core", "chat_desktop/network", "chat_desktop/storage")


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[Translations]:
    before = QLocale()
    made = Translations(qapp, "es")
    yield made
    made.end()
    QLocale.setDefault(before)


def shape(text: str) -> str:
    """Return a sentence with nameless places."""
    return re.sub(r"\{\w*\}", "{}", text)


def sentence(node: ast.expr) -> str | None:
    """Return what a literal says, with a place where something is filled in; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def spoken(path: Path) -> Iterator[str]:
    """Yield the sentences that a file gives to those who tell the user, and its constants."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            said = [*node.args, *(word.value for word in node.keywords)]
            if name in SPEAKERS:
                yield from filter(None, map(sentence, said))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from filter(None, [sentence(node.value)])


def sources() -> list[Path]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [*found, ROOT / "protocol" / "rules.py"]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_every_sentence_can_be_translated(path: Path) -> None:
    known = {shape(text) for text in TEXTS}
    words = [text for text in spoken(path) if re.match(r"(?:[A-Z][a-z ]|“).* .*", text)]
    assert [text for text in words if shape(text) not in known] == []


def test_every_code_and_every_failure_can_be_translated() -> None:
    names = [name for name in vars(failures) if name.isupper()]
    texts = [*MESSAGES.values(), *PROBLEMS.values(), str(InsecureServer("ws://x"))]
    texts += [text for text in (getattr(failures, name) for name in names) if isinstance(text, str)]
    texts += [failure.reason for failure in failures._CLOSED.values()]
    assert len(texts) > 30
    assert [text for text in texts if text not in TEXTS] == []


def test_a_code_is_said_in_the_readers_language(spanish: Translations) -> None:
    for code in ErrorCode:
        assert plain_words(Refusal(code)) != MESSAGES[code]


def test_what_is_filled_in_is_kept(spanish: Translations) -> None:
    said = in_words("A username has 2 to 32 characters, without @ and spaces.")
    assert "2" in said
    assert "32" in said
    assert "username" not in said
    assert "HTTP 404" in in_words("There is no Parlance server at this address. (HTTP 404)")


def test_a_sentence_that_nobody_translated_gives_way_to_its_code(spanish: Translations) -> None:
    newer = Refusal(ErrorCode.BUSY, "The hamster is asleep.")
    assert plain_words(newer) == plain_words(Refusal(ErrorCode.BUSY))
    assert plain_words(Told(ErrorCode.BUSY, "Un hámster.")) == "Un hámster."
    assert in_words("The hamster is asleep.") == "The hamster is asleep."


def test_english_is_said_as_it_is() -> None:
    assert plain_words(Refusal(ErrorCode.BUSY, "The hamster is asleep.")) == (
        "The hamster is asleep."
    )
    assert plain_words(Refusal(ErrorCode.RATE_LIMITED, "Too many.", retry_after=3)) == (
        "Too many (in 3 seconds)."
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.1, "1 second"), (1, "1 second"), (40, "40 seconds"), (180, "3 minutes")],
)
def test_waits_in_words(qapp: QApplication, seconds: float, words: str) -> None:
    assert wait_words(seconds) == words


def test_a_wait_is_counted_in_the_readers_language(spanish: Translations) -> None:
    assert wait_words(1) == "1 segundo"
    assert wait_words(40) == "40 segundos"


def test_a_silent_offline_still_says_something() -> None:
    assert plain_words(Offline()) == "The server cannot be reached."
