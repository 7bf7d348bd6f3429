"""What is installed is all of the app: every package, and every file that is no Python."""

from __future__ import annotations

import tomllib
from pathlib import Path

from setuptools import find_packages

from bot import VERSION

TOP = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
INSTALLED = ("bot", "core", "storage", "locales", "sandbox")


def test_the_version_is_said_once_and_once_for_who_runs_it_from_its_folder() -> None:
    assert PROJECT["project"]["version"] == VERSION


def test_every_package_is_installed_and_nothing_else() -> None:
    find = PROJECT["tool"]["setuptools"]["packages"]["find"]
    folders = [file.parent for name in INSTALLED for file in (TOP / name).rglob("__init__.py")]

    assert find["namespaces"] is False
    assert set(find_packages(str(TOP), include=find["include"])) == {_dotted(folder) for folder in folders}


def test_every_folder_with_a_module_is_a_package() -> None:
    modules = [file for name in INSTALLED for file in (TOP / name).rglob("*.py")]

    assert [file for file in modules if not (file.parent / "__init__.py").exists()] == []


def test_every_data_file_is_installed() -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]
    found = [file for name in INSTALLED for file in (TOP / name).rglob("*") if file.is_file()]
    needed = [file for file in found if file.suffix not in (".py", ".pyc", ".md")]

    assert needed
    assert [file for file in needed if not any(map(file.match, data.get(_dotted(file.parent), [])))] == []


def test_the_command_is_the_apps_own_main() -> None:
    assert PROJECT["project"]["scripts"] == {"yagami": "bot.__main__:main"}


def test_the_image_is_made_of_what_is_there_and_of_nothing_that_may_change() -> None:
    lines = (TOP / "Dockerfile").read_text("utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    stages = {line.split()[-1] for line in lines if line.startswith("FROM ") and " AS " in line}
    copied = [
        name for line in lines if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]
    ]

    assert all(base in stages or "@sha256:" in base for base in bases)
    assert [name for name in copied if not (TOP / name).exists()] == []
    assert not any(
        "apt-get" in line or "curl" in line or ("pip install" in line and "--require-hashes" not in line)
        for line in lines
    )
    ignored = (TOP / ".dockerignore").read_text("utf-8")
    assert [name for name in copied if not name.endswith(".lock") and f"!{name}" not in ignored] == []


def _dotted(folder: Path) -> str:
    return ".".join(folder.relative_to(TOP).parts)
