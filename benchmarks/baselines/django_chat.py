"""The stack that Parlance replaces: a minimal Django Channels chat under Daphne, one INSERT each.

`django_chat.py DATABASE` prints its address, on a free port, once it listens. It speaks the wire as
far as the load generator needs it. The channel layer is in memory, with its capacity of 100: what a
reader has not taken by then is dropped, silently.
"""

from __future__ import annotations

import json
import sys
import time

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ALLOWED_HOSTS=["*"],
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from daphne.server import Server  # noqa: E402
from django.db import connection, models  # noqa: E402

SUBPROTOCOL = "parlance.v1"


class Message(models.Model):
    """One message; with one group to a database, its number is its seq."""

    group = models.CharField(max_length=36)
    by = models.CharField(max_length=80)
    key = models.CharField(max_length=36)
    text = models.TextField()
    at = models.BigIntegerField()

    class Meta:
        app_label = "chat"


class Chat(AsyncWebsocketConsumer):
    """One connection, as the tutorial of Channels writes it."""

    group = ""
    token = ""

    async def connect(self) -> None:
        await self.accept(SUBPROTOCOL)
        await self.say({"type": "hello", "server": "django", "version": "1", "protocol": 1})

    async def receive(self, text_data: str | None = None, **_: object) -> None:
        command = json.loads(text_data or "{}")
        if command["type"] == "authenticate":
            await self.enter(command)
        elif command["type"] == "send":
            await self.publish(command)

    async def enter(self, command: dict[str, object]) -> None:
        self.token = str(command["token"])
        self.group = f"00000000-0000-7000-8000-{int(self.token[1:8]):012d}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        groups = [{"id": self.group, "head": 0}]
        await self.say({"type": "welcome", "id": command["id"], "groups": groups, "users": []})

    async def publish(self, command: dict[str, object]) -> None:
        message = await Message.objects.acreate(
            group=self.group,
            by=self.token,
            key=command["key"],
            text=command["text"],
            at=time.time_ns() // 1_000_000,
        )
        event = {
            "kind": "message",
            "key": message.key,
            "n": message.pk,
            "text": message.text,
            "seq": message.pk,
            "at": message.at,
            "by": message.by,
        }
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "event": event})
        answer = {"type": "sent", "id": command["id"], "group": self.group}
        await self.say({**answer, "seq": message.pk, "at": message.at})

    async def chat_message(self, pushed: dict[str, object]) -> None:
        event = pushed["event"]
        await self.say({"type": "events", "group": self.group, "events": [event]})

    async def say(self, message: dict[str, object]) -> None:
        await self.send(json.dumps(message, separators=(",", ":")))

    async def disconnect(self, _code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)


def main() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Message)
    server = Server(
        ProtocolTypeRouter({"websocket": Chat.as_asgi()}),
        endpoints=["tcp:port=0:interface=127.0.0.1"],
        signal_handlers=True,
        ready_callable=lambda: announce(server),
    )
    server.run()


def announce(server: Server) -> None:
    host, port = server.listening_addresses[0]
    print(f"listening on ws://{host}:{port}/ws", flush=True)


if __name__ == "__main__":
    main()
