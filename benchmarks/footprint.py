"""How long the app takes until it listens, how much memory it holds and what it computes when it has nothing to do.

    python -m benchmarks.footprint [--json FILE] [--runs 5] [--idle 60]

The app runs as its owner runs it (`python -m bot run`), the world it lives in (the sandbox) is another process. A run is: start,
until the first getUpdates is answered and the next one outstanding (the sandbox tells when); then the owner likes a video, it
is posted, fetched and uploaded, so that both Telethon sessions are connected and everything the job needs is imported; then
nothing for a while, and the memory is read. Beside it, in the same turn, the same app with the libraries as they come
(YAGAMI_LIGHT_MODELS=false). A first run that is not counted writes the .pyc files. Medians of the runs are told. In the last
run of ours nothing happens for a minute more, but for what the app does by itself (a look at the likes every ten
seconds, which is all of the day's quota, pings, polls), and its CPU time is read. What the memory is made of: footprint_floor.py.

Figures: ready_s (process start to getUpdates outstanding), ready_cpu_s (what it computed until then: steadier on a shared
machine), ready_vs_plain (ready_s by plain_ready_s), idle_rss_mb (after the job; MB of 2^20 bytes), fresh_rss_mb (ready, before
any work), connections (to Telegram by MTProto, when idle), idle_cpu_pct (of one core), idle_pss_mb, idle_private_mb
(smaps_rollup: Pss, Private_Dirty), plain_ready_s, plain_idle_rss_mb.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import footprint_floor as floor
from core.telegram.sessions import ApiAccess, Server
from core.telegram.sign_in import sign_in_by_code
from sandbox.client import World

TARGETS = {"ready_vs_plain": 0.5, "idle_rss_mb": 118.0, "idle_cpu_pct": 0.5}
READY = 180.0  #: seconds that a start may take
LOOK = 10.0  #: seconds between two looks at the likes: all of the day's quota, spread evenly
JOB = 120.0  #: seconds that one video may take
SETTLE = 3.0  #: seconds of nothing before the memory is read
Figures = dict[str, float]


@asynccontextmanager
async def process(
    *words: str, environment: dict[str, str], log: Path | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m WORDS`, ended with the block. Its stderr goes into `log`, if there is one."""
    with (log or Path(os.devnull)).open("wb") as words_of_it:
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *words, env=environment,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=words_of_it if log else None,
        )  # fmt: skip
        try:
            yield running
        finally:
            if running.returncode is None:
                running.terminate()
            await running.wait()


def clean_environment() -> dict[str, str]:
    """Ours without settings of an app, and without what keeps Python from writing .pyc files."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONASYNCIODEBUG", "PYTHONDEVMODE"}
    kept = {"YAGAMI_FFMPEG"}
    return {n: v for n, v in os.environ.items() if n in kept or (n not in unwanted and not n.startswith("YAGAMI_"))}


async def set_up(addresses: dict[str, Any], world: World, folder: Path) -> dict[str, str]:
    """Sign the owner in, import the credentials -> the app's environment."""
    mtproto, phone = addresses["mtproto"], addresses["owner_phone"]
    (folder / "mtproto.pem").write_text(mtproto["rsa_key"])
    environment = clean_environment() | {
        "YAGAMI_BOT_TOKEN": addresses["bot_token"],
        "YAGAMI_OWNER_ID": str(addresses["owner_id"]),
        "YAGAMI_DATA": str(folder / "data"),
        "YAGAMI_BOT_API": addresses["bot_api"],
        "YAGAMI_MTPROTO": f"{mtproto['host']}:{mtproto['port']}",
        "YAGAMI_MTPROTO_KEY": str(folder / "mtproto.pem"),
        "YAGAMI_MTPROTO_DC": str(mtproto["dc"]),
        "YAGAMI_YOUTUBE_PROXY": addresses["proxy"],
        "YAGAMI_CA": addresses["ca"],
        "YAGAMI_PACKAGE_INDEX": addresses["package_index"],
        "YAGAMI_CANARY_VIDEO": addresses["canary_video"],
    }

    async def code() -> str:
        return await world.code(phone)

    access = ApiAccess(addresses["api_id"], addresses["api_hash"])
    server = Server(mtproto["host"], mtproto["port"], mtproto["dc"], mtproto["rsa_key"])
    document = {
        "telegram": {
            "api_id": access.api_id,
            "api_hash": access.api_hash,
            "user_session": await sign_in_by_code(phone, access, server, None, code, code),
        },
        "google": {name: addresses["google"][name] for name in ("client_id", "client_secret", "refresh_token")},
        "destinations": {"likes": addresses["channels"]["likes"]},
        "settings": {"likes.interval": LOOK},
    }
    (folder / "import.json").write_text(json.dumps(document))
    async with process("bot", "import", str(folder / "import.json"), environment=environment) as importing:
        if await importing.wait():
            raise SystemExit("the credentials could not be imported")
    return environment


