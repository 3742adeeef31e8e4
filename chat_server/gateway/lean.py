"""A WebSocket that costs little: Autobahn's attributes in slots, its leftovers dropped.

Leans on the names of Autobahn's attributes. One that is missing here costs memory and nothing
else; the tests count them.
"""

from __future__ import annotations

from typing import Any, Final

from autobahn.websocket.protocol import TrafficStats, WebSocketProtocol

from chat_server.gateway.receive import FastReceiver

_OPTIONS: Final = tuple(
    name
    for name in (*WebSocketProtocol.CONFIG_ATTRS_COMMON, *WebSocketProtocol.CONFIG_ATTRS_SERVER)
    if name != "tcpNoDelay"
)
"""What Autobahn copies from the factory; the one left out is a constant of our class."""
_STATE: Final = (
    "factory", "transport", "connected", "peer", "state", "send_state", "data", "send_queue",
    "triggered", "inside_message", "current_frame", "current_frame_masker", "frame_length",
    "frame_data", "control_frame_data", "message_data", "message_data_total_length",
    "message_is_binary", "utf8validator", "utf8validateLast",
    "utf8validateIncomingCurrentMessage", "_isMessageCompressed", "_perMessageCompress",
    "trackedTimings", "trafficStats", "wasMaxFramePayloadSizeExceeded",
    "wasMaxMessagePayloadSizeExceeded", "closedByMe", "failedByMe", "droppedByMe", "wasClean",
    "wasNotCleanReason", "wasServerConnectionDropTimeout", "wasOpenHandshakeTimeout",
    "wasCloseHandshakeTimeout", "wasServingFlashSocketPolicyFile", "localCloseCode",
    "localCloseReason", "remoteCloseCode", "remoteCloseReason", "openHandshakeTimeoutCall",
    "closeHandshakeTimeoutCall", "autoPingTimeoutCall", "autoPingPending",
    "autoPingPendingCall", "autoPingPendingSeq", "autoPingPendingSent", "is_closed", "is_open",
    "_transport_details", "websocket_protocol_in_use",
)  # fmt: skip
_LEFTOVERS: Final = (
    "_valid_events", "_results", "http_request_data", "http_status_line", "http_headers",
    "http_request_uri", "http_request_path", "http_request_params", "http_request_host",
    "http_response_data", "websocket_version", "websocket_protocols", "websocket_origin",
    "websocket_extensions", "websocket_extensions_in_use", "_wskey",
)  # fmt: skip
"""What nobody asks for once the handshake is done."""


class _Nobody:
    """Stands for a Deferred that nobody waits for."""

    def callback(self, result: object) -> None: ...


_NOBODY: Final = _Nobody()
_COUNTED_TOGETHER: Final = TrafficStats()  # type: ignore[no-untyped-call]
"""Autobahn counts the bytes of each connection; nobody asks for them."""


class LeanSocket(FastReceiver):
    """Autobahn's server protocol, less what ten thousand idle connections would pay for."""

    __slots__ = (
        *_OPTIONS, *_STATE, *_LEFTOVERS, "is_fast", "longest",
        "_fragments", "_control_frames", "_late_frames", "_was_unfinished",
    )  # fmt: skip

    # Autobahn would draw up a text of all options for its log, per connection, and throw it away.
    CONFIG_ATTRS = []  # noqa: RUF012

    _transport_details: Any
    is_closed: Any
    is_open: Any
    peer: Any
    send_queue: Any
    utf8validator: Any

    def __init__(self) -> None:
        super().__init__()
        self.is_fast = False
        self.longest = 0
        self.connected = 0
        self.peer = None
        self.is_closed = self.is_open = _NOBODY

    def _connectionMade(self) -> None:
        for name in _OPTIONS:
            setattr(self, name, getattr(self.factory, name))
        # Past the server's form of it, which paints a line for the log and counts for nobody.
        WebSocketProtocol._connectionMade(self)

    def _connectionLost(self, reason: Any) -> None:
        WebSocketProtocol._connectionLost(self, reason)

    def free_handshake(self) -> None:
        """Drop what only the handshake needed, and what our options leave unused."""
        for name in _LEFTOVERS:
            setattr(self, name, None)
        self._transport_details = None
        self.trafficStats = _COUNTED_TOGETHER
        # Only chopped writes wait in it, and only `utf8validateIncoming` would validate.
        self.send_queue = ()
        self.utf8validator = None
