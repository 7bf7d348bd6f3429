"""Every secret of the owner's through every library's own log at DEBUG: none of them is in what is written.

The libraries are the real ones, each made to say as much as it can: about requests, answers and failures that hold the secrets.
What the app knows as a secret is told to the log first, as the app does (`protect`); cookies and access tokens are not, since
they change all the time: those are known by their form.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import json
import logging
import random
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote, quote_plus

import aiohttp
import aiosqlite
import httpx
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telethon import TelegramClient, errors, functions, types
from telethon.sessions import StringSession

from bot import log

TOKEN = "123456789:AAE" + "xYz_-" * 7
#: What the app tells the log of.
KNOWN = {
    "bot token": TOKEN,
    "api_hash": "0123456789abcdef0123456789abcdef",
    "session": "1BJWap1sBu" + "Ab3-_" * 68 + "Q=",
    "phone": "+15551234567",
    "code": "93817",
    "password": 'correct "horse" & bätte/ry +staple',
    "client secret": "GOCSPX-zyxwvu_tsrq",
    "refresh token": "1//0gAbCdEfGhIjKlMn-_oPq",
    "device code": "AH-1Ng0dEvIcEcOdE_longer",
    "proxy password": "pr0xy:pa@ss",
    "passphrase": "seven wet dogs in a boat",
    "vault key": base64.b64encode(bytes(range(200, 232))).decode(),
    "api token": "Api_Token-0123456789",
}
ACCESS = "ya29.a0AfH6SMB-accessaccess.z"
COOKIES = {"LOGIN_INFO": "AFmmF2swRQIhAcookie1", "SAPISID": "cookie2/AbCdEf", "__Secure-3PSID": "g.cookie3longer"}
FORMED = {"access token": ACCESS, **COOKIES}
ALL = KNOWN | FORMED
JAR = "".join(f".youtube.com\tTRUE\t/\tTRUE\t1999999999\t{name}\t{value}\n" for name, value in COOKIES.items())
HEADER = "; ".join(f"{name}={value}" for name, value in COOKIES.items())
#: All of them, each as it comes in texts.
SPOKEN = " | ".join([*KNOWN.values(), f"Bearer {ACCESS}", f"Cookie: {HEADER}"])
OBJECT = {**KNOWN, "access_token": ACCESS, "headers": {"Cookie": HEADER}, "jar": JAR}
LOUD = (*log.NOISY, "aiogram", "aiohttp", "asyncio")


@pytest.fixture(params=["console", "json"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The app's log, with every library at its loudest."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before, levels = (root.handlers[:], root.level), {name: logging.getLogger(name).level for name in LOUD}
    monkeypatch.setattr(log, "_protected", [])
    style: Literal["console", "json"] = request.param
    stream = io.StringIO()
    log.configure("DEBUG", style, stream)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
    for secret in random.sample(list(KNOWN.values()), len(KNOWN)):
        log.protect(secret)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def forms(secret: str) -> set[str]:
    found = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
    found |= {
        json.dumps(json.dumps(secret))[3:-3],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        repr(secret.encode())[2:-1],
    }
    return found | {base64.b64encode(secret.encode()).decode().rstrip("=")[:-1]}


def assert_clean(shown: str) -> None:
    for name, secret in ALL.items():
        for form in forms(secret):
            assert form not in shown, f"the {name} as {form!r}: {line_of(shown, form)}"


def line_of(shown: str, form: str) -> str:
    place = shown.index(form)
    return shown[max(0, place - 300) : place + 60]


# -- each library ------------------------------------------------------------------------------------------------


async def through_aiogram(where: str, folder: Path) -> None:
    bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(where)))
    try:
        for call in (bot.get_me, lambda: bot.send_message(1, SPOKEN), lambda: bot.download_file("documents/gone.txt")):
            await failing("aiogram", call)
    finally:
        await bot.session.close()


async def through_aiohttp(where: str, folder: Path) -> None:
    trace = aiohttp.TraceConfig()

    async def told(_session: object, _context: object, params: object) -> None:
        logging.getLogger("aiohttp.client").debug("%s", params)

    trace.on_request_end.append(told)
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(trace_configs=[trace], cookies=COOKIES, cookie_jar=jar) as session:

        async def call() -> None:
            async with session.post(
                f"{where}/bot{TOKEN}/sendMessage", params={"key": KNOWN["api token"], "p": KNOWN["password"]},
                headers={"Authorization": f"Bearer {ACCESS}"}, data=KNOWN, raise_for_status=True,
            ):  # fmt: skip
                pass

        await failing("aiohttp", call)
        logging.getLogger("aiohttp.client").debug("the jar: %s", list(session.cookie_jar))


async def through_httpx(where: str, folder: Path) -> None:
    basic = base64.b64encode(f"me:{KNOWN['proxy password']}".encode()).decode()
    async with httpx.AsyncClient(
        cookies=COOKIES, headers={"Authorization": f"Bearer {ACCESS}", "Proxy-Authorization": f"Basic {basic}"}
    ) as client:

        async def call() -> None:
            answer = await client.post(f"{where}/token", params=KNOWN | {"access_token": ACCESS}, data=KNOWN)
            logging.getLogger("httpx").debug("%r %s %s %s", answer, answer.headers, answer.request.headers, answer.text)
            answer.raise_for_status()

        await failing("httpx", call)

    async def by_proxy() -> None:
        proxy = f"http://me:{quote(KNOWN['proxy password'], safe='')}@127.0.0.1:1"
        async with httpx.AsyncClient(proxy=proxy) as client:
            logging.getLogger("httpx").debug("%s", httpx.Proxy(proxy))
            await client.get(f"{where}/")

    await failing("httpx", by_proxy)


async def through_telethon(where: str, folder: Path) -> None:
    phone, code, word = KNOWN["phone"], KNOWN["code"], KNOWN["password"]
    requests = (
        functions.auth.SendCodeRequest(phone, 1, KNOWN["api_hash"], types.CodeSettings()),
        functions.auth.SignInRequest(phone.removeprefix("+"), "hash-of-the-code", code),
        functions.auth.ImportBotAuthorizationRequest(0, 1, KNOWN["api_hash"], TOKEN),
        functions.account.UpdateProfileRequest(word, word, SPOKEN),
    )
    logger = logging.getLogger("telethon.network.mtprotosender")
    for request in requests:
        logger.debug("Sending %s", request)
        logger.debug("%s", request.stringify())  # type: ignore[no-untyped-call]

        async def refused(request: object = request) -> None:
            raise errors.RPCError(request, f"PHONE_CODE_INVALID {request}", 400)

        await failing("telethon", refused)
    with pytest.raises(ValueError, match="Not a valid string"):
        StringSession("2" + KNOWN["session"])
    client = TelegramClient(
        StringSession(), 1, KNOWN["api_hash"], connection_retries=0, timeout=1,
        proxy={"proxy_type": "socks5", "addr": "127.0.0.1", "port": 1, "username": "me", "password": KNOWN["proxy password"]},
    )  # fmt: skip
    await failing("telethon", client.connect)
    logger.debug("%s %s", client.session, vars(client))


async def through_apscheduler(where: str, folder: Path) -> None:
    scheduler, over = AsyncIOScheduler(), asyncio.Event()

    async def job(*args: object) -> None:
        over.set()
        raise RuntimeError(f"the job fell over {args}")

    scheduler.start()
    scheduler.add_job(job, args=[SPOKEN, OBJECT], name=f"with {SPOKEN}")
    await over.wait()
    while scheduler.get_jobs():  # noqa: ASYNC110  it does not announce that it has logged
        await asyncio.sleep(0.01)
    scheduler.shutdown()


async def through_aiosqlite(where: str, folder: Path) -> None:
    async with aiosqlite.connect(folder / "some.db") as database:
        await database.execute("CREATE TABLE t (name UNIQUE, value)")
        for name, value in [
            *KNOWN.items(),
            ("access", ACCESS),
            ("spoken", SPOKEN),
            ("object", json.dumps(OBJECT)),
            ("jar", JAR),
        ]:
            await database.execute("INSERT INTO t VALUES (?, ?)", (name, value))
        await failing("aiosqlite", lambda: database.execute(f"INSERT INTO t VALUES ('{SPOKEN}"))


async def through_asyncio(where: str, folder: Path) -> None:
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0.0

    async def forgotten(secret: object) -> None:
        raise RuntimeError(f"nobody asks for {secret}")

    task = loop.create_task(forgotten(SPOKEN), name=f"task {SPOKEN}")
    await asyncio.wait([task])
    del task
    loop.call_soon(print, end := "", end, SPOKEN)  # its repr is told when it was slow
    loop.call_exception_handler(
        {"message": f"went wrong {SPOKEN}", "exception": RuntimeError(SPOKEN), "context": OBJECT}
    )
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_debug(False)


async def through_yt_dlp(where: str, folder: Path) -> None:
    """What the child says, as the parent logs it when the child has crashed: yt-dlp itself, at its loudest, and a traceback."""
    (folder / "cookies.txt").write_text("# Netscape HTTP Cookie File\n" + JAR)
    proxy = f"http://me:{quote(KNOWN['proxy password'], safe='')}@127.0.0.1:1"
    program = f"import sys, yt_dlp; jar = {JAR!r}; yt_dlp.main(sys.argv[1:])"
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, "-v", "--ignore-config", "--proxy", proxy, "--cookies", str(folder / "cookies.txt"),
        "--add-headers", f"Authorization:Bearer {ACCESS}", "--add-headers", f"Cookie:{HEADER}", "--print-traffic",
        "--username", "me", "--password", KNOWN["password"], "--retries", "0", f"{where}/v?access_token={ACCESS}",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await child.communicate()
    assert b"proxy" in said.lower()
    logging.getLogger("core.youtube.ytdlp").warning("yt-dlp ended with 1: %s", said.decode())
    for line in said.decode().splitlines():
        logging.getLogger("core.youtube.ytdlp").debug("yt-dlp: %s", line)
    logging.getLogger("core.youtube.ytdlp").debug("%s %s", {"cookies": JAR}, json.dumps({"job": json.dumps(OBJECT)}))


async def through_tracebacks(where: str, folder: Path) -> None:
    """Chained, grouped, with notes, in objects' own words, ignored in a finaliser, and shown as a warning."""

    class Holder:
        def __repr__(self) -> str:
            return f"Holder({OBJECT!r})"

        def __del__(self) -> None:
            raise RuntimeError(f"in the end: {SPOKEN}")

    logger = logging.getLogger("yagami.test")
    for way in (quote(SPOKEN), quote_plus(SPOKEN), json.dumps(OBJECT), json.dumps(json.dumps(OBJECT)), repr(SPOKEN)):
        logger.error("as %s", way)
    for secret in KNOWN.values():
        for before in ("", "x", "xy"):
            logger.error("in base64: %s", base64.b64encode(f"{before}{secret}".encode()).decode()) if len(
                secret
            ) > 7 else None
    logger.error("an argument: %r", Holder())
    try:
        try:
            raise KeyError(SPOKEN)
        except KeyError as error:
            error.add_note(f"a note: {SPOKEN}")
            raise ExceptionGroup(f"more {SPOKEN}", [ValueError(OBJECT), OSError(2, SPOKEN, SPOKEN)]) from error
    except ExceptionGroup:
        logger.exception("fell", stack_info=True)
    with log.context(what=SPOKEN):
        logger.warning("inside")


