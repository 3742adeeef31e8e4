"""Three devices of two people, in any interleaving: the same timelines, marks and unread counts.

The model is the server's own rules. Whatever is lost, late, doubled or out of order on the way,
each device holds at every moment what is true at the point that it has reached, and all of them
the same once everything has arrived.
"""

from __future__ import annotations

from devices import Device
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from model_server import ModelServer, is_message
from msgspec import structs

from chat_desktop.core.groups import GroupState
from chat_desktop.core.messages import as_shown
from chat_desktop.core.outbox import Step
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow
from chat_desktop.core.unread import first_unread, unread_of
from chat_server.core.jobs import Mutation
from protocol import commands
from protocol.scalars import GroupId, Seq, UserId

places = st.integers(0, 1)
devices = st.integers(0, 2)
picks = st.integers(0, 40)


class ThreeDevices(RuleBasedStateMachine):
    """Ada has two devices, Bob one; Eve is in the groups too and does most of the talking."""

    @initialize()
    def begin(self) -> None:
        self.server = server = ModelServer("ada", "bob", "eve")
        self.ada, self.bob, self.eve = server.people
        self.groups: list[GroupId] = []
        self.marks: dict[int, dict[GroupId, Seq]] = {}
        for number in range(2):
            group = f"group-{number}"
            create = commands.CreateGroup(id=1, name="tea", visibility="public")
            server.do(self.eve, create, fresh=group)
            for person in (self.ada, self.bob):
                server.do(self.eve, commands.AddMember(id=1, group=group, user=person.user))
            self.groups.append(group)
        self.devices = [
            Device(server, self.ada, 11),
            Device(server, self.ada, 12),
            Device(server, self.bob, 21),
        ]
        for device in self.devices:
            device.connect()
            for group in self.groups:
                device.open(group)

    # --- what people do

    @rule(place=places, count=st.integers(1, 4))
    def eve_writes(self, place: int, count: int) -> None:
        for _ in range(count):
            self.server.do(self.eve, self.server.talk.send(self.groups[place]))

    @rule(place=places, pick=picks, what=st.sampled_from(["edit", "delete", "react", "unreact"]))
    def eve_amends(self, place: int, pick: int, what: str) -> None:
        group = self.groups[place]
        if seqs := self.server.messages(group):
            seq = seqs[-1 - pick % len(seqs)]
            amendments: dict[str, Mutation] = {
                "edit": commands.Edit(id=1, group=group, seq=seq, text=f"edited {pick}"),
                "delete": commands.Delete(id=1, group=group, seq=seq),
                "react": commands.React(id=1, group=group, seq=seq, emoji="👍"),
                "unreact": commands.Unreact(id=1, group=group, seq=seq, emoji="👍"),
            }
            self.server.do(self.eve, amendments[what])

    @rule(place=places, who=st.sampled_from(["ada", "bob"]), joins=st.booleans())
    def somebody_comes_or_goes(self, place: int, who: str, joins: bool) -> None:
        person, group = getattr(self, who), self.groups[place]
        command = commands.JoinGroup if joins else commands.LeaveGroup
        self.server.do(person, command(id=1, group=group))

    @rule(which=devices, place=places)
    def a_device_sends(self, which: int, place: int) -> None:
        self.devices[which].send(self.groups[place], "hello")

    @rule(which=devices, place=places, back=st.integers(0, 6))
    def a_device_reads(self, which: int, place: int, back: int) -> None:
        device, group = self.devices[which], self.groups[place]
        if (state := device.account.groups.get(group)) is not None:
            device.read(group, max(1, state.head - back))

    @rule(which=devices)
    def a_device_tells_how_far_it_read(self, which: int) -> None:
        self.devices[which].tell_marks()

    @rule(which=devices, place=places, limit=st.integers(1, 5))
    def a_device_looks_back(self, which: int, place: int, limit: int) -> None:
        device, group = self.devices[which], self.groups[place]
        device.open(group)
        device.older(group, limit)

    # --- what lines do

    @rule(which=devices, pick=picks, count=st.integers(1, 6))
    def frames_arrive(self, which: int, pick: int, count: int) -> None:
        device = self.devices[which]
        for _ in range(min(count, device.waiting)):
            device.take(pick)

    @rule(which=devices)
    def a_line_is_cut(self, which: int) -> None:
        if self.devices[which].online:
            self.devices[which].disconnect()

    @rule(which=devices)
    def a_program_is_started_again(self, which: int) -> None:
        self.devices[which].restart()

    @rule(which=devices)
    def a_line_is_back(self, which: int) -> None:
        if not self.devices[which].online:
            self.devices[which].connect()

    @rule(which=devices, slow=st.booleans())
    def a_reader_is_too_slow(self, which: int, slow: bool) -> None:
        line = self.server.lines.get(self.devices[which].number)
        if line is not None and slow:
            line.slow = True
        elif line is not None:
            line.recover()

    # --- what holds

    @invariant()
    @precondition(lambda self: hasattr(self, "devices"))
    def unread_is_what_counting_gives_at_each_device_s_place(self) -> None:
        for device in self.devices:
            for state in device.account.groups.values():
                check_counts(state, self.server.messages(state.id))

    @invariant()
    @precondition(lambda self: hasattr(self, "devices"))
    def a_mark_never_goes_back(self) -> None:
        for device in self.devices:
            marks = {id: state.read for id, state in device.account.groups.items()}
            before = self.marks.get(device.number, {})
            assert all(marks[id] >= mark for id, mark in before.items() if id in marks)
            self.marks[device.number] = marks

    @rule()
    def everything_arrives(self) -> None:
        for device in self.devices:
            if not device.online:
                device.connect()
            self.server.lines[device.number].recover()
        while any(device.waiting or device.account.untold_marks() for device in self.devices):
            for device in self.devices:
                device.tell_marks()
                while device.waiting:
                    device.take()
        for device in self.devices:
            self.check_device(device)

    def check_device(self, device: Device) -> None:
        """The device has what the server would tell it now, and shows it."""
        user = device.person.user
        inside = {group for who, group in self.server.inside if who == user}
        assert set(device.account.groups) == inside
        for group in inside:
            state = device.account.groups[group]
            truth = self.server.talk.view(device.person, group)
            last = None if truth.last is None else as_shown(truth.last)
            assert state.view == structs.replace(truth, last=last)
            assert state.untold_read is None
            waiting = [e for e in device.account.outbox(group).entries if e.step is not Step.FAILED]
            assert not waiting
            self.check_timeline(device, group, user)

    def check_timeline(self, device: Device, group: GroupId, user: UserId) -> None:
        """No hole is left, each row is as it stands, and the first unread one is found."""
        timeline = device.account.timelines.get(group)
        if timeline is None:
            return
        assert timeline.at_end
        assert not [row for row in timeline.rows if isinstance(row, HoleRow)]
        items = {
            seq: item
            for seq, item in self.server.items(device.person, group).items()
            if seq > timeline.floor
        }
        shown = {}
        for row in timeline.rows:
            if isinstance(row, NoticeRow):
                shown[row.event.seq] = row.event
            elif isinstance(row, MessageRow) and row.delivery is not Delivery.FAILED:
                assert row.seq is not None
                view = as_shown(items[row.seq])
                shown[row.seq] = items[row.seq]
                assert (row.key, row.n, row.text) == (view.key, view.n, view.text)
                assert (row.deleted, row.edited_at) == (view.deleted, view.edited_at)
                assert list(row.reactions) == list(view.reactions)
        assert shown == items
        state = device.account.groups[group]
        unread = [seq for seq in self.server.messages(group) if seq > state.read]
        found = unread_of(state.view)
        if found is None:
            assert not unread
        else:
            assert found.count == len(unread)
            first = first_unread(timeline.rows, found)
            assert first == unread[0] if unread[0] > timeline.floor else first is None
        assert all(is_message(items[seq]) for seq in unread if seq in items)


def check_counts(state: GroupState, messages: list[int]) -> None:
    """Counts and marks agree with the log as far as the device knows it."""
    view = state.view
    assert view.n == sum(seq <= view.head for seq in messages)
    read_n = sum(seq <= state.read for seq in messages)
    assert view.read_n == read_n
    assert state.unread == view.n - read_n
    assert state.read <= view.head


TestThreeDevices = ThreeDevices.TestCase
TestThreeDevices.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
