"""Whom the app's HTTPS trusts: certifi's authorities, and one of the owner's. One context for all clients.

To read the list takes a small machine 0.1 s and 1 MB each time. What is read once stays: a changed file counts from the next start.
"""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path

import certifi


@lru_cache(maxsize=2)
def trusted(ca: Path | None = None) -> ssl.SSLContext:
    """ca: a PEM file of more authorities. Raises OSError (ssl.SSLError is one) for one that can't be read."""
    context = ssl.create_default_context(cafile=certifi.where())
    if ca is not None:
        context.load_verify_locations(cafile=ca)
    return context
