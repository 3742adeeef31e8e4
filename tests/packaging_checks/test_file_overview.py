"""The tables of files follow the files."""

from __future__ import annotations

from pathlib import Path

import file_overview

TEXT = "before\n<!-- files: shop -->\nold\n<!-- end of files -->\nafter\n"


def test_each_file_is_shown_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "shop" / "till").mkdir(parents=True)
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "goods.py").write_text('"""What is sold | lent.\n\nMore."""\n')
    (tmp_path / "shop" / "till" / "coins.py").write_text('"""Coins that\nrattle."""\n')
    assert file_overview.render(TEXT, tmp_path) == (
        "before\n<!-- files: shop -->\n\n"
        "| file | what lives there |\n| --- | --- |\n"
        "| `goods.py` | What is sold \\| lent. |\n"
        "| `till/coins.py` | Coins that rattle. |\n\n"
        "<!-- end of files -->\nafter\n"
    )


def test_the_tables_in_the_document_are_up_to_date() -> None:
    text = file_overview.DOCUMENT.read_text("utf-8")
    assert file_overview.render(text) == text, "make docs renews them"


def test_every_room_has_a_table() -> None:
    text = file_overview.DOCUMENT.read_text("utf-8")
    for folder in ("protocol", "chat_server", "chat_desktop", "packaging"):
        assert f"<!-- files: {folder} -->" in text
