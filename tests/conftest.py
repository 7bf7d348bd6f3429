"""For all tests: they run from any folder and import aiogram as the app does; no property is timed, as load is no bug.

HYPOTHESIS_PROFILE=large looks for longer (`./yagami test --large`).
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from bot import light_models

# What is imported and collected stays to the end: the garbage collector need not look through it again and again.
gc.disable()

TOP = Path(__file__).resolve().parent.parent
LONGEST = TOP / "tests/stories/test_kills.py"

# Processes that tests start find the packages wherever they are started.
os.environ["PYTHONPATH"] = os.pathsep.join([str(TOP), *filter(None, [os.environ.get("PYTHONPATH")])])
for profile, examples in (("gate", 60), ("large", 1000)):
    settings.register_profile(
        profile, max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
if "aiogram" not in sys.modules:
    light_models.install()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Module by module in an order that looks like chance and is the same everywhere: while a story waits others compute. The
    longest, which waits for minutes, is begun first."""
    items.sort(key=lambda one: (one.path != LONGEST, crc32(str(one.path.relative_to(TOP)).encode())))


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
