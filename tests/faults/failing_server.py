"""`chat-server` with everything in place that the rig can make go wrong, by a `Steering` file.

`python -m faults.failing_server serve …`: the same program, the same options. Nothing fails until
the rig says so.
"""

from __future__ import annotations

import os
from pathlib import Path

from faults.failing_disk import fail_disk
from faults.failpoints import put_failpoints, step_clock
from faults.steering import VARIABLE, Steering


def main() -> None:
    """Put the faults in place, then be `chat-server`."""
    steering = Steering(Path(os.environ.pop(VARIABLE)))
    # Twisted binds the clock when it is imported, and the server's modules bring the reactor.
    step_clock(steering)
    unsynced = fail_disk(steering)
    from chat_server import cli

    install_reactor = cli._install_reactor

    def install() -> None:
        install_reactor()
        put_failpoints(steering, unsynced)

    cli._install_reactor = install
    cli.main(prog_name="chat-server")


if __name__ == "__main__":
    main()
