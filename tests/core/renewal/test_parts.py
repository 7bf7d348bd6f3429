"""What a release needs beside itself is read from its own metadata, and only that."""

from __future__ import annotations

from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

from core.renewal import parts
from core.renewal.install import built_in
from core.renewal.releases import Release

PYTHON = "3.11.7"


def at(version: str, python: str = "", *, yanked: bool = False) -> Release:
    return Release(version, "f", "u", "h", python=python, yanked=yanked)


def test_the_installed_yt_dlps_own_metadata_is_understood() -> None:
    about = parts.metadata(str(distribution("yt-dlp").read_text("METADATA")))
    assert about.name == "yt-dlp"
    needed = {one.name for one in parts.needed(about.needs, (parts.EXTRA,))}
    assert {"yt-dlp-ejs", "certifi", "requests", "websockets"} <= needed
    assert not {"deno", "curl-cffi", "brotlicffi"} & needed, "other extras and other Pythons are not meant"
    there = built_in()
    assert parts.is_there(Requirement("yt-dlp-ejs>=0.1"), there)


@pytest.mark.parametrize("line", ["certifi @ https://elsewhere.example/x.whl", "???", "a b c"])
def test_a_requirement_that_names_an_address_or_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="requirement"):
        parts.needed([line])


@pytest.mark.parametrize("text", ["", "Name: x", "Version: 1", "Name: x\nVersion: one"])
def test_no_metadata_is_no_wheel(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever says so
        parts.metadata(text)


@pytest.mark.parametrize(
    ("wanted", "exact"), [("x==1.0", True), ("x===1.0", True), ("x==1.*", False), ("x>=1", False), ("x", False)]
)
def test_what_is_wanted_exactly_has_to_be_had(wanted: str, exact: bool) -> None:
    assert parts.is_exact(Requirement(wanted)) is exact


def test_the_newest_that_fits_is_taken() -> None:
    offered = [at("1.0"), at("1.9"), at("2.0"), at("1.9.1", yanked=True), at("1.9.5", ">=3.14"), at("1.10rc1")]
    best = parts.best(Requirement("x<2"), offered, PYTHON)
    assert best is not None
    assert best.version == "1.9"
    assert parts.best(Requirement("x>=3"), offered, PYTHON) is None
