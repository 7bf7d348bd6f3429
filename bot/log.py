"""The log: standard library, one line a record (or one JSON object), with no secret in it.

Every library here logs through `logging`, and some of them put secrets into their texts: httpx logs whole URLs, and a
failed download by aiogram raises an error with the bot's token in it. So one filter, on the one handler of the root
logger, cleans what is about to be written: message, arguments, exception and traceback. It knows the forms of the
secrets we meet, and the exact ones it was told (`protect`).

`with context(job=7):` puts `job=7` on every line that is logged inside, also by libraries.
"""

from __future__ import annotations

import base64
import json
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Literal, TextIO
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"
LONG = 8  #: letters from which a secret is looked for inside of base64
NOISY = (
    "aiosqlite",
    "httpx",
    "httpcore",
    "aiohttp.access",
    "telethon",
    "apscheduler",
    "aiogram.event",
)  #: only from WARNING on

_NAMES = (
    "api_?key|access_?token|refresh_?token|id_?token|client_?secret|device_?code|code_?verifier|api_?hash|vault_?key|"
    "password|passwd|passphrase|phone_?code(?:_?hash)?|phone_?number|token|secret|session"
)
#: Where a word begins, also after a letter's number in a URL and after a line's end in Python's notation.
_START = r"(?:\b|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt]))"
#: Between a name and its value: also in JSON that stands in JSON, in a URL in a URL, and in bytes.
_IS = r"""\\*["']?\s*(?:[=:]|%3[AaDd])\s*(?:b(?=["']))?\\*["']?"""
#: Of most, the end of the name: SAPISID, HSID, ... To look for the whole word at each letter is slow in a long one.
_COOKIES = r"LOGIN_INFO|__(?:Secure|Host)-[\w-]{1,40}|SID(?:CC|TS)?|VISITOR_INFO1_LIVE|YSC"
#: (what is hidden, what stays of it). Order matters: whole headers first.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"""((?:set-)?cookie\\*["']?\s*[:=,]\s*)(?=\S)[^\r\n]+""", re.IGNORECASE), rf"\1{HIDDEN}"),
    (
        re.compile(
            rf"""((?:{_COOKIES})\\*["']?(?:[ \t]*[=:\t,][ \t]*|\\+t|%3[Dd]|%09)(?:b(?=["']))?\\*["']?)[^\s;"',]+"""
        ),
        rf"\1{HIDDEN}",
    ),
    (
        re.compile(rf"{_START}(Bearer|Basic|SAPISID\w*HASH)(?:\s|\+|%20)+[\w.~+/=-]{{8,}}", re.IGNORECASE),
        rf"\1 {HIDDEN}",
    ),
    (re.compile(r"(?<!\d)\d{6,}:[\w-]{30,}", re.ASCII), HIDDEN),  # a bot token
    (re.compile(rf"{_START}ya29\.[\w.~+/-]+"), HIDDEN),  # Google's access tokens
    (re.compile(rf"{_START}1(?://|%2[Ff]%2[Ff])[\w-]{{10,}}"), HIDDEN),  # Google's refresh tokens
    (re.compile(rf"{_START}GOCSPX-[\w-]+"), HIDDEN),  # Google's client secrets
    (
        re.compile(rf"{_START}1[\w-]{{300,}}={{0,2}}", re.ASCII),
        HIDDEN,
    ),  # Telethon's StringSession: "1" and 352 of base64
    (re.compile(rf"""{_START}((?:{_NAMES}){_IS})(?!\[hidden\])[^\s&"',;)}}\]]+""", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(rf"""{_START}((?:key|code)(?:=|%3[Dd])["']?)[^\s&"',;)}}\]]+""", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"(?<![\w.+-])\+\d{8,15}\b", re.ASCII), HIDDEN),  # a telephone number
    (re.compile(r"(://[^\s:/@]*:)[^\s/@]+@"), rf"\1{HIDDEN}@"),  # a proxy's password
)
_protected: list[str] = []
_context: ContextVar[Mapping[str, str | int]] = ContextVar("log_context", default=MappingProxyType({}))


