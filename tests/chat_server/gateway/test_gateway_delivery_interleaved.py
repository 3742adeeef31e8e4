"""Any interleaving of log-ins, sends, joins and leavings: no hole, no double, no late word."""

from __future__ import annotations

from dataclasses import dataclass, field

from fake_gateway import Client, Frame, Gateway
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protocol.commands import CatchUp

NAMES = ("ada", "bob", "eve")
ACTIONS = ("log_in", "send", "join", "leave", "add", "remove", "lose", "lag", "drain", "step")

actions = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.integers(min_value=0, max_value=2),
        st.integers(min_value=0, max_value=5),
    ),
    min_size=10,
    max_size=60,
)


@dataclass
class Witness:
    """A client that holds every frame to the contract.

    `have` is the last seq known per group; a group is in it exactly while the client is a member
    as far as it has heard.
    """

    client: Client
    user: str
    have: dict[str, int] = field(default_factory=dict)
    welcomed: bool = False
    last: Frame = field(default_factory=dict)
    was_slow: bool = False

    def listen(self) -> None:
        for frame in self.client.take():
            self._hear(frame)

    def _hear(self, frame: Frame) -> None:
        match frame["type"]:
            case "welcome":
                assert not self.welcomed
                self.welcomed = True
                self.have = {group["id"]: group["head"] for group in frame["groups"]}
            case "events" if "id" not in frame:
                self._live(frame)
            case "group_gone":
                assert self.welcomed
                if not self.was_slow:
                    assert (self.last["kind"], self.last.get("user", self.user)) in (
                        ("left", self.user),
                        ("removed", self.user),
                        ("closed", self.user),
                    )
                self.have.pop(frame["group"], None)  # the joining may have been skipped
            case "lagged":
                for group, head in frame["heads"].items():
                    assert head > self.have.get(group, 0)
                    self.have[group] = head

    def _live(self, frame: Frame) -> None:
        assert self.welcomed, "an event before welcome"
        group = frame["group"]
        for event in frame["events"]:
            if group not in self.have:
                assert event["kind"] == "joined"
                assert event["user"] == self.user
            else:
                assert event["seq"] == self.have[group] + 1, "a hole or a double"
            self.have[group] = event["seq"]
            self.last = event
        assert frame["head"] == self.have[group]


class Scene:
    """Three users, one group, and whatever hypothesis makes of them."""

    def __init__(self) -> None:
        self.gateway = Gateway()
        founders = [self.gateway.member(name) for name in NAMES]
        self.users = [str(place + 1) for place in range(3)]
        self.group = self.gateway.group(founders[0])
        self.tokens = [
            self.gateway.connect().call("log_in", login=name, password="correct horse")["token"]
            for name in NAMES
        ]
        self.witnesses = [
            Witness(client, user, {self.group: 1} if user == "1" else {}, welcomed=True)
            for client, user in zip(founders, self.users, strict=True)
        ]
        self.keys = 0

    def act(self, action: str, who: int, number: int) -> None:
        mine = [w for w in self.witnesses if w.user == self.users[who]]
        client = mine[number % len(mine)].client if mine else None
        other = self.users[number % 3]
        match action:
            case "log_in":
                newcomer = self.gateway.connect()
                newcomer.send("authenticate", token=self.tokens[who])
                self.witnesses.append(Witness(newcomer, self.users[who]))
            case "step":
                self.gateway.step(number)
            case "lose" if client is not None and len(mine) > 1:
                client.connection.lost()
                self.witnesses = [w for w in self.witnesses if w.client is not client]
            case "lag" if client is not None:
                client.connection.paused()
                mine[number % len(mine)].was_slow = True
            case "drain" if client is not None:
                client.connection.resumed()
            case "send" if client is not None:
                self.keys += 1
                client.send("send", group=self.group, key=f"{self.keys:016}", text="hello")
            case "join" if client is not None:
                client.send("join_group", group=self.group)
            case "leave" if client is not None:
                client.send("leave_group", group=self.group)
            case "add" if client is not None:
                client.send("add_member", group=self.group, user=other)
            case "remove" if client is not None:
                client.send("remove_member", group=self.group, user=other)

    def settle(self) -> None:
        self.gateway.run()
        for witness in self.witnesses:
            witness.client.connection.resumed()
        self.gateway.run()
        for witness in self.witnesses:
            witness.listen()


@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(actions)
def test_no_hole_no_double_and_nothing_after_the_end(script: list[tuple[str, int, int]]) -> None:
    scene = Scene()
    for action, who, number in script:
        scene.act(action, who, number)
        if number == 0:
            for witness in scene.witnesses:
                witness.listen()
    scene.settle()
    with scene.gateway.store.transaction():
        state = scene.gateway.store.load_groups([scene.group])[scene.group]
    assert scene.gateway.failed == []
    for witness in scene.witnesses:
        assert witness.welcomed
        if witness.user in state.members:
            assert witness.have.get(scene.group) == state.head
        else:
            assert scene.group not in witness.have
    if state.members:
        reader = next(iter(state.members))
        log = scene.gateway.store.reader.catch_up(
            reader, CatchUp(id=1, group=scene.group, after=0, limit=100)
        )
        assert [event.seq for event in log.events] == list(range(1, len(log.events) + 1))
