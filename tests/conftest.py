"""For all tests: they run from any folder, and import aiogram as the app does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot import light_models

# Processes that tests start find the packages wherever they are started.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(Path(__file__).resolve().parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
)
if "aiogram" not in sys.modules:
    light_models.install()