async def failing(name: str, call: Callable[[], Awaitable[object]]) -> None:
    """It goes wrong, and that is logged with all of its traceback and in its own words."""
    try:
        await call()
    except Exception as error:  # whatever the library makes of it
        logging.getLogger(name).exception("failed: %s / %r", error, error)
    else:
        raise AssertionError(f"{name} was to fail")


LIBRARIES = (
    through_aiogram, through_aiohttp, through_httpx, through_telethon, through_apscheduler, through_aiosqlite,
    through_asyncio, through_yt_dlp, through_tracebacks,
)  # fmt: skip


@contextlib.asynccontextmanager
async def server() -> AsyncIterator[str]:
    """Answers everything with a refusal that repeats what was asked, and sets the cookies."""

    async def refuse(request: web.Request) -> web.Response:
        body = await request.text()
        answer = web.Response(
            status=400, text=json.dumps({"ok": False, "description": f"{request.url} {body} {SPOKEN}"})
        )
        for name, value in COOKIES.items():
            answer.set_cookie(name, value)
        return answer

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", refuse)
    runner = web.AppRunner(app, access_log_format='%a "%r" %s %{Cookie}i %{Authorization}i')
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda one: one.__name__.removeprefix("through_"))
async def test_no_secret_gets_through(
    library: Callable[[str, Path], Awaitable[None]], written: io.StringIO, tmp_path: Path
) -> None:
    async with server() as where:
        await library(where, tmp_path)

    shown = written.getvalue()
    assert shown.count(log.HIDDEN) > 5, "nothing was hidden: the library has said nothing"
    assert_clean(shown)
