"""How fast, and at what cost, a video goes up: our uploader, Telethon's own upload_file, Kurigram's save_file, and raw encryption.

    python -m benchmarks.upload [--json FILE] [--mb 256] [--rounds 3]

Each run is a process of its own on one core; the server (the sandbox's, head_only: it decrypts the head of a part and
throws the rest away) is another on a second core. The data is incompressible. Runs of the peers take turns, and medians are
told, because a shared machine is noisy. At 50 ms of round trip Telethon's upload_file sends only a part of the file
(--slow-mb) in the part size of the whole: one part a round trip is steady from the first on.

Figures: speedup_0ms, speedup_50ms (ours / Telethon's, MB/s), cpu_vs_raw (CPU seconds a GB, ours / AES-IGE alone),
peak_rss_mb (a process that uploads 2 GB with ours).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

PEERS = {
    "ours": "Uploader.upload",
    "telethon": "Telethon upload_file (cryptg)",
    "kurigram": "Kurigram save_file (TgCrypto)",
    "raw": "AES-IGE alone (cryptg, one core)",
}
RTTS = (0, 50)  #: milliseconds
LARGE = 4000 * 512 * 1024  #: the largest file of an account without Premium
Figures = dict[str, float]


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


def measure(mb: int, slow_mb: int, rounds: int, say: Any) -> tuple[dict[tuple[str, int], list[Figures]], Figures]:
    client_core, server_core = cores()
    runs: dict[tuple[str, int], list[Figures]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-upload-") as folder, server(server_core) as (where, process):
        path = random_file(Path(folder) / "video.mp4", mb * 1024 * 1024)
        for number in range(rounds):
            for rtt in RTTS:
                set_rtt(process, rtt)
                for peer in PEERS:
                    if peer == "raw" and rtt:
                        continue
                    job = {**where, "path": str(path), "mb": slow_mb if peer == "telethon" and rtt else mb}
                    figures = run(peer, job, client_core)
                    runs.setdefault((peer, rtt), []).append(figures)
                    say(f"round {number + 1}: {peer} at {rtt} ms: {figures['mb_s']:.1f} MB/s")
        set_rtt(process, 0)
        random_file(path, LARGE)
        large = run("ours", {**where, "path": str(path), "mb": LARGE}, client_core)
        say(f"2 GB: {large['mb_s']:.1f} MB/s, peak {large['peak_rss_mb']:.0f} MB")
    return runs, large


def main() -> None:
    reader = argparse.ArgumentParser(description="Upload speed and cost, beside the peers.")
    reader.add_argument("--json", type=Path, help="also write the figures there, as one flat object")
    reader.add_argument("--mb", type=int, default=256, help="size of the file in MiB")
    reader.add_argument("--slow-mb", type=int, default=48, help="how much of it Telethon's upload_file sends at 50 ms")
    reader.add_argument("--rounds", type=int, default=3)
    options = reader.parse_args()
    runs, large = measure(
        options.mb, options.slow_mb, options.rounds, lambda line: print(line, file=sys.stderr, flush=True)
    )

    def middle(peer: str, rtt: int, figure: str) -> float:
        return median(one[figure] for one in runs[peer, rtt])

    print(
        f"{options.mb} MiB of random data, {options.rounds} rounds, medians; client on one core, server on another (head_only)\n"
    )
    print(f"{'':34}{'MB/s, 0 ms':>12}{'MB/s, 50 ms':>13}{'CPU s/GB':>10}{'peak MB':>9}")
    for peer, name in PEERS.items():
        slow = f"{middle(peer, 50, 'mb_s'):13.1f}" if (peer, 50) in runs else f"{'-':>13}"
        print(
            f"{name:34}{middle(peer, 0, 'mb_s'):12.1f}{slow}{middle(peer, 0, 'cpu_s_gb'):10.2f}"
            f"{max(one['peak_rss_mb'] for one in runs[peer, 0]):9.0f}"
        )
    print(
        f"{'Uploader.upload, 2 GB':34}{large['mb_s']:12.1f}{'-':>13}{large['cpu_s_gb']:10.2f}{large['peak_rss_mb']:9.0f}\n"
    )
    figures = {
        "speedup_0ms": middle("ours", 0, "mb_s") / middle("telethon", 0, "mb_s"),
        "speedup_50ms": middle("ours", 50, "mb_s") / middle("telethon", 50, "mb_s"),
        "cpu_vs_raw": median(
            one["cpu_s_gb"] / bare["cpu_s_gb"] for one, bare in zip(runs["ours", 0], runs["raw", 0], strict=True)
        ),
        "peak_rss_mb": large["peak_rss_mb"],
    }
    for name, value in figures.items():
        print(f"{name} {value:.2f}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
