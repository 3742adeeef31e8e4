"""Servers that are to withstand, and hypothesis that tries the same each time, if not told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from server_process import ServerProcess

TROUBLE = re.compile(r"Traceback|internal|delivery_failed|batch_failed|[Uu]nhandled|level='error'")

hypothesis.settings.register_profile(
    "brief", max_examples=10, derandomize=True, deadline=None, database=None
)
hypothesis.settings.register_profile("long", max_examples=1_000, deadline=None, database=None)


def profile() -> hypothesis.settings:
    """Return the settings for tests of this folder: `BAD_INPUTS=long` looks further, each time."""
    return hypothesis.settings.get_profile(os.environ.get("BAD_INPUTS", "brief"))


def is_well(server: ServerProcess) -> None:
    """Fail where the server has logged a fault of its own."""
    assert [line for line in server.log.splitlines() if TROUBLE.search(line)] == []


@pytest.fixture(scope="module", params=["on", "off"], ids=["fast", "stock"])
def both_ways(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    """A server without rates, that receives by the short cut and by Autobahn alone."""
    folder = tmp_path_factory.mktemp("server") / "data"
    with ServerProcess(folder, "--fast-receive", request.param) as server:
        yield server
        is_well(server)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server without rates."""
    with ServerProcess(tmp_path_factory.mktemp("server") / "data") as process:
        yield process
        is_well(process)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that guards itself as it does by default."""
    folder = tmp_path_factory.mktemp("guarded") / "data"
    with ServerProcess(folder, rate_limits=True) as process:
        yield process
        is_well(process)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server like that, of the test's own: addresses are remembered."""
    with ServerProcess(tmp_path / "data", rate_limits=True) as process:
        yield process
        is_well(process)
