"""Going down in order."""

from __future__ import annotations

from fake_gateway import Gateway

from chat_server.shutdown import ANSWER_SECONDS, CLOSE_SECONDS, Shutdown
from protocol.errors import CloseCode


class Scene:
    """A server with two members that is about to go down."""

    def __init__(self) -> None:
        self.gateway = Gateway()
        self.ada = self.gateway.member("ada")
        self.guest = self.gateway.connect()
        self.tea = self.gateway.group(self.ada)
        self.happened: list[str] = []
        clock = self.gateway.clock
        self.shutdown = Shutdown(
            self.gateway.lobby,
            self.gateway.journal,
            stop_listening=lambda: self.happened.append("deaf"),
            stop=lambda: self.happened.append("stopped"),
            now=clock.seconds,
            call_later=clock.callLater,
        )

    def wait(self, seconds: float, *, working: bool = True) -> None:
        for _ in range(round(seconds * 10)):
            self.gateway.clock.advance(0.1)
            if working:
                self.gateway.run()


def test_everybody_is_told_and_closed_and_then_it_stops() -> None:
    scene = Scene()
    scene.shutdown.begin()
    assert scene.happened == ["deaf"]
    assert scene.ada.types() == scene.guest.types() == ["bye"]
    assert scene.ada.code is scene.guest.code is CloseCode.RESTARTING
    scene.ada.connection.lost()
    scene.guest.connection.lost()
    scene.wait(0.2)
    assert scene.happened == ["deaf", "stopped"]


def test_what_is_under_way_is_committed_and_answered_first() -> None:
    scene = Scene()
    id = scene.ada.send("send", group=scene.tea, key="k" * 16, text="last words")
    scene.shutdown.begin()
    scene.wait(1, working=False)
    assert scene.ada.code is None
    late = scene.ada.send("list_groups")
    scene.wait(0.2)
    replies = {f["id"]: f.get("code", f["type"]) for f in scene.ada.take() if "id" in f}
    assert replies == {id: "sent", late: "busy"}
    assert scene.ada.code is CloseCode.RESTARTING


def test_what_never_ends_is_cut_off_well_within_ten_seconds() -> None:
    scene = Scene()
    scene.ada.send("send", group=scene.tea, key="k" * 16, text="stuck")
    scene.shutdown.begin()
    scene.wait(ANSWER_SECONDS + CLOSE_SECONDS + 0.5, working=False)
    assert scene.happened == ["deaf", "stopped"]
    assert ANSWER_SECONDS + CLOSE_SECONDS < 10


def test_it_goes_down_once() -> None:
    scene = Scene()
    scene.shutdown.begin()
    scene.shutdown.begin()
    assert scene.happened == ["deaf"]
    assert scene.ada.types() == ["bye"]
