"""Asks the Bot API in an errand: its refusals become our troubles here, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientError

from core.errors import Permanent, Retry, Scope
from core.step import step

DOWNLOAD_SECONDS = 60


class TooLarge(Exception):
    """More came than was asked for."""


@contextmanager
def asking(what: str) -> Iterator[None]:
    """An outside call by the name `bot_api.WHAT`. Raises Retry and Permanent, with scope TELEGRAM."""
    try:
        with step(f"bot_api.{what}"):
            yield
    except TelegramRetryAfter as error:
        raise Retry("telegram-flood", scope=Scope.TELEGRAM, after=float(error.retry_after)) from error
    except (TelegramNetworkError, TelegramServerError, ClientDecodeError, ClientError, TimeoutError) as error:
        # The text of a failed download holds the token in its address: the kind says enough.
        raise Retry("telegram-away", scope=Scope.TELEGRAM, kind=type(error).__name__) from None
    except TelegramAPIError as error:
        raise Permanent("telegram-refused", scope=Scope.TELEGRAM) from error


async def download(bot: Bot, file_id: str, most: int) -> bytes:
    """A file that the owner sent, in memory. Raises TooLarge as soon as more than `most` bytes come, and as `asking` does."""
    with asking("get_file"):
        file = await bot.get_file(file_id)
    if file.file_path is None or (file.file_size or 0) > most:
        raise TooLarge
    into = _Bounded(most)
    with asking("download_file"):
        await bot.download_file(file.file_path, into, timeout=DOWNLOAD_SECONDS)
    return into.getvalue()


class _Bounded(BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data, /) -> int:  # type: ignore[no-untyped-def]
        if self.tell() + len(data) > self._most:
            raise TooLarge
        return super().write(data)
