"""How fast, and at what cost, a video goes up: our uploader beside four others, and what its floor is made of.

    python -m benchmarks.upload [--json FILE] [--mb 128] [--rounds 3] [--share 0.25] [--no-presses]

Each run is a process of its own on one core, as on the smallest machine this runs on; the server (the sandbox's, head_only: it
decrypts the head of a part and throws the rest away) is another on a second core. `--share` leaves the client only a part of
its core, the rest is spun away by others. The data is incompressible. Runs of the peers take turns, and medians are told,
because a shared machine is noisy. Round trips are 0, 50 and 200 ms; where a peer sends one part a round trip, or four, it
sends only a share of the file, as its rate is steady from the first part on.

Peers: Telethon's upload_file as shipped and with its gzip patched out (512 KiB parts: its best), the four-connection technique
(upload_four.py), Kurigram's save_file, and the encryption alone by cryptg (`raw`).

What the floor of an upload is made of, in CPU seconds a GB (upload_floor.py, printed by every run): reading from the page
cache, SHA-256 (MTProto's message key), AES-IGE, and the kernel's copy into the socket. IGE is the largest by far: each block
waits for the one before it, so that neither more cores nor wider instructions help one chunk. By cryptg alone it costs nearly
as much as all four pieces do with OpenSSL's CBC (core/telegram/ige.py). What is left above the floor is Python and the event
loop. A thread for hash and encryption was tried and left out: more CPU seconds a GB in five of six pairs (handing over, two
caches), for a loop that is not blocked for the 2 ms that a chunk takes; cryptg would not even leave the interpreter's lock.

Then the app itself: presses are answered while two gigabytes go up unthrottled (benchmarks/conversation.py).

Figures: speedup_0ms, speedup_50ms, speedup_200ms (ours / Telethon's, MB/s), cpu_vs_raw (CPU seconds a GB, ours / AES-IGE by
cryptg alone), cpu_vs_telethon_no_gzip (the same, ours / Telethon's with gzip patched out), peak_rss_mb (a process that uploads
2 GB with ours), press_p99_ms_while_uploading.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import conversation

PEERS = {
    "ours": "Uploader.upload",
    "telethon": "Telethon upload_file (cryptg)",
    "telethon_no_gzip": "Telethon, gzip patched out",
    "four": "four connections (FastTelethon's way)",
    "kurigram": "Kurigram save_file (TgCrypto)",
    "raw": "AES-IGE alone (cryptg, one core)",
}
FLOOR = ("read", "sha256", "ige_openssl", "write")
RTTS = (0, 50, 200)  #: milliseconds
LARGE = 4000 * 512 * 1024  #: the largest file of an account without Premium
PRESSES = 400
Figures = dict[str, float]
Runs = dict[tuple[str, int], list[Figures]]  #: by peer and round trip


def sent_mb(peer: str, rtt: int, mb: int) -> int:
    """How much of the file: some seconds' worth, since a slow peer's rate is the same at its first part and at its last."""
    if peer in ("telethon", "four") and rtt == 0:
        return min(mb, 96)
    most = {"telethon": 2400, "four": 6400, "kurigram": 6400}.get(peer)
    return min(mb, most // rtt) if most and rtt else mb


def cores() -> tuple[int, int]:
    """One core for the client, one for the server; the same if there is one only."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


@contextmanager
def server(core: int) -> Iterator[tuple[dict[str, Any], subprocess.Popen[str]]]:
    """The server's process, and where it listens."""
    command = [sys.executable, "-m", "benchmarks.upload_server", str(core)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline()), process
        finally:
            process.stdin.close()
            process.wait(timeout=30)


def set_rtt(process: subprocess.Popen[str], milliseconds: int) -> None:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"rtt {milliseconds / 1000}\n")
    process.stdin.flush()
    if process.stdout.readline() != "ok\n":
        raise SystemExit("the benchmark's server has gone")


