"""Memory that was needed for a moment goes back to the system.

glibc keeps what was freed, for each thread that asked for some, and learns from the first picture of 3 MB to take the next ones
from where they can't be given back: after one video 10 MB of holes. So all threads share one heap (they take turns at Python's
lock anyway), and what is larger than 128 KB is mapped for itself and unmapped when it is freed.
"""

from __future__ import annotations

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  #: malloc.h
ENOUGH = 128 * 1024


def keep_small() -> bool:
    """Once, before there are threads. -> whether this C library has such settings (musl has none, and needs none)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return all([mallopt(MMAP_THRESHOLD, ENOUGH), mallopt(TRIM_THRESHOLD, ENOUGH), mallopt(ARENA_MAX, 1)])
