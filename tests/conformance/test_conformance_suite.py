"""The public conformance suite against the production socket, where a Python 2.7 can run it."""

from __future__ import annotations

import pytest
from conformance.run_suite import NoSuite, Report, check_suite, find_python, run

# All of it takes a minute and is `make conformance`.
SHORT_GROUPS = ("1.1.*", "2.*", "3.*", "5.*", "7.*")


@pytest.fixture(scope="module")
def python() -> str:
    try:
        found = find_python()
        check_suite(found)
    except NoSuite as reason:
        pytest.skip(str(reason))
    return found


def test_the_short_groups_of_the_suite_pass_with_both_short_cuts(python: str) -> None:
    report = run(python, SHORT_GROUPS)
    assert len(report.cases) > 70
    assert report.failed == []


def test_what_failed_is_told_from_what_is_merely_not_strict() -> None:
    cases = {
        "1.1.1": ("OK", "OK"),
        "6.4.1": ("NON-STRICT", "OK"),
        "7.1.1": ("FAILED", "OK"),
        "7.3.2": ("OK", "UNCLEAN"),
    }
    report = Report(cases)
    assert report.failed == ["7.1.1", "7.3.2"]
    assert report.not_strict == ["6.4.1"]
    assert "7.3.2" in str(report)


def test_without_a_python_2_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYENV_ROOT", "")
    with pytest.raises(NoSuite, match=r"Python 2\.7"):
        find_python()
