"""The owner's cookies, as downloads and looks at links may use them. Implements core.download.fetch.Cookies."""

from __future__ import annotations

from bot.credentials import Credentials
from storage.store import Store


class DownloadCookies:
    """Those of the moment, and the owner's word on them."""

    def __init__(self, store: Store, credentials: Credentials) -> None:
        self._store = store
        self._credentials = credentials

    async def allowed(self) -> bool:
        return (await self._store.settings.chosen()).downloads.cookies

    async def jar(self) -> str | None:
        return await self._credentials.cookies()

    async def renew(self, used: str, renewed: str) -> None:
        await self._credentials.renew_cookies(used, renewed)
