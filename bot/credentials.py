"""The owner's credentials, as the vault keeps them: one name each, and the words that they are made of.

It is what the Telegram sessions and Google ask for each time they need to know (their ports), so that signing in and out
works while the app runs.
Whatever it hands out is hidden in the log from then on.
"""

from __future__ import annotations

import json

from bot import log
from core.model import Account
from core.telegram.access import ApiAccess
from core.youtube.client_file import Client
from core.youtube.cookies import merged
from core.youtube.oauth import GoogleCredentials
from storage.store import Store

API = "telegram-api"  #: {"api_id", "api_hash"}
NEW_API = "telegram-new-api"  #: [api_id, api_hash] as pasted, until it was checked
SESSIONS = {Account.BOT: "telegram-bot-session", Account.USER: "telegram-user-session"}
HALF = "telegram-half"  #: a sign-in that is under way (core/telegram/sign_in.py, Half)
CODE = "telegram-code"  #: digits that were pressed so far
PASSWORD = "telegram-password"  #: the two-step password, until it was tried
PHONE = "telegram-phone"  #: the number that a sign-in is for
QR = "telegram-qr"  #: the address that the QR code holds
OLD_SESSIONS = "telegram-old-sessions"  #: [session]: to be ended at Telegram
INVITES = "telegram-invite-"  #: and an errand's subject: the link into a chat that was made, until its owner has joined
CLIENT = "google-client"  #: {"client_id", "client_secret", "kind"}; what a consent is asked for with
GOOGLE = "google"  #: {"client_id", "client_secret", "refresh_token"}; the consent
DEVICE = "google-device"  #: a device code that waits (core/youtube/consent.py, DeviceCode)
PKCE = "google-pkce"  #: a consent by link that waits (core/youtube/pkce.py, PkceStart)
CLIENT_HALF = "google-client-half"  #: a client's id or secret that waits for the other one
GRANTED = "google-granted"  #: {"client_id", "refresh_token", "days"}; a consent whose channel is not known yet
LEAVING = "google-leaving"  #: [refresh token, ...] of consents that Google is still to be told the end of
PASTED = "google-pasted"  #: the address that the owner pasted back, until it was tried
COOKIES = "cookies"  #: Netscape text


class Credentials:
    """Reads and writes them. Writing joins the transaction that is open."""

    def __init__(self, store: Store) -> None:
        self._vault = store.vault
        self._database = store.database

    async def get(self, name: str) -> str | None:
        value = await self._vault.get(name)
        if value is not None:
            log.protect(value)
        return value

    async def put(self, name: str, value: str | None) -> None:
        # Cookies are renewed at every look: a list of them would grow for ever. The log hides them by their names.
        if value is not None and name != COOKIES:
            log.protect(value)
        await self._vault.put(name, value)

    # -- Telegram ----------------------------------------------------------------------------------------------

    async def api(self) -> ApiAccess | None:
        """The application's key."""
        saved = await self._vault.get(API)
        if saved is None:
            return None
        api = json.loads(saved)
        log.protect(api["api_hash"])
        return ApiAccess(api["api_id"], api["api_hash"])

    async def put_api(self, access: ApiAccess | None) -> None:
        value = None if access is None else json.dumps({"api_id": access.api_id, "api_hash": access.api_hash})
        await self.put(API, value)

    async def session(self, account: Account) -> str | None:
        """A saved session."""
        return await self.get(SESSIONS[account])

    async def keep_session(self, account: Account, text: str | None) -> None:
        await self.put(SESSIONS[account], text)

    # -- Google ------------------------------------------------------------------------------------------------

    async def client(self) -> Client | None:
        """The OAuth client that a consent is asked for with."""
        saved = await self._vault.get(CLIENT)
        if saved is None:
            return None
        client = json.loads(saved)
        log.protect(client["client_secret"])
        return Client(client["client_id"], client["client_secret"], client["kind"])

    async def put_client(self, client: Client | None) -> None:
        if client is None:
            await self.put(CLIENT, None)
            return
        log.protect(client.client_secret)
        saved = {"client_id": client.client_id, "client_secret": client.client_secret, "kind": client.kind}
        await self.put(CLIENT, json.dumps(saved))

    async def credentials(self) -> GoogleCredentials | None:
        """The consent that counts now."""
        saved = await self._vault.get(GOOGLE)
        if saved is None:
            return None
        given = json.loads(saved)
        for secret in (given["client_secret"], given["refresh_token"]):
            log.protect(secret)
        return GoogleCredentials(given["client_id"], given["client_secret"], given["refresh_token"])

    async def put_credentials(self, given: GoogleCredentials | None) -> None:
        if given is None:
            await self.put(GOOGLE, None)
            return
        for secret in (given.client_secret, given.refresh_token):
            log.protect(secret)
        saved = {
            "client_id": given.client_id,
            "client_secret": given.client_secret,
            "refresh_token": given.refresh_token,
        }
        await self.put(GOOGLE, json.dumps(saved))

    async def replace(self, old: str, new: str) -> None:
        """Google gave a new refresh token for the old one. If another consent stands there by now, it stays."""
        now = await self.credentials()
        if now is not None and now.refresh_token == old:
            await self.put_credentials(GoogleCredentials(now.client_id, now.client_secret, new))

    # -- YouTube -----------------------------------------------------------------------------------------------

    async def cookies(self) -> str | None:
        """The owner's YouTube cookies, as Netscape text."""
        return await self._vault.get(COOKIES)

    async def renew_cookies(self, used: str, renewed: str) -> None:
        """What YouTube renewed of the jar that a run was given. Other cookies that the owner has sent meanwhile stay."""
        async with self._database.transaction("cookies"):
            kept = await self.cookies()
            if kept is not None and (jar := merged(kept, used, renewed)) != kept:
                await self.put(COOKIES, jar)
