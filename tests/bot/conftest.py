"""aiogram as the app loads it. A conftest is read before the tests' modules, so this comes first in every worker."""

from __future__ import annotations

import sys

from bot import light_models

if "aiogram" not in sys.modules:
    light_models.install()