def protect(secret: str) -> None:
    """Hide this very text from now on, wherever it appears, plain or in one of its other forms; from 4 letters on."""
    if len(secret) < 4:
        return  # it would blank out ordinary words; where it stands in a URL or after its name, the patterns hide it
    for form in _forms(secret):
        if form not in _protected:
            _protected.append(form)
    _protected.sort(key=len, reverse=True)  # a secret that contains another goes first


def _forms(secret: str) -> Iterator[str]:
    """As it stands in a URL, a form, JSON, Python's own notation, and inside of anything that is base64."""
    yield secret
    if re.fullmatch(r"\+\d{5,}", secret, re.ASCII):
        yield secret[1:]  # a telephone number, as Telegram writes it
    yield from (quote(secret, safe=""), quote(secret), quote_plus(secret), quote_plus(secret, safe="/"))
    escaped = [json.dumps(secret), json.dumps(secret, ensure_ascii=False), repr(secret), repr(secret.encode())[1:]]
    for inner in (one[1:-1] for one in escaped):
        yield from (inner, json.dumps(inner)[1:-1])  # the latter: as it stands in JSON within JSON
    if len(secret) < LONG:
        return  # what is left of a short one might stand anywhere
    raw = secret.encode()
    for before in range(3):  # bytes of something else in the first group of three
        start = -(-before * 8 // 6)
        end = (before + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(bytes(before) + raw).decode()[start:end]


def redact(text: str) -> str:
    """The text without secrets."""
    for secret in _protected:
        text = text.replace(secret, HIDDEN)
    for pattern, kept in _PATTERNS:
        text = pattern.sub(kept, text)
    return text


@contextmanager
def context(**ids: str | int) -> Iterator[None]:
    """Put these on every line logged inside, in this task and those it starts."""
    token = _context.set(MappingProxyType({**_context.get(), **ids}))
    try:
        yield
    finally:
        _context.reset(token)


class Redactor(logging.Filter):
    """Cleans a record in place, so that no later handler can see more than this one."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # a wrong log call; logging itself would print its arguments as they are
            message = f"{record.msg} (arguments do not fit)"
        record.msg, record.args = redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        record.exc_info = None
        record.exc_text = redact(record.exc_text) if record.exc_text else None
        record.stack_info = redact(record.stack_info) if record.stack_info else None
        record.context = {
            name: redact(value) if isinstance(value, str) else value for name, value in _context.get().items()
        }
        return True


class ConsoleFormatter(logging.Formatter):
    """time level logger [ids] message; the lines of a longer message are indented, so that none can pose as another record."""

    def format(self, record: logging.LogRecord) -> str:
        ids = " ".join(f"{name}={value}" for name, value in getattr(record, "context", {}).items())
        text = (
            f"{_moment(record)} {record.levelname:7} {record.name}: {f'[{ids}] ' if ids else ''}{record.getMessage()}"
        )
        parts = [text, record.exc_text, record.stack_info]
        return "\n    ".join("\n".join(part for part in parts if part).splitlines())


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the ids of the context, and error (traceback) if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            **getattr(record, "context", {}),
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if error := "\n".join(part for part in (record.exc_text, record.stack_info) if part):
            line["error"] = error
        return json.dumps(line, default=str)  # in ASCII: whatever the stream's encoding, it stays one line of JSON


_PLAIN = logging.Formatter()


def configure(level: str, style: Literal["console", "json"], stream: TextIO | None = None) -> logging.Handler:
    """Make this the whole log (other handlers of the root logger are removed): to `stream`, stderr if None. -> its handler.

    Warnings and uncaught exceptions go into it as well, since Python prints those uncleaned.
    """
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redactor())
    handler.setFormatter(JsonFormatter() if style == "json" else ConsoleFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    sys.unraisablehook = lambda args: _log_ignored(args.err_msg, args.exc_value, args.object)
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    return handler


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger("yagami").critical("Stopped by an error nobody expected", exc_info=error or kind())


def _log_ignored(message: str | None, error: BaseException | None, where: object) -> None:
    """What goes wrong where nobody can be told: in a finaliser, in a callback of a C library."""
    name = getattr(where, "__qualname__", type(where).__qualname__)
    logging.getLogger("yagami").error("%s: %s", message or "An error that nobody hears", name, exc_info=error)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
