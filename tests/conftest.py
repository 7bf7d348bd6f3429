"""For all tests: they run from any folder and import aiogram as the app does; no property is timed, as load is no bug.

HYPOTHESIS_PROFILE=large looks for longer (`./yagami test --large`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

from bot import light_models

# Processes that tests start find the packages wherever they are started.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(Path(__file__).resolve().parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
)
for profile, examples in (("gate", 60), ("large", 1000)):
    settings.register_profile(
        profile, max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
if "aiogram" not in sys.modules:
    light_models.install()
