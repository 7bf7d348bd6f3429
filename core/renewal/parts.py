"""What a release needs beside itself, read from its own metadata, part by part. Pure.

A part that is built in and fits is used as it is: most are. Any other is fetched as a wheel that runs anywhere, the newest that
fits. What can't be had so (a newer part that has to be compiled, or one that the registry does not have yet) is left to what
is built in, and the trial shows whether that will do: yt-dlp takes nearly all of its parts as they come. Only a part that is named
with its exact version (yt-dlp-ejs, the scripts for YouTube's challenges) has to be had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .releases import Release

EXTRA = "default"  #: yt-dlp's own name for what it likes to have
MOST = 16  #: parts of one release; more is no yt-dlp


@dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a wheel's METADATA."""

    name: str  #: canonical
    version: str
    needs: tuple[str, ...]


def metadata(text: str) -> Metadata:
    """Raises ValueError for what is no METADATA."""
    head = HeaderParser().parsestr(text)
    name, version = head.get("Name"), head.get("Version")
    if not name or not version:
        raise ValueError("no name or version")
    return Metadata(
        canonicalize_name(str(name)), str(Version(str(version))), tuple(map(str, head.get_all("Requires-Dist") or ()))
    )


def needed(needs: Iterable[str], extras: Iterable[str] = ()) -> list[Requirement]:
    """Those that hold here. Raises ValueError for one that can't be read, or that names an address."""
    found = []
    for line in needs:
        try:
            one = Requirement(line)
        except InvalidRequirement as error:
            raise ValueError("a requirement can't be read") from error
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            if one.url is not None:
                raise ValueError("a requirement names an address")
            found.append(one)
    return found


def is_there(part: Requirement, installed: Mapping[str, str]) -> bool:
    """installed: canonical name -> version, of what is built in."""
    version = installed.get(canonicalize_name(part.name))
    return version is not None and part.specifier.contains(version, prereleases=True)


def is_exact(part: Requirement) -> bool:
    return any(one.operator in ("==", "===") and not one.version.endswith(".*") for one in part.specifier)


def best(part: Requirement, releases: Iterable[Release], python: str) -> Release | None:
    """The newest that fits; pre-releases only where nothing else does is not worth a trial: never."""
    fits = (
        one
        for one in releases
        if not one.yanked and one.runs_on(python) and part.specifier.contains(one.version, prereleases=is_exact(part))
    )
    return max(fits, key=lambda one: one.parsed, default=None)
