"""Signing in and out: bots by token, people by code and password (by QR code: login_tokens.py).

A code goes nowhere but into `MTProtoServer.codes`. A person who sends it in a message to anybody has spoiled it: Telegram
invalidates such codes (core.telegram.org/api/auth, "Invalidating login codes"), plain or with dashes between the digits.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telethon.tl.functions.account import GetPasswordRequest
from telethon.tl.functions.auth import (
    CancelCodeRequest,
    CheckPasswordRequest,
    ImportBotAuthorizationRequest,
    LogOutRequest,
    ResendCodeRequest,
    SendCodeRequest,
    SignInRequest,
)
from telethon.tl.types import InputCheckPasswordSRP
from telethon.tl.types import auth as types

from sandbox.telegram.state import Account, Chat, Message, Refused

from . import srp, tl
from .rpc import Answer, Call, answers

if TYPE_CHECKING:
    from .server import MTProtoServer

CODE_LENGTH = 5
CODE_LIFE = 300
CODE_TRIES = 5
RESEND_AFTER = 60
#: how a code is brought, and then at each resending; what the next way is called
WAYS = (
    (types.SentCodeTypeApp, types.CodeTypeSms),
    (types.SentCodeTypeSms, types.CodeTypeCall),
    (types.SentCodeTypeCall, None),
)


@dataclass(slots=True)
class SentCode:
    """A code on its way to a person."""

    phone: str
    code: str
    sent_at: float
    way: int = 0  #: of WAYS
    tries: int = 0
    spoiled: bool = False


class Logins:
    """The codes that are out, by phone_code_hash."""

    def __init__(self, server: MTProtoServer) -> None:
        self._server = server
        self._sent: dict[str, SentCode] = {}

    def send(self, phone: str, way: int = 0) -> types.SentCode:
        """Send a code; an older one for that phone is void."""
        self._sent = {key: one for key, one in self._sent.items() if one.phone != phone}
        code = f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}}"
        phone_code_hash = secrets.token_hex(9)
        self._sent[phone_code_hash] = SentCode(phone, code, self._server.state.now(), way)
        self._server.codes[phone] = code
        kind, following = WAYS[way]
        following_kind = following() if following else None
        return types.SentCode(kind(CODE_LENGTH), phone_code_hash, following_kind, RESEND_AFTER if following else None)

    def resend(self, phone: str, phone_code_hash: str) -> types.SentCode:
        """Another code by the next way. Raises PHONE_CODE_EXPIRED, SEND_CODE_UNAVAILABLE."""
        sent = self._standing(phone, phone_code_hash)
        if sent.way + 1 == len(WAYS):
            raise Refused("SEND_CODE_UNAVAILABLE", 406)
        return self.send(phone, sent.way + 1)

    def cancel(self, phone: str, phone_code_hash: str) -> None:
        """Raises PHONE_CODE_EXPIRED."""
        self._standing(phone, phone_code_hash)
        del self._sent[phone_code_hash]

    def make_old(self) -> None:
        """As if the codes that are out had been sent too long ago."""
        for sent in self._sent.values():
            sent.sent_at = 0.0

    def _standing(self, phone: str, phone_code_hash: str) -> SentCode:
        sent = self._sent.get(phone_code_hash)
        if sent is None or sent.phone != phone:
            raise Refused("PHONE_CODE_EXPIRED")
        return sent

    def check(self, phone: str, phone_code_hash: str, code: str) -> None:
        """Raises PHONE_CODE_EXPIRED, PHONE_CODE_INVALID. A right code is used up."""
        sent = self._standing(phone, phone_code_hash)
        if sent.spoiled or self._server.state.now() - sent.sent_at > CODE_LIFE or sent.tries >= CODE_TRIES:
            raise Refused("PHONE_CODE_EXPIRED")
        if sent.code != code:
            sent.tries += 1
            raise Refused("PHONE_CODE_INVALID")
        del self._sent[phone_code_hash]
        self._server.codes.pop(phone, None)

    def notice(self, message: Message, _chat: Chat) -> None:
        """Spoil the sender's code if the message holds it."""
        sender = self._server.state.accounts.get(message.sender)
        if sender is None or sender.phone is None:
            return
        shown = {found.replace("-", "") for found in re.findall(r"\d(?:-?\d){4,6}", message.text)}
        for sent in self._sent.values():
            if sent.phone == sender.phone and sent.code in shown:
                sent.spoiled = True


