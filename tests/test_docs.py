"""README says what the program does, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import describe

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "default", "meaning"), describe(), ids=lambda value: value if value.isupper() else "")
def test_every_setting_has_its_line(name: str, default: str, meaning: str) -> None:
    assert f"| `{name}` | {default or '—'} | {meaning} |" in README


def test_no_setting_is_named_that_is_not_there() -> None:
    known = {name for name, _, _ in describe()}

    assert {name for name in re.findall(r"YAGAMI_[A-Z_]+\b", README) if not name.endswith("_")} <= known


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:core|sandbox|bot|storage|tests|benchmarks|locales)/[\w/.]+)`", README))

    assert named
    assert [name for name in sorted(named) if not (TOP / name).exists()] == []


@pytest.mark.parametrize("page", [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))], ids=lambda page: page.name)
def test_every_link_and_every_word_of_the_launcher_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:|<)([^)]+)\)", text)]
    words = set(re.findall(r"\./yagami ([a-z][a-z-]+)", text))

    assert [link for link in links if link and not (page.parent / link).exists()] == []
    assert words <= known_words()


def known_words() -> set[str]:
    launcher = (TOP / "yagami").read_text("utf-8")
    app = (TOP / "bot" / "__main__.py").read_text("utf-8")
    own = set(re.findall(r"^\./yagami ([a-z]+)", launcher, re.MULTILINE))
    return own | set(re.findall(r'add_parser\(\s*"([a-z-]+)"', app))


def test_nothing_names_a_machine_or_a_registry() -> None:
    tracked = [file for pattern in ("*.md", "docs/*.md", "*.lock", "*.toml", "*.yaml") for file in TOP.glob(pattern)]
    tracked += [TOP / ".env.example", TOP / "Dockerfile", *(TOP / ".github").rglob("*.yml")]
    for file in tracked:
        assert not re.search(
            r"(?m)(/root/|/home/|--(?:extra-)?index-url|pypi\.org|files\.pythonhosted)", file.read_text("utf-8")
        ), file
