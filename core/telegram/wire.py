"""How a sender of Telethon's is connected: a connection that closes at once, one place for logs, and none for updates."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from telethon.network import ConnectionTcpIntermediate

from core.telegram.fast_lane import untyped


class Connection(ConnectionTcpIntermediate):
    """Closes at once: Telethon's own waits up to 10 s for bytes that nobody will take any more."""

    async def disconnect(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
        await untyped(super()).disconnect()


class Updates(Protocol):
    """Where updates go."""

    def put_nowait(self, updates: Any) -> None: ...


class Nowhere:
    """For updates: this session asks for none, and drops the few that come all the same."""

    def put_nowait(self, updates: Any) -> None:
        pass


class _Loggers(dict[str, logging.Logger]):
    """Telethon asks for a logger by module; all of them speak through one, and of errors only: a lost connection is no news."""

    def __missing__(self, module: str) -> logging.Logger:
        return _LOG


_LOG = logging.getLogger("telethon.link")
_LOG.setLevel(logging.ERROR)
_LOG.addFilter(lambda record: not str(record.msg).startswith("Automatic reconnection failed"))
LOGGERS = _Loggers()