def check_app(call: Call, api_id: int, api_hash: str) -> None:
    """Raises API_ID_INVALID: if the server knows its applications, for any other."""
    known = call.server.applications
    if api_id <= 0 or not api_hash or (known is not None and known.get(api_id) != api_hash):
        raise Refused("API_ID_INVALID")


def _digits(phone: str) -> str:
    if not re.fullmatch(r"\+?[0-9][0-9 ()-]{5,20}", phone):
        raise Refused("PHONE_NUMBER_INVALID")
    return re.sub(r"\D", "", phone)


def _signed_in(call: Call, account: Account) -> types.Authorization:
    call.key.account, call.key.half_signed_in, call.key.srp = account.id, None, None
    call.key.signed_in_at = call.state.now()
    return types.Authorization(tl.user(call, account))


@answers(ImportBotAuthorizationRequest, signed_out=True)
async def import_bot_authorization(call: Call, request: ImportBotAuthorizationRequest) -> Answer:
    check_app(call, request.api_id, request.api_hash)
    account = call.state.bot_by_token(request.bot_auth_token)
    if account is None:
        raise Refused("ACCESS_TOKEN_INVALID")
    return _signed_in(call, account)


@answers(SendCodeRequest, signed_out=True)
async def send_code(call: Call, request: SendCodeRequest) -> Answer:
    check_app(call, request.api_id, request.api_hash)
    phone = _digits(request.phone_number)
    account = call.state.person_by_phone(phone)
    if account is not None and account.banned:
        raise Refused("PHONE_NUMBER_BANNED")
    return call.server.logins.send(phone)


@answers(ResendCodeRequest, signed_out=True)
async def resend_code(call: Call, request: ResendCodeRequest) -> Answer:
    tl.refuse_given(request, "reason")
    return call.server.logins.resend(_digits(request.phone_number), request.phone_code_hash)


@answers(CancelCodeRequest, signed_out=True)
async def cancel_code(call: Call, request: CancelCodeRequest) -> Answer:
    call.server.logins.cancel(_digits(request.phone_number), request.phone_code_hash)
    return True


@answers(SignInRequest, signed_out=True)
async def sign_in(call: Call, request: SignInRequest) -> Answer:
    phone = _digits(request.phone_number)
    if not request.phone_code:
        raise Refused("PHONE_CODE_EMPTY")
    if not request.phone_code_hash:
        raise Refused("PHONE_CODE_HASH_EMPTY")
    call.server.logins.check(phone, request.phone_code_hash, request.phone_code)
    account = call.state.person_by_phone(phone)
    if account is None:
        return types.AuthorizationSignUpRequired()
    return halfway_in(call, account)


def halfway_in(call: Call, account: Account) -> types.Authorization:
    """Signed in, but for the password if there is one: SESSION_PASSWORD_NEEDED."""
    if account.password:
        call.key.half_signed_in = account.id
        raise Refused("SESSION_PASSWORD_NEEDED", 401)
    return _signed_in(call, account)


def _whose_password(call: Call) -> Account:
    if call.key.account is None and call.key.half_signed_in is not None:
        return call.state.accounts[call.key.half_signed_in]
    return call.account


@answers(GetPasswordRequest, signed_out=True, bots=False)
async def get_password(call: Call, _request: GetPasswordRequest) -> Answer:
    account = _whose_password(call)
    answer, call.key.srp = srp.challenge(account.password, account.password_hint)
    return answer


@answers(CheckPasswordRequest, signed_out=True, bots=False)
async def check_password(call: Call, request: CheckPasswordRequest) -> Answer:
    account = _whose_password(call)
    proof, secret = request.password, call.key.srp
    if not isinstance(proof, InputCheckPasswordSRP) or not account.password:
        raise Refused("PASSWORD_HASH_INVALID")
    if secret is None or proof.srp_id != secret[0]:
        raise Refused("SRP_ID_INVALID")
    call.key.srp = None
    if not srp.proves(account.password, secret, proof):
        raise Refused("PASSWORD_HASH_INVALID")
    return _signed_in(call, account)


@answers(LogOutRequest)
async def log_out(call: Call, _request: LogOutRequest) -> Answer:
    call.key.account = None
    return types.LoggedOut()
