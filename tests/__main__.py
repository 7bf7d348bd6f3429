"""`./yagami test`: format, lint, types, contracts, every test; one gate, one command.

`--large` for the ones outside of it: gigabytes of data, the longest chains of kills, and each property with many more examples.

Anything else on the command line is handed to pytest alone, for example `./yagami test tests/stories -k kill`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("lint", [BIN / "ruff", "check", "--quiet", "--output-format", "concise", "."]),
    ("contracts", [BIN / "lint-imports"]),
)
TYPES = [str(BIN / "mypy")]


def main() -> int:
    words = sys.argv[1:]
    pytest = [sys.executable, "-m", "pytest"]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of hundreds of processes compiles everything anew
    if "--large" in words:
        words.remove("--large")
        environment["HYPOTHESIS_PROFILE"] = "large"
        return run("large tests", [*pytest, "-m", "large or hypothesis", *words], environment)
    if words:
        return run("tests", [*pytest, *words], environment)
    failed = [name for name, command in CHECKS if run(name, [str(part) for part in command], environment)]
    # more at once than there are cores: most of a story is waiting
    tests = [*pytest, "-q", "-m", "not large", "-n", str(1 + 2 * (os.cpu_count() or 2)), "--dist", "worksteal"]
    with ThreadPoolExecutor() as beside:  # the types of everything are read meanwhile: two minutes the first time
        types = beside.submit(run, "types", TYPES, environment)
        if run("tests", tests, environment):
            failed.append("tests")
    if types.result():
        failed.append("types")
    sys.stdout.write(f"yagami test: {'FAILED: ' + ', '.join(failed) if failed else 'all green'}\n")
    return 1 if failed else 0


def run(name: str, command: list[str], environment: dict[str, str]) -> int:
    """Run one check, say how it went -> its exit code."""
    started = time.monotonic()
    code = subprocess.run(command, cwd=TOP, env=environment, check=False).returncode
    sys.stdout.write(f"-- {name}: {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - started:.0f} s\n")
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
