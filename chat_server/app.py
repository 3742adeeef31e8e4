"""Wiring: the parts of a running server, joined; their start and their stop."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Any, Final

import msgspec
import structlog
from twisted.internet.defer import Deferred
from twisted.internet.error import CannotListenError
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from chat_server.administration import Administration
from chat_server.backstage import Backstage, run_in_thread, to_deferred
from chat_server.config import ConfigError, Settings
from chat_server.control import ControlFactory, remove_control_file, write_control_file
from chat_server.core.jobs import Job, Result
from chat_server.core.trouble import StorageTrouble
from chat_server.data_folder import LIMITS, Stores, hold, wall_clock
from chat_server.gateway.connection import Surroundings
from chat_server.gateway.delivery import Delivery
from chat_server.gateway.frames import frame
from chat_server.gateway.gatekeeper import Gatekeeper
from chat_server.gateway.heartbeat import Heartbeat
from chat_server.gateway.http import Upgrade, make_site
from chat_server.gateway.lobby import Lobby
from chat_server.gateway.outbox import Cork
from chat_server.gateway.presence import Presence
from chat_server.gateway.rates import Rates
from chat_server.gateway.tcp import listen
from chat_server.gateway.websocket import ChatFactory
from chat_server.gateway.work import Workshop
from chat_server.journal import Journal
from chat_server.passwords import PasswordPool
from chat_server.readiness import Readiness
from chat_server.shutdown import Shutdown
from chat_server.storage.reader import READERS
from chat_server.version import program_version
from chat_server.watchdog import watch
from chat_server.writability import Writability
from chat_server.writer_thread import WriterThread
from protocol.commands import ClientMessage
from protocol.errors import ErrorCode
from protocol.replies import PROTOCOL_VERSION, Hello

ADMIN_THREADS: Final = 2
ADMIN_SECONDS: Final = 30.0
BACKLOG: Final = 4_096
MOST_BEATS: Final = 3
TIDY_SECONDS: Final = 30.0

log = structlog.get_logger("app")


class Server:
    """A server on an open data folder; `listen`, then run the reactor."""

    def __init__(self, reactor: Any, settings: Settings, stores: Stores) -> None:
        self._reactor = reactor
        self._settings = settings
        self._stack = ExitStack()
        self._stores = stores
        self._writer = WriterThread("journal")
        self._stack.callback(self._writer.close)
        passwords = PasswordPool()
        self._stack.callback(passwords.close)
        self._admin = self._threads(ADMIN_THREADS, "admin")
        cork = Cork()
        self._delivery = Delivery(cork, Presence(LIMITS.presence_members))
        self._writability = Writability(
            probe=self._probe,
            later=reactor.callLater,
            now=time.monotonic,
            doubted=lambda: self._lobby.start_over(),
        )
        self._journal = Journal(
            stores.apply,
            soon=lambda begin: reactor.callLater(0, begin),
            # A batch ends in a thread's call, after which `callLater(0)` would not wait for them.
            after_reading=reactor.callFromThread,
            run=run_in_thread(reactor, self._writer),
            deliver=self._delivery.deliver,
            failed=lambda error: log.error("batch_failed", exc_info=error),
            store=self._writability,
            now=time.monotonic,
        )
        self._backstage = Backstage(
            reactor, self._journal, stores.reader, self._threads(READERS, "reads"),
            stores.hasher, passwords,
        )  # fmt: skip
        rates = Rates(
            enabled=settings.rate_limits,
            sends_per_second=settings.sends_per_second,
            commands_per_second=settings.commands_per_second,
        )
        gatekeeper = Gatekeeper(self._backstage, rates, LIMITS, time.monotonic)
        hello = Hello(
            server="Parlance",
            version=program_version(),
            protocol=PROTOCOL_VERSION,
            limits=LIMITS,
        )
        around = Surroundings(
            delivery=self._delivery,
            cork=cork,
            rates=rates,
            work=Workshop(self._backstage, gatekeeper, self._delivery),
            hello=frame(hello),
            user_connections=settings.user_connections,
            now=time.monotonic,
            wall_clock=wall_clock,
            call_later=reactor.callLater,
        )
        self._lobby = Lobby(around, settings.address_connections)
        self._administration = Administration(
            stores.reader, lambda: stores.hasher, self._perform, self._delivery.is_online, LIMITS
        )
        self._shutdown = Shutdown(
            self._lobby,
            self._journal,
            stop_listening=self._stop_listening,
            stop=reactor.stop,
            now=time.monotonic,
            call_later=reactor.callLater,
        )
        self._readiness = Readiness(
            self._writability, self._journal, lambda: self._shutdown.draining
        )
        self._heartbeat = Heartbeat()
        self._ports: list[Any] = []

    def listen(self) -> str:
        """Open both ports; return the address that clients connect to. Raises `ConfigError`."""
        settings = self._settings
        sockets = ChatFactory(
            reactor=self._reactor,
            frame_bytes=LIMITS.frame_bytes,
            origins=settings.origins,
            proxies=settings.proxies,
            heartbeat=self._heartbeat,
            admit=self._lobby.admit,
            fast_receive=settings.fast_receive,
        )
        site = make_site(
            self._reactor,
            Upgrade(sockets, settings.origins, lambda call: self._reactor.callLater(0, call)),
            unready=self._readiness.reason,
        )
        control = ControlFactory(self._carry_out)
        try:
            public: Any = listen(
                self._reactor, settings.port, site, backlog=BACKLOG, interface=settings.host,
                immediate=settings.immediate_send,
            )  # fmt: skip
            self._ports.append(public)
            private = self._reactor.listenTCP(0, control, interface="127.0.0.1")
        except CannotListenError as error:
            reason = getattr(error.socketError, "strerror", None) or error.socketError
            raise ConfigError(
                f"cannot listen on {settings.host}:{settings.port}: {reason}"
            ) from None
        self._ports.append(private)
        write_control_file(settings.data_dir, private.getHost().port, control.secret)
        self._stack.callback(remove_control_file, settings.data_dir)
        LoopingCall.withCount(self._beat).start(1.0, now=False)
        LoopingCall(self._tidy).start(TIDY_SECONDS)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        return f"ws://{host}:{public.getHost().port}/ws"

    def drain(self) -> None:
        """Go down in order; see `Shutdown`."""
        log.info("draining", connections=len(self._lobby))
        self._shutdown.begin()

    def close(self) -> None:
        """Release what the server holds, after the reactor has stopped."""
        self._stack.close()

    def _threads(self, count: int, name: str) -> ThreadPoolExecutor:
        pool = ThreadPoolExecutor(count, thread_name_prefix=name)
        self._stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        return pool

    def _stop_listening(self) -> None:
        for port in self._ports:
            port.stopListening()

    def _probe(self, then: Callable[[StorageTrouble | None], None]) -> None:
        def broken(failure: Failure) -> None:
            log.error("probe_failed", exc_info=failure.value)
            then(StorageTrouble(ErrorCode.STORAGE_FULL, "the store cannot be tried"))

        future = self._writer.submit(self._stores.probe)
        to_deferred(self._reactor, future).addCallbacks(then, broken)

    def _beat(self, due: int) -> None:
        """Make up for beats that a busy reactor left out, but not for a long sleep."""
        for _ in range(min(due, MOST_BEATS)):
            self._heartbeat.beat(time.monotonic())

    def _tidy(self) -> None:
        """Tidy when idle, which also finds out what is wrong with a store nobody writes to."""

        def tidied(trouble: StorageTrouble | None) -> None:
            if trouble is not None:
                self._writability.failed(trouble)

        def broken(failure: Failure) -> None:
            log.error("not_tidied", exc_info=failure.value)

        if self._journal.idle and not self._writability.reason:
            future = self._writer.submit(self._stores.tidy)
            to_deferred(self._reactor, future).addCallbacks(tidied, broken)

    # --- the operator's commands: they block, in threads of their own

    def _carry_out(self, command: ClientMessage) -> Awaitable[msgspec.Struct]:
        future = self._admin.submit(self._administration.carry_out, command)
        answer: Deferred[msgspec.Struct] = to_deferred(self._reactor, future)
        return answer

    def _perform(self, job: Job) -> Result:
        answer: Future[Result] = Future()

        def submit() -> None:
            try:
                self._backstage.submit(job, answer.set_result)
            except Exception as error:
                answer.set_result(error)

        self._reactor.callFromThread(submit)
        return answer.result(ADMIN_SECONDS)


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Run a server until a signal ends it. Raises `ConfigError` where it cannot start.

    `announce` gets the address once everything is ready.
    """
    from twisted.internet import reactor as installed

    reactor: Any = installed
    with ExitStack() as stack:
        stack.enter_context(hold(settings.data_dir))
        _allow_many_files()
        stores = Stores(settings.data_dir, settings.password_cost, settings.database, serving=True)
        stack.callback(stores.close)
        server = Server(reactor, settings, stores)
        stack.callback(server.close)
        address = server.listen()
        _take_signals(reactor, server)
        reactor.callWhenRunning(lambda: stack.callback(watch(reactor)))
        reactor.callWhenRunning(announce, address)
        log.info("listening", address=address)
        _spare_what_stays()
        reactor.run(installSignalHandlers=False)
        log.info("stopped")


def _spare_what_stays() -> None:
    """Let the garbage collector pass over what is there for good, and come less often.

    By default it looks at everything young 700 objects after the last time, which a batch makes
    many times over, and at everything old along with it: that was a seventh of the work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _allow_many_files() -> None:
    """Take as many file descriptors as the system lets us: every connection is one."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _take_signals(reactor: Any, server: Server) -> None:
    """Let the first signal drain the server and the second end it at once."""
    received: list[int] = []

    def take(number: int, _: object) -> None:
        received.append(number)
        if len(received) == 1:
            reactor.callFromThread(server.drain)
        else:
            sys.stderr.write("stopped at once\n")
            reactor.callFromThread(reactor.stop)

    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), take)
