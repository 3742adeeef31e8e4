"""Deadlines: who is silent is given up, who works on a log-in is not. All at once: it waits."""

from __future__ import annotations

import pytest
from wire.patience import Watch

pytestmark = pytest.mark.waits(60)


def test_ten_seconds_without_a_log_in_close_4401(watch: Watch) -> None:
    assert watch.result("no log-in") == 4401


def test_refused_log_ins_do_not_stop_the_clock(watch: Watch) -> None:
    assert watch.result("refused log-ins") == 4401


def test_after_log_out_the_clock_runs_again(watch: Watch) -> None:
    assert watch.result("logged out") == 4401


def test_the_clock_stops_while_a_log_in_is_worked_on(watch: Watch) -> None:
    assert watch.result("slow log-in") == "welcome"


def test_the_server_pings_every_20_s_and_gives_up_20_s_later(watch: Watch) -> None:
    pings, gone = watch.result("silence")
    assert 15 < pings[0] < 30
    assert 30 < gone < 60


def test_who_answers_pings_stays(watch: Watch) -> None:
    assert watch.result("answers") == "profile"
