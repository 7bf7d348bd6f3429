"""What an idle app's memory is made of: what each library adds as it is imported, in a process of its own, and what comes after.

A library counts with what it brings, so the order matters: who comes first pays for what both need. Resident memory in MB of
2^20 bytes; parts of it are libraries' files, which the kernel shares with other processes that map the same ones.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

STAGES = (
    ("the interpreter", "import os"),
    ("asyncio, ssl", "import asyncio, ssl"),
    ("pydantic, settings", "from bot import log, memory, modes, settings; memory.keep_small()"),
    ("aiogram, aiohttp", "from bot import light_models; light_models.install()"),
    ("Telethon, cryptg", "from core.telegram import light_types; light_types.install(); import telethon"),
    ("cryptography", "import cryptography.hazmat.primitives.ciphers.aead"),
    ("SQLite", "import aiosqlite"),
    ("httpx, stamina", "import httpx, stamina"),
    ("Fluent, babel", "import fluent.runtime, babel.numbers"),
    ("APScheduler", "import apscheduler.schedulers.asyncio"),
    ("the fast XOR (cffi)", "import Cryptodome.Util.strxor"),
    ("the app itself", "import bot.app"),
)
_RUN = """
import json, sys
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * {page} / 2**20
found = []
for code in json.loads(sys.argv[1]):
    exec(code)
    found.append(resident())
print(json.dumps(found))
"""


def stages(environment: dict[str, str]) -> list[tuple[str, float]]:
    """(name, MB that it added), in the order of import."""
    import resource

    script = _RUN.replace("{page}", str(resource.getpagesize()))
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps([code for _, code in STAGES])],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    sums = json.loads(done.stdout)
    return [(name, now - before) for (name, _), now, before in zip(STAGES, sums, [0.0, *sums], strict=False)]


def kinds(pid: int) -> dict[str, float]:
    """A process's resident memory by kind, from smaps_rollup: MB."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size = line.split(":")
        found[name] = int(size.split()[0]) / 1024
    return {
        "rss": found["Rss"], "pss": found["Pss"], "private_dirty": found["Private_Dirty"], "anonymous": found["Anonymous"],
    }  # fmt: skip


def table(imports: list[tuple[str, float]], fresh: float, idle: float, by_kind: dict[str, float], threads: int) -> str:
    """Lines to print."""
    imported = sum(size for _, size in imports)
    rows = [
        *imports,
        ("started: database, certificates, sessions, models, texts", fresh - imported),
        ("after a video: more models, the pictures' library", idle - fresh),
    ]
    lines = [f"  {size:>6.1f}  {name}" for name, size in rows]
    lines.append(f"  {idle:>6.1f}  idle, with {threads} threads")
    lines.append(
        f"Of {by_kind['rss']:.1f} MB resident {by_kind['private_dirty']:.1f} are its own (written to), the rest libraries' files; "
        f"by share (PSS) {by_kind['pss']:.1f}."
    )
    return "\n".join(lines)
