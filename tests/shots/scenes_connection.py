"""Scenes of the connection: offline, connecting, signed out, and what is said in passing."""

from __future__ import annotations

import time

from fake_client import FakeClient
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.stage import Stage

from chat_desktop.core.rows import LinkState, Trouble


@scene("offline", "The connection is gone", "Connection")
async def offline(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    later = time.monotonic() + 12.9
    client.set_status(LinkState.OFFLINE, reason="The server does not answer.", retry_at=later)
    return window


@scene("connecting", "Connecting, with what is known already", "Connection")
async def connecting(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    client.set_status(LinkState.CONNECTING)
    return window


@scene("connecting-first", "Connecting for the first time", "Connection")
async def connecting_first(stage: Stage) -> QWidget:
    client = FakeClient(lively=False)
    client.set_status(LinkState.CONNECTING)
    return stage.window(client)


@scene("unreachable", "No connection, and nothing known yet", "Connection")
async def unreachable(stage: Stage) -> QWidget:
    client = FakeClient(lively=False)
    reason = "There is no server at chat.example.org."
    client.set_status(LinkState.OFFLINE, reason=reason, retry_at=time.monotonic() + 12.9)
    return stage.window(client)


@scene("signed-out", "Not logged in", "Connection")
async def signed_out(stage: Stage) -> QWidget:
    return stage.window(FakeClient(signed_in=False, lively=False))


@scene("toast", "Something said in passing", "Connection")
async def toast(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.say("The group's id is on the clipboard.")
    return window


@scene("log-out-question", "Logging out", "Connection")
async def log_out_question(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.people.log_out()
    return window


def troubled(trouble: Trouble, reason: str) -> FakeClient:
    """Return a client that knows nothing yet and cannot connect."""
    client = FakeClient(lively=False)
    later = time.monotonic() + 59.9
    client.set_status(LinkState.OFFLINE, reason=reason, retry_at=later, trouble=trouble)
    return client


@scene("untrusted", "A certificate that cannot be trusted", "Connection")
async def untrusted(stage: Stage) -> QWidget:
    reason = "The server's certificate cannot be trusted: certificate has expired."
    return stage.window(troubled(Trouble.CERTIFICATE, reason))


@scene("other-version", "A server of another version", "Connection")
async def other_version(stage: Stage) -> QWidget:
    reason = "The server speaks another version of the protocol; update Parlance or the server."
    return stage.window(troubled(Trouble.VERSION, reason))


@scene("not-parlance", "An address where no Parlance server is", "Connection")
async def not_parlance(stage: Stage) -> QWidget:
    return stage.window(troubled(Trouble.FOREIGN, "There is no Parlance server at this address."))
