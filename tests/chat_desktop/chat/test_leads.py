from hypothesis import given
from hypothesis import strategies as st
from timelines import DAY, NOON, message

from chat_desktop.chat.leads import Leads
from chat_desktop.core.rows import MessageRow, Row, Splice

rows_of = st.lists(
    st.builds(
        lambda seq, by, days: message(seq, by=by, at=NOON + days * DAY),
        st.integers(1, 40),
        st.sampled_from(["ada", "grace"]),
        st.integers(0, 2),
    ),
    max_size=5,
)


@given(rows_of, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), rows_of), max_size=4))
def test_after_any_splices_the_leads_are_as_if_made_anew(
    start: list[MessageRow], changes: list[tuple[int, int, list[MessageRow]]]
) -> None:
    rows: list[Row] = list(start)
    kept = _leads()
    kept.reset(rows)
    touched: set[int] = set()
    for at, gone, new in changes:
        at = min(at, len(rows))
        gone = min(gone, len(rows) - at)
        rows[at : at + gone] = new
        shift = len(new) - gone
        touched = {index if index < at else index + shift for index in touched}
        touched |= {at, at + len(new)}
        kept.splice(rows, Splice(at, gone, tuple(new)))
    kept.refresh(rows, {index for index in touched if index >= 0})
    fresh = _leads()
    fresh.reset(rows)
    assert list(kept) == list(fresh)
    assert kept.unread_index == fresh.unread_index


def test_what_changed_is_told() -> None:
    rows: list[Row] = [message(1), message(2), message(3)]
    leads = _leads()
    leads.unread_after = None
    leads.reset(rows)
    leads.unread_after = 1
    assert leads.refresh(rows, set()) == [1]
    leads.unread_after = 2
    assert leads.refresh(rows, set()) == [1, 2]


def _leads() -> Leads:
    leads = Leads()
    leads.me = "ada"
    leads.unread_after = 20
    leads.at_start = True
    return leads
