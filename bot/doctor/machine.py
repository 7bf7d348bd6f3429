"""What can be seen of the machine: Python, its kind, the two folders, the programs, the proxies. Disturbs no app."""

from __future__ import annotations

import asyncio
import os
import platform
import re
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.settings import Settings
from core.errors import NeedsOwner
from core.media.ffmpeg import Tools, find_tools, run
from core.media.version import version

from .finding import Finding, bad, fine, warn

NEEDED = (3, 11)
PO_TOKENS = "bgutil-ytdlp-pot-provider"
MACHINES = frozenset({"x86_64", "amd64", "aarch64", "arm64"})
LITTLE = {"data": 200 * 10**6, "work": 5 * 10**9}  #: bytes that should be free
SECONDS = 10.0
#: What has to be in a build of ffmpeg: videos come as these, and are sent as these.
DECODERS, ENCODERS = ("h264", "vp9", "av1", "aac", "opus"), ("aac", "mjpeg")


async def machine(settings: Settings) -> list[Finding]:
    return [
        _python(),
        _kind(),
        _folder("data", settings.data),
        _folder("work", settings.work),
        *await _ffmpeg(settings.ffmpeg),
        await _deno(),
        *await _proxies(settings),
        *await po_tokens(settings.po_token_url),
    ]


def _python() -> Finding:
    told = platform.python_version()
    return fine("python", version=told) if sys.version_info >= NEEDED else bad("python", "old", version=told)


def _kind() -> Finding:
    bits = 64 if sys.maxsize > 2**32 else 32
    kind = platform.machine()
    works = kind.lower() in MACHINES and bits == 64
    return fine("machine", kind=kind) if works else bad("machine", "other", kind=f"{kind}, {bits}")


def _folder(part: str, folder: Path) -> Finding:
    path = str(folder.absolute())
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        return warn(part, "missing", path=path)
    except OSError:
        return bad(part, "readonly", path=path)
    if not stat.S_ISDIR(mode):
        return bad(part, "readonly", path=path)
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
            probe.flush()
    except OSError:
        return bad(part, "readonly", path=path)
    free = shutil.disk_usage(folder).free
    gigabytes = f"{free / 1e9:.1f}"
    if mode & 0o077:
        return warn(part, "open", path=path)
    if free < LITTLE[part]:
        return warn(part, "low", path=path, free=gigabytes)
    return fine(part, path=path, free=gigabytes)


async def _ffmpeg(setting: Path | None) -> list[Finding]:
    try:
        tools = find_tools(setting)
        told = await version(tools)
        lacks = await _lacking(tools)
    except NeedsOwner:
        return [bad("ffmpeg", "missing")]
    if told is None:
        return [bad("ffmpeg", "missing")]
    return [warn("ffmpeg", "lacks", version=told, list=", ".join(lacks)) if lacks else fine("ffmpeg", version=told)]


async def _lacking(tools: Tools) -> list[str]:
    lacks = []
    for option, wanted in (("-decoders", DECODERS), ("-encoders", ENCODERS)):
        _, out, _ = await run(SECONDS, tools.ffmpeg, "-hide_banner", option)
        names = set(re.findall(r"(?m)^ [A-Z.]{6} (\S+)", out.decode("utf-8", "replace")))
        plain = {one.removeprefix("lib").split("-")[0] for one in names} | names
        known = plain | ({"av1"} if names & {"libdav1d", "libaom-av1"} else set())
        lacks += [one for one in wanted if one not in known]
    return lacks


async def _deno() -> Finding:
    beside = str(Path(sys.executable).parent)
    program = shutil.which("deno", path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)]))
    if program is None:
        return bad("deno", "missing")
    code, out, _ = await run(SECONDS, Path(program), "--version")
    told = re.match(rb"deno (\S+)", out)
    return fine("deno", version=told[1].decode()) if code == 0 and told else bad("deno", "missing")


async def _proxies(settings: Settings) -> list[Finding]:
    found = []
    for whose, address in (("Telegram", settings.telegram_proxy), ("YouTube", settings.youtube_proxy)):
        if address is None:
            continue
        parts = urlsplit(address)
        at = f"{parts.hostname}:{parts.port}"  # not the password
        reached = await _reached(parts.hostname or "", parts.port or 0)
        found.append(fine("proxy", whose=whose, at=at) if reached else bad("proxy", "away", whose=whose, at=at))
    return found or [fine("proxy", "none")]


async def po_tokens(url: str | None) -> list[Finding]:
    """The owner's own provider of PO tokens. It is a help: nothing fails without it."""
    if url is None:
        return []
    at = urlsplit(url).netloc.rpartition("@")[2]
    wanted = metadata.version(PO_TOKENS)
    try:
        timeout = ClientTimeout(total=SECONDS)
        async with ClientSession(timeout=timeout) as session, session.get(f"{url}/ping") as answer:
            runs = str((await answer.json())["version"])
    except (ClientError, TimeoutError, ValueError, KeyError, TypeError):
        return [warn("po_tokens", "away", at=at)]
    if runs != wanted:
        return [warn("po_tokens", "unlike", at=at, version=runs[:20], wanted=wanted)]
    return [fine("po_tokens", at=at)]


async def _reached(host: str, port: int) -> bool:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(SECONDS):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
    return False