def run(peer: str, job: dict[str, Any], core: int) -> Figures:
    command = [sys.executable, "-m", "benchmarks.upload_peers", peer, str(core)]
    done = subprocess.run(
        command, input=json.dumps(job) + "\n", capture_output=True, text=True, timeout=900, check=False
    )
    if done.returncode:
        raise SystemExit(f"{peer} failed:\n{done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def random_file(path: Path, size: int) -> Path:
    """Incompressible: one random block of 64 MiB over and over, far beyond what gzip looks back."""
    block = secrets.token_bytes(64 * 1024 * 1024)
    with path.open("wb") as file:
        for start in range(0, size, len(block)):
            file.write(block[: size - start])
    return path


@contextmanager
def spun_away(core: int, share: float) -> Iterator[None]:
    """Others keep the core busy, so that the client has about so much of it."""
    spin = f"import os\nos.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(round(1 / share) - 1)]
    try:
        yield
    finally:
        for one in others:
            one.kill()
            one.wait()


def measure(mb: int, rounds: int, share: float, say: Callable[[str], None]) -> tuple[Runs, Figures, Figures]:
    """-> every run of every peer at every round trip, the pieces of the floor, the run of 2 GB."""
    client_core, server_core = cores()
    runs: Runs = {}
    with (
        tempfile.TemporaryDirectory(prefix="bench-upload-") as folder,
        server(server_core) as (where, process),
        spun_away(client_core, share),
    ):
        path = random_file(Path(folder) / "video.mp4", mb * 1024 * 1024)
        short = Path(folder) / "short.mp4"
        for number, rtt in product(range(rounds), RTTS):
            set_rtt(process, rtt)
            for peer in PEERS:
                if peer in ("raw", "telethon_no_gzip") and rtt:
                    continue
                sent = path
                if peer == "kurigram" and sent_mb(peer, rtt, mb) < mb:
                    sent = random_file(short, sent_mb(peer, rtt, mb) * 1024 * 1024)
                figures = run(peer, {**where, "path": str(sent), "mb": sent_mb(peer, rtt, mb)}, client_core)
                runs.setdefault((peer, rtt), []).append(figures)
                say(f"round {number + 1}: {peer} at {rtt} ms: {figures['mb_s']:.1f} MB/s")
        set_rtt(process, 0)
        pieces = run("floor", {"path": str(path), "other_core": server_core}, client_core)
        random_file(path, LARGE)
        large = run("ours", {**where, "path": str(path), "mb": LARGE}, client_core)
        say(f"2 GB: {large['mb_s']:.1f} MB/s, peak {large['peak_rss_mb']:.0f} MB")
    return runs, pieces, large


def summed_up(runs: Runs, large: Figures) -> Figures:
    def middle(peer: str, rtt: int, figure: str) -> float:
        return median(one[figure] for one in runs[peer, rtt])

    def cpu_against(peer: str) -> float:
        pairs = zip(runs["ours", 0], runs[peer, 0], strict=True)
        return median(one["cpu_s_gb"] / other["cpu_s_gb"] for one, other in pairs)

    speedups = {f"speedup_{rtt}ms": middle("ours", rtt, "mb_s") / middle("telethon", rtt, "mb_s") for rtt in RTTS}
    return {
        **speedups,
        "cpu_vs_raw": cpu_against("raw"),
        "cpu_vs_telethon_no_gzip": cpu_against("telethon_no_gzip"),
        "peak_rss_mb": large["peak_rss_mb"],
    }


def table(runs: Runs, pieces: Figures, large: Figures) -> str:
    heads = "".join(f"{f'MB/s, {rtt} ms':>14}" for rtt in RTTS)
    lines = [f"{'':38}{heads}{'CPU s/GB':>10}{'peak MB':>9}"]
    for peer, name in PEERS.items():
        rates = [median(one["mb_s"] for one in runs[peer, rtt]) if (peer, rtt) in runs else None for rtt in RTTS]
        shown = "".join(f"{'-':>14}" if rate is None else f"{rate:14.1f}" for rate in rates)
        cpu = median(one["cpu_s_gb"] for one in runs[peer, 0])
        lines.append(f"{name:38}{shown}{cpu:10.2f}{max(one['peak_rss_mb'] for one in runs[peer, 0]):9.0f}")
    nothing = f"{'-':>14}" * (len(RTTS) - 1)
    lines.append(
        f"{'Uploader.upload, 2 GB':38}{large['mb_s']:14.1f}{nothing}{large['cpu_s_gb']:10.2f}{large['peak_rss_mb']:9.0f}"
    )
    parts = " + ".join(f"{name} {pieces[name]:.2f}" for name in FLOOR)
    lines.append(f"\nthe floor, CPU s/GB: {parts} = {sum(pieces[name] for name in FLOOR):.2f}")
    lines.append(f"(AES-IGE by cryptg, beside ige_openssl: {pieces['ige_cryptg']:.2f})")
    return "\n".join(lines)


def main() -> None:
    reader = argparse.ArgumentParser(description="Upload speed and cost, beside the peers.")
    reader.add_argument("--json", type=Path, help="also write the figures there, as one flat object")
    reader.add_argument("--mb", type=int, default=128, help="size of the file in MiB")
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--share", type=float, default=1.0, help="of its core that the client gets")
    reader.add_argument("--no-presses", action="store_true", help="leave out the app and the presses")
    options = reader.parse_args()

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    began = os.getloadavg()[0]
    runs, pieces, large = measure(options.mb, options.rounds, options.share, say)
    figures = summed_up(runs, large)
    if not options.no_presses:
        pressed = asyncio.run(conversation.measure(2_000_000_000, PRESSES))
        figures["press_p99_ms_while_uploading"] = pressed["press_p99_ms"]
        say(f"{pressed['presses']:.0f} presses while {pressed['upload_mb_s']:.0f} MB/s go up")
    print(
        f"{options.mb} MiB of random data, {options.rounds} rounds, medians; client on one core, server on another (head_only);"
        f" load of the machine {began:.1f} before and {os.getloadavg()[0]:.1f} after\n"
    )
    print(table(runs, pieces, large) + "\n")
    for name, value in figures.items():
        print(f"{name} {value:.2f}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
