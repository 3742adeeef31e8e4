"""What is offered to whom: order, letters, and what stands below a name."""

from __future__ import annotations

import pytest
from fake_data import GROUPS, USERS
from PySide6.QtCore import QObject

from chat_desktop.windows.groups import switcher_model as module
from chat_desktop.windows.groups.switcher_model import MOST, Offer, SwitcherModel
from protocol.views import User


def offers(model: SwitcherModel) -> list[Offer]:
    found = [model.offer(row) for row in range(model.rowCount())]
    return [offer for offer in found if offer is not None]


def test_groups_stand_before_people_who_fit_alike(qapp: object) -> None:
    parent = QObject()
    people = [*USERS.values(), User(id="u9", username="lunchy", display_name="Lunch", active=True)]
    model = SwitcherModel(GROUPS, people, parent)
    model.look_for("lunch")
    assert [(offer.name, offer.person) for offer in offers(model)] == [
        ("Lunch", False),
        ("Lunch", True),
    ]
    assert offers(model)[1].detail == "@lunchy"
    model.look_for("  ")
    assert [offer.id for offer in offers(model)] == [row.id for row in GROUPS]


def test_there_is_an_end_to_what_is_offered(qapp: object) -> None:
    parent = QObject()
    crowd = [
        User(id=f"x{n}", username=f"x{n}", display_name=f"Anna {n}", active=True)
        for n in range(3 * MOST)
    ]
    model = SwitcherModel((), crowd, parent)
    model.look_for("anna")
    assert model.rowCount() == MOST
    assert model.offer(MOST) is None
    model.look_for("x17")
    assert model.offer(0) is not None
    assert {offer.detail for offer in offers(model)} >= {"@x17", "@x170"}


def test_names_are_made_when_they_are_wanted(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[str]()

    def one_line(name: str, _limit: int) -> str:
        made.append(name)
        return name

    monkeypatch.setattr(module, "one_line", one_line)
    parent = QObject()
    model = SwitcherModel([row for row in GROUPS if not row.topic], list(USERS.values()), parent)
    assert made == []
    assert model.offer(0) is not None
    assert len(made) == 1
    before = [offer.id for offer in offers(model)]
    for _ in model.prepare():
        pass
    count = len(made)
    model.look_for("a")
    model.look_for("")
    assert [offer.id for offer in offers(model)] == before
    assert len(made) == count
