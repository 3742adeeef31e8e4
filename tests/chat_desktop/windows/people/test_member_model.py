"""The members' model: sections, order by rank and name, and Qt's rules."""

from __future__ import annotations

import msgspec
from fake_data import MEMBERS, TEAM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from chat_desktop.windows.people.member_model import MemberModel, MemberRow, SectionRow
from protocol.views import Member

PEOPLE = MEMBERS[TEAM]
members = st.lists(
    st.builds(
        lambda member, online, role: msgspec.structs.replace(member, online=online, role=role),
        st.sampled_from(PEOPLE),
        st.booleans(),
        st.sampled_from(["owner", "admin", "member"]),
    ),
    unique_by=lambda member: member.user.id,
)


def entries(model: MemberModel) -> list[SectionRow | MemberRow]:
    return [model.index(row).data(MemberModel.EntryRole) for row in range(model.rowCount())]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(members, min_size=1, max_size=4))
def test_everybody_is_listed_once(qapp: QApplication, shown: list[list[Member]]) -> None:
    parent = QObject()
    model = MemberModel(parent)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for people in shown:
        model.show(people, "u1", ["u2"])
        found = entries(model)
        listed = [entry.member.user.id for entry in found if isinstance(entry, MemberRow)]
        assert sorted(listed) == sorted(member.user.id for member in people)
        counts = [entry.count for entry in found if isinstance(entry, SectionRow)]
        assert sum(counts) == len(people)
    assert tester.model() is model


def test_order_words_and_sentences(qapp: QApplication) -> None:
    parent = QObject()
    model = MemberModel(parent)
    model.show(PEOPLE, "u1", ["u2"])
    sentences = [
        model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]
    assert sentences[:4] == [
        "Online, 5",
        "Ada Lovelace, Owner, You",
        "Grace Hopper, Admin, Typing…",
        "Ken Thomas, Back at 15:00",
    ]
    assert "Offline, 3" in sentences
    assert model.row_of("u2") == 2
    assert model.row_of("nobody") is None


def test_headings_cannot_be_chosen(qapp: QApplication) -> None:
    parent = QObject()
    model = MemberModel(parent)
    model.show(PEOPLE, None, [])
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_typing_changes_a_row_and_keeps_the_rest(qapp: QApplication) -> None:
    parent = QObject()
    model = MemberModel(parent)
    model.show(PEOPLE, None, [])
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.show(PEOPLE, None, ["u3"])
    assert resets == []
    row = model.row_of("u3")
    assert row is not None
    entry = entries(model)[row]
    assert isinstance(entry, MemberRow)
    assert entry.typing


def test_a_deactivated_member_says_so(qapp: QApplication) -> None:
    parent = QObject()
    model = MemberModel(parent)
    gone = msgspec.structs.replace(PEOPLE[3].user, active=False)
    model.show([msgspec.structs.replace(PEOPLE[3], user=gone)], None, [])
    entry = entries(model)[1]
    assert isinstance(entry, MemberRow)
    assert model.second_line(entry) == "Deactivated"
