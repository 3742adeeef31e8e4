"""`chat-server` and `python -m chat_server`."""

from __future__ import annotations

from chat_server.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
