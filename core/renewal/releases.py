"""What the package registry offers of one project: the answer of its simple API (JSON, PEP 691 and 700), read with distrust. Pure.

Only wheels that run anywhere (py3-none-any) and come with a SHA-256 count. A file that can't be read is left out, so that one
odd entry hides no release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

ANYWHERE = Tag("py3", "none", "any")
MOST = 2**63  #: no file has as many bytes
_DIGITS = set("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Release:
    """One version, as the wheel that would be fetched."""

    version: str  #: normalized, as it names folders and rows
    file: str
    url: str
    sha256: str
    size: int | None = None
    uploaded_at: float | None = None  #: None: the registry does not say it
    python: str = ""  #: what it asks of Python: ">=3.11"
    yanked: bool = False

    @property
    def parsed(self) -> Version:
        return Version(self.version)

    def runs_on(self, python: str) -> bool:
        """python: 3.11.7."""
        return SpecifierSet(self.python).contains(python, prereleases=True)


def read(page: Mapping[str, Any], project: str) -> tuple[Release, ...]:
    """The project's releases, newest first. Raises ValueError for a page that is none of this API."""
    meta, files = page.get("meta"), page.get("files")
    if not isinstance(meta, Mapping) or not str(meta.get("api-version", "")).startswith("1."):
        raise ValueError("not the simple API, version 1")
    if not isinstance(files, list) or canonicalize_name(str(page.get("name", ""))) != canonicalize_name(project):
        raise ValueError("another project's page")
    found = (one for file in files if isinstance(file, Mapping) and (one := _release(file, project)))
    return newest_first(found)


def newest_first(releases: Iterable[Release]) -> tuple[Release, ...]:
    return tuple(sorted(releases, key=lambda one: one.parsed, reverse=True))


def as_json(releases: Iterable[Release]) -> list[dict[str, Any]]:
    return [asdict(one) for one in releases]


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Release, ...]:
    return tuple(Release(**one) for one in kept)


def normal(version: str) -> str | None:
    """2026.03.03 -> 2026.3.3, as the registry calls it; None for what is no version."""
    try:
        return str(Version(version))
    except InvalidVersion:
        return None


def _release(file: Mapping[str, Any], project: str) -> Release | None:
    name, url, hashes = file.get("filename"), file.get("url"), file.get("hashes")
    if not isinstance(name, str) or not isinstance(url, str) or not isinstance(hashes, Mapping):
        return None
    if not url.isascii():  # an address is; half a surrogate pair could not even be asked for
        return None
    try:
        found, version, _, tags = parse_wheel_filename(name)
        python = file.get("requires-python") or ""
        SpecifierSet(python).contains("3.11", prereleases=True)  # what is odd in it shows when it is asked
    except (InvalidWheelFilename, InvalidVersion, InvalidSpecifier, TypeError, AttributeError):
        return None
    sha256, size = hashes.get("sha256"), file.get("size")
    if found != canonicalize_name(project) or ANYWHERE not in tags:
        return None
    if not isinstance(sha256, str) or len(sha256) != 64 or not set(sha256) <= _DIGITS:
        return None
    return Release(
        str(version), name, url, sha256, size if isinstance(size, int) and 0 < size < MOST else None,
        _moment(file.get("upload-time")), python, bool(file.get("yanked")),
    )  # fmt: skip


def _moment(said: object) -> float | None:
    """2026-11-20T10:11:12.123456Z."""
    if not isinstance(said, str):
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
