"""The control API's verbs for accounts and chats beyond the dialog: passwords, QR codes, who is signed in, who is in which chat."""

from __future__ import annotations

import secrets
from typing import Any

from telethon.tl.types import UpdateLoginToken

from sandbox.cast import Cast
from sandbox.telegram import chats
from sandbox.telegram.mtproto.login_tokens import token_of
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.person import Nothing
from sandbox.telegram.records import Account, Chat
from sandbox.telegram.state import State

Json = dict[str, Any]


class SignInVerbs:
    """What people do in other clients of theirs. `account` is "owner", or a name that second_account gave."""

    def __init__(self, state: State, cast: Cast, mtproto: MTProtoServer) -> None:
        self._state = state
        self._cast = cast
        self._mtproto = mtproto
        self._people = cast.people

    async def password(self, password: str | None, hint: str = "", account: str = "owner") -> bool:
        """Set an account's two-step password, or (null) take it away."""
        person = self._person(account)
        person.password, person.password_hint = password or None, hint
        return True

    async def scan_qr(self, url: str, account: str = "owner") -> bool:
        """Scan a login QR code (tg://login?token=...) with the account's phone, and agree."""
        shown = self._mtproto.login_tokens.accept(self._person(account), token_of(url))
        self._mtproto.push(shown.key, UpdateLoginToken())
        await self._state.touch()
        return True

    async def expire_codes(self) -> bool:
        """Let every login code and QR code that is out be too old."""
        self._mtproto.logins.make_old()
        self._mtproto.login_tokens.make_old()
        return True

    async def second_account(
        self, name: str, phone: str, username: str | None = None, premium: bool = False, banned: bool = False
    ) -> int:
        """Another person, with a phone (digits) to sign in by. -> the account's id"""
        if name in self._people:
            raise ValueError(f"there is an account {name!r} already")
        digits = "".join(one for one in phone if one.isdigit())
        if not digits or self._state.person_by_phone(digits):
            raise ValueError(f"{phone!r} is no phone, or somebody's already")
        number = 1_000_000_000 + secrets.randbelow(10**9)
        self._people[name] = self._state.add_account(
            Account(number, name.capitalize(), username, digits, premium=premium, banned=banned)
        )
        return number

    async def ban(self, account: str = "owner", banned: bool = True) -> bool:
        """Ban an account's number from signing in, or (false) let it in again."""
        self._person(account).banned = banned
        return True

    async def join(self, account: str, link: str) -> int:
        """Follow an invite link. -> the chat's id"""
        chat = chats.join(self._state, self._person(account).id, link)
        await self._state.touch()
        return chat.id

    async def sessions(self) -> list[Json]:
        """Who is signed in at the MTProto door: id, account, its name, bot, since; oldest first."""
        live = [one for one in self._mtproto.keys.values() if one.account is not None]
        accounts = self._state.accounts
        return [
            {
                "id": one.id.hex(), "account": one.account, "name": accounts[one.account or 0].first_name,
                "bot": accounts[one.account or 0].is_bot, "since": one.signed_in_at,
            }
            for one in sorted(live, key=lambda one: one.signed_in_at)
        ]  # fmt: skip

    async def end_session(self, session: str | None = None, account: str = "owner") -> int:
        """End a session by its id; without one, all of an account's (or of the "bot"), as from another client. -> how many"""
        who = None if session else self._cast.bot if account == "bot" else self._person(account)
        ended = 0
        for key in self._mtproto.keys.values():
            if key.account is not None and (key.id.hex() == session or (who and key.account == who.id)):
                key.account = None
                ended += 1
        if not ended:
            raise Nothing(f"no session {session!r}" if session else f"{account!r} is not signed in anywhere")
        return ended

    async def delete_channel(self, chat: str | int, told: bool = True) -> bool:
        """Delete a chat as its creator, by its name or id. told false: the bot gets no update of it, and meets it when it
        next writes (that happens: python-telegram-bot #3562)."""
        found, bot = self._chat(chat), self._cast.bot.id
        creator = next((one for one, role in found.members.items() if role == "creator"), self._cast.owner.id)
        if not told and found.members.pop(bot, None) is not None:
            found.former_rights[bot] = found.rights.pop(bot, set())
        chats.delete_chat(self._state, found, creator)
        await self._state.touch()
        return True

    async def migrate(self, chat: str | int) -> int:
        """Let a plain group become a supergroup. A name that stood for the group stands for that now. -> its id"""
        group = self._chat(chat)
        moved = chats.migrate(self._state, group, self._cast.owner.id)
        for name, one in self._cast.channels.items():
            if one is group:
                self._cast.channels[name] = moved
        await self._state.touch()
        return moved.id

    async def chats(self) -> list[Json]:
        """Every chat but the private ones, oldest first: what it is, who is in it with which role and rights."""
        return [told(one) for one in self._state.chats.values()]

    def _person(self, name: str) -> Account:
        if name not in self._people:
            raise Nothing(f"no account {name!r}; there are: {', '.join(self._people)}")
        return self._people[name]

    def _chat(self, name: str | int) -> Chat:
        chat = self._cast.channels.get(str(name)) or self._state.chats.get(name if isinstance(name, int) else 0)
        if chat is None:
            raise Nothing(f"no chat {name!r}; there are: {', '.join(self._cast.channels)}, or an id")
        return chat


def told(chat: Chat) -> Json:
    """A chat as the control API tells it."""
    return {
        "id": chat.id, "kind": chat.kind, "title": chat.title, "description": chat.description,
        "username": chat.username, "forum": chat.forum, "topics": {str(one): name for one, name in chat.topics.items()},
        "photo": None if chat.photo is None else {
            "sha256": chat.photo.sha256, "width": chat.photo.width, "height": chat.photo.height
        },
        "members": [
            {"account": one, "role": role, "rights": sorted(chat.rights.get(one, ()))}
            for one, role in chat.members.items()
        ],
        "messages": len(chat.messages), "migrated_to": chat.migrated_to, "deleted": chat.deleted,
    }  # fmt: skip
