"""README's list of hosts is the whole of them: each that stands in the code, each that the sandbox has to play."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from core.telegram.access import FIRST_DC
from core.youtube.registry import PUBLIC

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text("utf-8")
HOST = re.compile(r"https?://([\w.-]+\.[a-z]+)\b")
#: What looks like an address and is asked for by nobody: the name of a right at Google, a mirror in an example.
NAMES = {"www.googleapis.com", "mirror.example"}


def asked() -> set[str]:
    """The first column of README's table; `*.` stands for any."""
    table = README.partition("Every host that it ever asks:")[2].partition("\n\n|")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    return {host for cell in cells for host in re.findall(r"`([\w.*-]+\.[\w]+)`", cell)}


def shown() -> set[str]:
    """Those that README says are links for the owner to open."""
    sentence = README.partition("Links to ")[2].partition("are shown for you to open")[0]
    return set(re.findall(r"`([\w.]+)`", sentence))


def strings(tree: ast.AST) -> Iterator[str]:
    """Every text of a module but its docstrings."""
    documented = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@cache
def in_the_code() -> dict[str, set[str]]:
    """host -> the modules that name it. The demo's own are of its world on loopback."""
    found: dict[str, set[str]] = {}
    for room in ("bot", "core", "storage"):
        for file in (TOP / room).rglob("*.py"):
            source = file.read_text("utf-8")
            for text in strings(ast.parse(source)) if "://" in source else ():
                for host in HOST.findall(text):
                    found.setdefault(host, set()).add(file.relative_to(TOP).as_posix())
    return found


def listed(host: str) -> bool:
    return any(fnmatch(host, one) for one in asked())


def test_every_host_in_the_code_is_asked_or_shown_as_readme_says() -> None:
    registry = PUBLIC.split("/")[2]
    found = {host: where for host, where in in_the_code().items() if host not in NAMES}

    assert found.pop(registry) == {"core/youtube/registry.py"}, "it is named in one place; an owner may set another"
    assert len(found) > 10
    assert {host: where for host, where in found.items() if not listed(host) and host not in shown()} == {}
    assert shown() - set(found) == set(), "README names a link that is nowhere"


def test_every_host_that_readme_lists_is_asked_by_something() -> None:
    code = {host for host in in_the_code() if listed(host)}
    pictures = set(re.findall(r'"(\.\w+\.com)"', (TOP / "core/youtube/pictures.py").read_text("utf-8")))
    played = set(hosts_of_the_sandbox())
    known = code | {f"*{end}" for end in pictures} | played | {"api.telegram.org", FIRST_DC[1], "*.googlevideo.com"}

    assert {one for one in asked() if one not in known} == set()
    assert FIRST_DC[1] in asked()


def hosts_of_the_sandbox() -> list[str]:
    world = (TOP / "sandbox/youtube/world.py").read_text("utf-8")
    return re.findall(r'^ {12}"([\w.]+\.\w+)": ', world, re.MULTILINE)


def test_every_host_that_the_sandbox_plays_because_ytdlp_asks_it_is_listed() -> None:
    played = [host for host in hosts_of_the_sandbox() if host not in NAMES]

    assert len(played) >= 5
    assert [host for host in played if not listed(host)] == []