async def run(
    world: World, channel: int, port: int, environment: dict[str, str], folder: Path, idle: float = 0.0
) -> Figures:
    """Start the app, let it do one job and rest, stop it. idle: seconds of nothing, over which its CPU time is read."""
    seen = len(await world.requests("bot_api"))
    log, started = folder / "app.log", time.time()  # noqa: TID251  to be compared with the sandbox's clock
    async with process("bot", "run", environment=environment, log=log) as app:
        try:
            async with asyncio.timeout(READY):
                while "ready: the bot listens" not in log.read_text("utf-8", errors="replace"):
                    if app.returncode is not None:
                        raise SystemExit(f"the app ended:\n{log.read_text('utf-8')[-3000:]}")
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise SystemExit(f"the app is not ready:\n{log.read_text('utf-8')[-3000:]}") from None
        polls = [one["at"] for one in (await world.requests("bot_api"))[seen:] if one["method"] == "getUpdates"]
        cpu = cpu_seconds(app.pid)
        await asyncio.sleep(SETTLE)
        fresh = rss_mb(app.pid)
        videos = len([one for one in await world.read(channel) if one["media"]])
        video = secrets.token_urlsafe(8)  # eleven characters, the form of YouTube's ids
        await world.add_video(id=video)
        await world.like(video)
        try:
            await world.wait(channel, media=videos + 1, timeout=JOB)
        except TimeoutError as error:
            raise SystemExit(f"the video did not come: {error}\n{log.read_text('utf-8')[-3000:]}") from error
        await asyncio.sleep(SETTLE)
        figures = {
            "ready_s": polls[0] - started,
            "ready_cpu_s": cpu,
            "fresh_rss_mb": fresh,
            "idle_rss_mb": rss_mb(app.pid),
            "connections": connections(app.pid, port),
        }
        if idle:
            before = cpu_seconds(app.pid)
            await asyncio.sleep(idle)
            kinds = floor.kinds(app.pid)
            figures |= {
                "idle_cpu_pct": 100 * (cpu_seconds(app.pid) - before) / idle,
                "idle_pss_mb": kinds["pss"],
                "idle_private_mb": kinds["private_dirty"],
                "threads": len(list(Path(f"/proc/{app.pid}/task").iterdir())),
            }
        return figures


def rss_mb(pid: int) -> float:
    """Resident memory in MB of 2^20 bytes, as the kernel counts it."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("the app has gone")


def cpu_seconds(pid: int) -> float:
    """What the process has computed so far."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def connections(pid: int, port: int) -> int:
    """TCP connections that stand to a port of this machine (here only the app makes any)."""
    lines = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return sum(line[2].endswith(f":{port:04X}") and line[3] == "01" for line in lines)


async def measure(runs: int, idle: float) -> dict[str, list[Figures]]:
    """name of the variant -> its runs, taken in turns."""
    variants: dict[str, dict[str, str]] = {"ours": {}, "plain": {"YAGAMI_LIGHT_MODELS": "false"}}
    done: dict[str, list[Figures]] = {name: [] for name in variants}
    async with AsyncExitStack() as house:
        folder = Path(house.enter_context(tempfile.TemporaryDirectory(prefix="yagami-footprint-")))
        command = process("sandbox", "--die-with-parent", environment=clean_environment())
        sandbox = await house.enter_async_context(command)
        assert sandbox.stdout
        addresses = json.loads(await sandbox.stdout.readline())
        world = await house.enter_async_context(World(addresses["control"]))
        environment = await set_up(addresses, world, folder)
        for turn in range(runs + 1):
            for name, more in variants.items():
                channel, port = addresses["channels"]["likes"], addresses["mtproto"]["port"]
                last = turn == runs and name == "ours"
                figures = await run(world, channel, port, environment | more, folder, idle if last else 0.0)
                if turn:  # the first one wrote the .pyc files, and looked at the likes for the first time
                    done[name].append(figures)
                    print(f"  run {turn} {name:<6}" + "".join(f"  {k} {v:.2f}" for k, v in figures.items()), flush=True)
    return done


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.footprint", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle", type=float, default=60.0, metavar="SECONDS", help="of nothing, for its CPU time")
    options = parser.parse_args()
    print(f"The app against the sandbox in another process, {options.runs} runs each, taking turns:")
    done = asyncio.run(measure(options.runs, options.idle))
    mid = {name: {key: median(one[key] for one in runs) for key in runs[0]} for name, runs in done.items()}
    print(f"\n{'':<28}{'ready s':>9}{'of it CPU':>11}{'fresh MB':>10}{'idle MB':>9}{'MTProto connections':>21}")
    for label, name in (("types made on first use", "ours"), ("the libraries as they come", "plain")):
        row = mid[name]
        print(
            f"{label:<28}{row['ready_s']:>9.2f}{row['ready_cpu_s']:>11.2f}{row['fresh_rss_mb']:>10.1f}"
            f"{row['idle_rss_mb']:>9.1f}{row['connections']:>21.0f}"
        )
    rest = {key: value for key, value in done["ours"][-1].items() if key not in mid["plain"]}  # read once, when idle
    figures = mid["ours"] | {"ready_vs_plain": mid["ours"]["ready_s"] / mid["plain"]["ready_s"]} | rest
    figures |= {f"plain_{key}": mid["plain"][key] for key in ("ready_s", "idle_rss_mb")}
    print("\nWhat it is made of (MB):")
    by_kind = {"rss": figures["idle_rss_mb"], "pss": rest["idle_pss_mb"], "private_dirty": rest["idle_private_mb"]}
    imports = floor.stages(clean_environment())
    print(floor.table(imports, figures["fresh_rss_mb"], figures["idle_rss_mb"], by_kind, int(rest["threads"])))
    print()
    for name, value in figures.items():
        target = f"  (target {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name} {value:.2f}{target}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
