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


def keys_in_code() -> set[str]:
    """The first argument of everything that makes a trouble, by whatever name, and of Suspicious."""
    found = set[str]()
    for file in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found | {f"condition-{condition}" for condition in Condition}


@pytest.mark.parametrize("key", sorted(keys_in_code()))
def test_every_trouble_has_its_words(key: str) -> None:
    assert texts().get(key)


def test_a_missing_text_is_an_error_and_never_an_empty_line() -> None:
    with pytest.raises(KeyError):
        texts().get("no-such-text")
