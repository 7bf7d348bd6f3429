"""Imported before yt-dlp by the processes that run it: what yt-dlp can use, and nothing here does, is not loaded.

A third of a child's start (0.22 of 0.68 seconds of CPU, on every look at the history too). yt-dlp takes each of them for not
installed. Tags of music files (mutagen, xattr), cookies of browsers (secretstorage), other browsers' TLS (curl_cffi), live chats
(websockets), and cffi, without which Cryptodome calls its C code by ctypes.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

UNUSED = ("cffi", "curl_cffi", "mutagen", "secretstorage", "websockets", "xattr")

for unused in UNUSED:
    sys.modules.setdefault(unused, cast("ModuleType", None))  # the import system's own way of saying that there is none
