"""Every sentence that the code can say has its words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from core.errors import Condition
from locales import texts

#: What makes a trouble of a key; the underscored ones stand in the tables of yt-dlp's errors.
MAKERS = {"Retry", "Permanent", "Suspicious", "_skip", "_item", "_youtube", "_permanent"}
CORE = Path(__file__).resolve().parent.parent / "core"


def keys_in_code() -> dict[str, set[str]]:
    """The first argument of everything that makes a trouble, by whatever name, and of Suspicious; and what fills its words."""
    found: dict[str, set[str]] = {f"condition-{condition}": set() for condition in Condition}
    for file in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                for arg in node.args[:1]:
                    if isinstance(arg, ast.Constant):
                        found[str(arg.value)] = found.get(str(arg.value), given) & given
    return found


@pytest.mark.parametrize("key", sorted(keys_in_code()))
def test_every_trouble_has_its_words(key: str) -> None:
    assert texts().get(key, **dict.fromkeys(keys_in_code()[key], 1))


def test_a_missing_text_is_an_error_and_never_an_empty_line() -> None:
    with pytest.raises(KeyError):
        texts().get("no-such-text")
