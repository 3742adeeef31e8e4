"""The translations are whole: every text of the program is there, finished, and compiled."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import translations

CODES = [path.stem.removeprefix("parlance_") for path in translations.files()]
OTHERS = [code for code in CODES if code != translations.SOURCE]
PLACE = re.compile(r"%L?n|\{\w+\}")

Text = tuple[str, str]


def messages(path: Path) -> Iterator[tuple[Text, ElementTree.Element]]:
    """Yield ((context, text), element) for every message of a file."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            yield (name, message.findtext("source", "")), message


def of(code: str) -> dict[Text, ElementTree.Element]:
    return dict(messages(translations.FOLDER / f"parlance_{code}.ts"))


def forms(message: ElementTree.Element) -> list[str]:
    """Return the translated text, or its forms where it is counted."""
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make translations` would make of the files now."""
    folder = tmp_path_factory.mktemp("translations")
    for path in translations.files():
        shutil.copy(path, folder)
        translations.gather(folder / path.name)
    return folder


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_new_and_nothing_is_left_over(code: str, gathered: Path) -> None:
    now = set(dict(messages(gathered / f"parlance_{code}.ts")))
    kept = set(of(code))
    assert now - kept == set(), "make translations gathers it"
    assert kept - now == set(), "make translations drops it"


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_translated(code: str) -> None:
    unfinished = [
        text
        for text, message in of(code).items()
        if (found := message.find("translation")) is None
        or found.get("type") is not None
        or not all(forms(message))
    ]
    assert unfinished == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_is_in_every_form(code: str) -> None:
    for (_context, source), message in of(code).items():
        wanted = sorted(PLACE.findall(source))
        for form in forms(message):
            assert sorted(PLACE.findall(form)) == wanted, (source, form)


@pytest.mark.parametrize("code", OTHERS)
def test_blanks_and_ends_are_those_of_the_source(code: str) -> None:
    for (_context, source), message in of(code).items():
        for form in forms(message):
            assert form == form.strip(" ") or source != source.strip(" "), form
            assert form.endswith("…") == source.endswith("…"), (source, form)
            if not source.endswith(")"):
                assert form.endswith(".") == source.endswith("."), (source, form)


@pytest.mark.parametrize("code", CODES)
def test_what_is_compiled_is_what_is_translated(code: str, tmp_path: Path) -> None:
    kept = translations.FOLDER / f"parlance_{code}.qm"
    fresh = tmp_path / kept.name
    translations.compile_file(kept.with_suffix(".ts"), fresh)
    assert fresh.read_bytes() == kept.read_bytes(), "make translations compiles it"


def test_whatever_is_counted_has_its_forms() -> None:
    """`translate("Context", …, count)` is taken for an ordinary text by lupdate."""
    for text, message in of("nb").items():
        counted = "%n" in text[1] or "%Ln" in text[1]
        assert counted == (message.get("numerus") == "yes"), text


def test_every_text_that_is_asked_for_is_gathered() -> None:
    known = {source for _context, source in of("nb")}
    missed = []
    for path in sorted(translations.PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            source = asked_for(node)
            if source is not None and source not in known:
                missed.append(f"{path.name}:{getattr(node, 'lineno', 0)}: {source}")
    assert missed == []


def asked_for(node: ast.AST) -> str | None:
    """Return the text that a call of `tr` or `translate` asks for; what is no literal fails."""
    if not isinstance(node, ast.Call):
        return None
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    place = {"tr": 0, "translate": 1}.get(name)
    if place is None or len(node.args) <= place or (name == "translate" and not in_words(node)):
        return None
    text = node.args[place]
    assert not isinstance(text, ast.JoinedStr), f"an f-string is never found: {ast.unparse(node)}"
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def in_words(call: ast.Call) -> bool:
    """Return whether a call of `translate` is the one of texts, not that of a painter."""
    return isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def test_every_context_is_a_class_or_a_name_of_the_program() -> None:
    """Qt looks for a text under the class that asks: one gathered under another is never found."""
    names: set[str] = set()
    for path in translations.PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Call) and len(node.args) > 1 and in_words(node):
                first = node.args[0]
                assert isinstance(first, ast.Constant)
                names.add(str(first.value))
    assert {context for context, _source in of("nb")} <= names


def test_a_missing_tool_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match="make install"):
        translations.tool("lupdate")


def test_a_failing_tool_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="lrelease"):
        translations.compile_file(tmp_path / "none.ts", tmp_path / "none.qm")
