"""`./yagami chaos`: a week of kills, then every fault at every call.

    ./yagami chaos [--kills 500] [--seed N] [--table docs/chaos.md] [--only kills|faults]

Ctrl-C ends the week early: what is owed comes, and the reckoning is made.
Exit code 1 if anything is lost, doubled or otherwise wrong; the list says what.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.stories import forking

from .reckoning import Reckoning, reckon
from .remains import descriptors, is_open, processes_of
from .table import page
from .week import Plan, Week, week

TOP = Path(__file__).resolve().parent.parent.parent
EVERY = 30.0  #: seconds between two lines of progress
MATRIX = "tests.faults"


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="yagami chaos", description="Kills the app again and again through a simulated week."
    )
    parser.add_argument("--kills", type=int, default=500, help="SIGKILLs (500)")
    parser.add_argument("--seed", type=int, default=None, help="of an earlier run, to make its plan once more")
    parser.add_argument("--table", type=Path, default=TOP / "docs" / "chaos.md", help="where the result is written")
    parser.add_argument("--keep", type=Path, help="where the app's log and data are copied to if anything is wrong")
    parser.add_argument("--only", choices=("kills", "faults"), help="one half of it")
    given = parser.parse_args(words)
    seed = random.randrange(1_000_000) if given.seed is None else given.seed
    good = True
    if given.only != "faults":
        good = asyncio.run(kills(Plan(seed, given.kills), given.table, given.keep))
    if given.only != "kills" and importlib.util.find_spec(MATRIX):
        command = [sys.executable, "-m", MATRIX, "--seed", str(seed), "--table", "docs/faults.md"]
        good = subprocess.run(command, cwd=TOP, check=False).returncode == 0 and good
    return 0 if good else 1


async def kills(plan: Plan, file: Path, keep: Path | None = None) -> bool:
    """-> whether nothing is wrong."""
    say(f"seed {plan.seed}, {plan.kills} kills")
    await asyncio.to_thread(forking.parent)
    before, began = descriptors(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yagami-chaos-") as folder:
        async with week(Path(folder), plan) as it:
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, vars(it).update, {"enough": True})
            await it.live(Progress())
            found = await reckon(it)
            if keep is not None and not found.is_good:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / "world.json").write_text(json.dumps(await everything(it), indent=1, ensure_ascii=False))
            ports = ports_of(it)
        remains = processes_of(Path(folder))
        if keep is not None and not found.is_good:
            shutil.copytree(folder, keep, dirs_exist_ok=True)
    remains += [f"port {one} is open" for one in ports if is_open(one)]
    if (after := descriptors()) > before:
        remains.append(f"{after - before} file descriptors")
    took = time.monotonic() - began
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(it, found, remains, took, datetime.now(UTC)))  # noqa: TID251  the day of the run
    tell(it, found, remains, took)
    return found.is_good and not remains


class Progress:
    """A line every half a minute."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()

    async def __call__(self, week: Week) -> None:
        now = time.monotonic()
        if now - self._said_at >= EVERY:
            self._said_at = now
            lost, doubled = await week.so_far()
            for one in [*lost, *doubled]:
                say(f"{'lost' if one in lost else 'doubled'}: {one}")
            day = (week.clock.now() - week.began) / 86_400
            say(f"{now - week.starting:.0f} s  day {day:.1f}  kills {week.deaths.kills}  events {len(week.people.ledger)}  "
                f"told {week.told()}  lost {len(lost)}  doubled {len(doubled)}  (a start: {week.lives.start:.1f} s)")  # fmt: skip


def tell(week: Week, found: Reckoning, remains: list[str], took: float) -> None:
    for what, lines in (("LOST", found.lost), ("DOUBLED", found.doubled), ("WRONG", found.wrong), ("LEFT", remains)):
        for one in lines:
            say(f"{what} {one}")
    say(f"seed {week.plan.seed}: {week.deaths.kills} kills in {took / 60:.1f} minutes, {len(week.people.ledger)} events, "
        f"{found.posts} posts, {found.videos} files, {len(found.lost)} lost, {len(found.doubled)} doubled")  # fmt: skip


async def everything(week: Week) -> dict[str, object]:
    """What happened and what stands there, to look into."""
    chats = {chat: await week.home.world.read(chat) for chat in ("likes", "subscriptions", "history", "dm")}
    return {
        "ledger": [asdict(one) for one in week.people.ledger],
        "links": [asdict(one) for one in week.owner.links],
        "chats": chats,
    }


def ports_of(week: Week) -> list[int]:
    """Of the sandbox's doors: they are shut with it, and no app holds one open."""
    known = week.home.addresses
    urls = [known["control"], known["bot_api"], known["proxy"], known["package_index"]]
    return [known["mtproto"]["port"], *(int(url.split("//")[1].split("/")[0].rsplit(":", 1)[1]) for url in urls)]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
