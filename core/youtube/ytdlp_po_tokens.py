"""Proofs of origin for a yt-dlp child, from bgutil's provider, where the owner runs one (YAGAMI_PO_TOKEN_URL).

YouTube's web clients get their streams only with such a token; those that yt-dlp asks first need none, so this is a help for
lines that YouTube mistrusts, and nothing without which anything fails: what goes wrong here is a warning, and yt-dlp goes on.

A child loads no plugin by itself (ytdlp_process.py: neither one that the owner's own yt-dlp has, nor this one). The two modules are
loaded here by their file, out of the package that the lock names, so that no folder of plugins can come before it. They know
yt-dlp's inside: a newer yt-dlp in which they do not fit any more goes on without them.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution

PACKAGE = "bgutil-ytdlp-pot-provider"
#: In the order in which they need each other. The provider's other half runs a script, which nobody has here.
MODULES = ("yt_dlp_plugins.extractor.getpot_bgutil", "yt_dlp_plugins.extractor.getpot_bgutil_http")


def extractor_args(url: str | None, warn: Callable[[str], None]) -> dict[str, dict[str, list[str]]]:
    """The provider is there for yt-dlp from now on -> the `extractor_args` that tell where it listens. Nothing without a url."""
    if url is None:
        return {}
    try:
        _load()
    except Exception as error:  # noqa: BLE001  foreign code on yt-dlp's inside
        warn(f"no PO tokens: {type(error).__name__}: {error}")
        return {}
    return {"youtubepot-bgutilhttp": {"base_url": [url]}}


def _load() -> None:
    """Once a process: yt-dlp refuses a provider that comes again."""
    installed = distribution(PACKAGE)
    for name in MODULES:
        if name in sys.modules:
            continue
        file = installed.locate_file(f"{name.replace('.', '/')}.py")
        spec = importlib.util.spec_from_file_location(name, str(file))
        if spec is None or spec.loader is None:
            raise PackageNotFoundError(PACKAGE)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
