"""How far the Telegram upload access is: the application's key, a sign-in that is under way, who is signed in.

Facts are settings; what is secret lies in the vault (credentials.py). Read by the screens, written by them and by the
errands, always inside their transaction. Knows no texts and asks Telegram nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

from bot import credentials as secret
from bot import log
from core.errors import Condition
from core.model import Account, Sentence
from core.telegram.access import ApiAccess
from core.telegram.sign_in import Half

if TYPE_CHECKING:
    from bot.services import Services
    from core.telegram.authorise import Who
    from storage.store import Store

SIGN_IN = "telegram.sign-in"  #: setting: SignIn
ME = "telegram.me"  #: setting: Me
BOT_ONLY = "telegram.bot-only"  #: setting: the owner chose to do without an account
BOT_LIMIT = 4000 * 512 * 1024  #: bytes of the largest file that a bot may send by MTProto


class Step(StrEnum):
    """Where a sign-in stands."""

    NUMBER = "number"  #: a code is being asked for
    CODE = "code"  #: it is on its way to the owner
    OVER = "over"  #: it is no longer good
    PASSWORD = "password"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One that is under way."""

    step: Step
    via: str = ""  #: how the code was sent (core/telegram/sign_in.py, CodeSent)
    length: int = 0
    resend_at: float | None = None  #: None: there is no other way
    hint: str = ""  #: of the two-step password
    until: float = 0.0  #: the QR code that is shown is good so long
    typed: bool = False  #: the code was written into the chat


@dataclass(frozen=True, slots=True)
class Me:
    """The account that uploads."""

    id: int
    name: str
    username: str | None
    phone: str | None = field(repr=False)  #: but for its last digits it is hidden
    premium: bool
    limit: int

    @classmethod
    def of(cls, who: Who) -> Me:
        phone = f"+{who.phone[:2]}…{who.phone[-2:]}" if who.phone else None
        return cls(who.id, who.name, who.username, phone, who.premium, who.limit)

    @property
    def called(self) -> str:
        return f"{self.name} (@{self.username})" if self.username else self.name


@dataclass(frozen=True, slots=True)
class State:
    """All of it, as it stands now."""

    api: bool  #: the application's key is there, and was good when it was checked
    half_api: int | None  #: an api_id that waits for its api_hash
    user: bool  #: a session of an account is kept
    me: Me | None
    bot_only: bool
    sign_in: SignIn | None
    digits: int  #: of the code, that were pressed so far
    wrong: Sentence | None  #: what Telegram says of the session or the key since

    @property
    def done(self) -> bool:
        return self.api and (self.user or self.bot_only)


class _Rooms(Protocol):
    @property
    def store(self) -> Store: ...
    @property
    def services(self) -> Services: ...


class TelegramAccess:
    """`TelegramAccess.of(ctx)`, for a screen's context as for a running errand."""

    def __init__(self, store: Store, credentials: secret.Credentials) -> None:
        self._store = store
        self._credentials = credentials

    @classmethod
    def of(cls, rooms: _Rooms) -> Self:
        return cls(rooms.store, rooms.services.credentials)

    async def state(self) -> State:
        me, sign_in = await self._store.settings.get(ME), await self._store.settings.get(SIGN_IN)
        new = await self.new_api()
        user = await self._credentials.session(Account.USER) is not None
        conditions = await self._store.pauses.conditions()
        wrong = conditions.get(Condition.TELEGRAM_ACCESS) or (
            conditions.get(Condition.TELEGRAM_SESSION) if user else None
        )
        return State(
            api=await self._credentials.api() is not None,
            half_api=new[0] if new and new[1] is None else None,
            user=user,
            me=Me(**me) if me and user else None,
            bot_only=bool(await self._store.settings.get(BOT_ONLY)),
            sign_in=SignIn(**{**sign_in, "step": Step(sign_in["step"])}) if sign_in else None,
            digits=len(await self.secret(secret.CODE) or ""),
            wrong=wrong,
        )

    async def secret(self, name: str) -> str | None:
        return await self._credentials.get(name)

    async def seal(self, name: str, value: str | None) -> None:
        await self._credentials.put(name, value)

    # -- the application's key ---------------------------------------------------------------------------------

    async def new_api(self) -> tuple[int | None, str | None] | None:
        """What was pasted and is not checked yet."""
        saved = await self._store.vault.get(secret.NEW_API)
        if saved is None:
            return None
        api_id, api_hash = json.loads(saved)
        if api_hash:
            log.protect(api_hash)
        return api_id, api_hash

    async def put_new_api(self, api_id: int | None, api_hash: str | None) -> None:
        if api_hash:
            log.protect(api_hash)
        await self._store.vault.put(secret.NEW_API, json.dumps([api_id, api_hash]))

    async def accept_api(self, access: ApiAccess, bot_session: str) -> None:
        await self._credentials.put_api(access)
        await self._credentials.keep_session(Account.BOT, bot_session)
        await self.seal(secret.NEW_API, None)
        await self._store.destinations.mended()

    # -- a sign-in ---------------------------------------------------------------------------------------------

    async def put_sign_in(self, sign_in: SignIn | None) -> None:
        await self._store.settings.put(SIGN_IN, asdict(sign_in) if sign_in else None)

    async def change_sign_in(self, **changes: object) -> None:
        """Does nothing if none is under way."""
        sign_in = (await self.state()).sign_in
        if sign_in:
            await self.put_sign_in(replace(sign_in, **changes))  # type: ignore[arg-type]

    async def forget_secrets(self, *names: str) -> None:
        for name in names or (secret.HALF, secret.CODE, secret.PASSWORD, secret.PHONE, secret.QR):
            await self.seal(name, None)

    async def signed_in(self, session: str, who: Who) -> bool:
        """Keep it; -> whether another session has to be ended at Telegram for it."""
        before = await self._credentials.session(Account.USER)
        if before and before != session:
            await self.add_old(before)
        await self._credentials.keep_session(Account.USER, session)
        await self._store.settings.put(ME, asdict(Me.of(who)))
        await self._store.settings.put(BOT_ONLY, False)
        await self.put_sign_in(None)
        await self.forget_secrets()
        await self._store.destinations.mended()
        return bool(before and before != session)

    async def sign_out(self) -> None:
        """From now on nothing is done with the account; its session is still to be ended at Telegram."""
        before = await self._credentials.session(Account.USER)
        if before:
            await self.add_old(before)
        await self._credentials.keep_session(Account.USER, None)
        await self._store.settings.put(ME, None)

    # -- sessions that are to be ended -------------------------------------------------------------------------

    async def old(self) -> list[str]:
        """Sessions (texts) that are to be ended at Telegram."""
        saved = await self._store.vault.get(secret.OLD_SESSIONS)
        sessions: list[str] = json.loads(saved) if saved else []
        for one in sessions:
            log.protect(one)
        return sessions

    async def add_old(self, session: str) -> None:
        await self._put_old([*await self.old(), session])

    async def add_half(self, half: str) -> None:
        """The key of a sign-in (its text) that was broken off."""
        await self.add_old(Half.from_text(half).session)

    async def drop_old(self, session: str) -> None:
        await self._put_old([one for one in await self.old() if one != session])

    async def _put_old(self, sessions: list[str]) -> None:
        await self._store.vault.put(secret.OLD_SESSIONS, json.dumps(sessions) if sessions else None)
