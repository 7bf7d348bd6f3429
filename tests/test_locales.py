"""Every sentence that the code can say has its words, and every language says all of them: the same keys, the same blanks to fill,
the same markup, in its own plural forms and within Telegram's limits."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from core.errors import Condition
from core.settings import OPTIONS
from core.wording import units
from locales import languages, texts

#: What makes a trouble of a key; the underscored ones stand in the tables of yt-dlp's errors.
MAKERS = {"Retry", "Permanent", "Suspicious", "_skip", "_item", "_youtube", "_permanent"}
ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "core"
FILES = sorted(one.name for one in (ROOT / "locales" / "en").glob("*.ftl"))
OTHERS = [one for one in languages() if one != "en"]
PLURALS = {"zero", "one", "two", "few", "many", "other"}
TAG = re.compile(r"<(/?)([a-z-]+)[^>]*>")
EVERYDAY = range(1, 200)  #: numbers by which the forms of a language are told apart
#: The longest text of a kind of key, without what fills it. Telegram's own limits are wider where something does fill it.
LIMITS = {"toast": 190, "button": 40, "command": 256, "channel-title": 128, "channel-topic": 128, "channel-about": 255}
EXACT = {"about-bot": 512, "about-bot-short": 120}

Messages = dict[str, ftl.Message]


@cache
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


def button_keys() -> set[str]:
    """Whatever the code writes on a button, besides the keys that say so."""
    found = set()
    for file in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in {"button", "link", "copy"}
            ):
                for node in ast.walk(call.args[0]) if call.args else ():
                    if (
                        isinstance(node, ast.Call)
                        and isinstance(node.func, ast.Attribute)
                        and node.func.attr == "plain"
                    ):
                        found |= {str(one.value) for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}
    return found


@cache
def parsed(language: str, file: str) -> Messages:
    """The messages of one file. Raises AssertionError for what is no Fluent, or stands there twice."""
    found: Messages = {}
    for entry in FluentParser().parse((ROOT / "locales" / language / file).read_text("utf-8")).body:
        where = f"locales/{language}/{file}"
        assert not isinstance(entry, ftl.Junk), f"{where}: {entry.content}"
        assert not isinstance(entry, ftl.Term), f"{where}: -{entry.id.name}: nothing else says terms"
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{where}: {entry.id.name} stands there twice"
            assert entry.value is not None, f"{where}: {entry.id.name} has no text"
            assert not entry.attributes, f"{where}: {entry.id.name}: nothing reads attributes"
            found[entry.id.name] = entry
    return found


@cache
def everything(language: str) -> Messages:
    return {key: message for file in FILES for key, message in parsed(language, file).items()}


def walk(node: ftl.BaseNode) -> Iterator[ftl.BaseNode]:
    yield node
    for value in vars(node).values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ftl.BaseNode):
                yield from walk(one)


def variables(node: ftl.BaseNode) -> set[str]:
    return {one.id.name for one in walk(node) if isinstance(one, ftl.VariableReference)}


def selects(node: ftl.BaseNode) -> Iterator[tuple[str, dict[str, ftl.Pattern]]]:
    """What is chosen by, and the text of each choice."""
    for one in walk(node):
        if isinstance(one, ftl.SelectExpression):
            assert isinstance(one.selector, ftl.VariableReference)
            yield one.selector.id.name, {_key(variant): variant.value for variant in one.variants}


def _key(variant: ftl.Variant) -> str:
    return variant.key.value if isinstance(variant.key, ftl.NumberLiteral) else variant.key.name


def is_plural(choices: dict[str, ftl.Pattern]) -> bool:
    return "one" in choices


def words_chosen(node: ftl.BaseNode) -> dict[str, set[str]]:
    """By variable: the words among which it chooses. Neither numbers nor plural forms are: they are the language's own."""
    found: dict[str, set[str]] = {}
    for name, choices in selects(node):
        found.setdefault(name, set()).update(one for one in choices if not one.isdecimal() and one not in PLURALS)
    return found


def rendered(pattern: ftl.Pattern) -> list[str]:
    """Every text that it can become, with nothing in its blanks."""
    ways: list[list[str]] = []
    for element in pattern.elements:
        if isinstance(element, ftl.TextElement):
            ways.append([element.value])
            continue
        expression = element.expression
        if isinstance(expression, ftl.SelectExpression):
            ways.append([text for variant in expression.variants for text in rendered(variant.value)])
        else:
            ways.append([expression.value if isinstance(expression, ftl.StringLiteral) else ""])
    return ["".join(way) for way in product(*ways)]


def markup(message: ftl.Message) -> set[frozenset[tuple[str, int]]]:
    """The tags of every text that it can become, in whichever order. Raises AssertionError if they are not balanced."""
    assert message.value is not None
    found = set()
    for text in rendered(message.value):
        opened: list[str] = []
        for end, tag in TAG.findall(text):
            if not end:
                opened.append(tag)
            else:
                assert opened, f"{message.id.name}: </{tag}> closes nothing"
                assert opened.pop() == tag, f"{message.id.name}: </{tag}> closes something else"
        assert not opened, f"{message.id.name}: <{opened}> stays open"
        found.add(frozenset(Counter(tag for end, tag in TAG.findall(text) if not end).items()))
    return found


@pytest.mark.parametrize("language", languages())
def test_every_trouble_has_its_words(language: str) -> None:
    for key, fills in keys_in_code().items():
        assert texts(language).get(key, **dict.fromkeys(fills, 1)), key


def test_a_missing_text_is_an_error_and_never_an_empty_line() -> None:
    with pytest.raises(KeyError):
        texts().get("no-such-text")


def test_every_language_that_can_be_chosen_is_there() -> None:
    assert set(languages()) == set(OPTIONS["language"].values)


@pytest.mark.parametrize("language", languages())
def test_the_texts_are_packed_with_the_app(language: str) -> None:
    assert f'"locales.{language}" = ["*.ftl"]' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert (ROOT / "locales" / language / "__init__.py").is_file()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", languages())
def test_a_file_holds_the_same_keys_in_every_language(language: str, file: str) -> None:
    assert list(parsed(language, file)) == list(parsed("en", file))


@pytest.mark.parametrize("language", languages())
def test_a_language_has_no_other_files_than_english(language: str) -> None:
    assert sorted(one.name for one in (ROOT / "locales" / language).glob("*.ftl")) == FILES


@pytest.mark.parametrize("language", languages())
def test_a_key_stands_in_one_file_only(language: str) -> None:
    """Of two texts the first one read would be said, and the other would be corrected in vain."""
    files = Counter(key for file in FILES for key in parsed(language, file))
    assert [key for key, count in files.items() if count > 1] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_is_filled_with_the_same_in_every_language(language: str) -> None:
    english = everything("en")
    for key, message in everything(language).items():
        assert variables(message) == variables(english[key]), key
        assert words_chosen(message) == words_chosen(english[key]), key


@pytest.mark.parametrize("language", languages())
def test_a_text_has_the_same_markup_in_every_language(language: str) -> None:
    english = everything("en")
    for key, message in everything(language).items():
        assert markup(message) == markup(english[key]), key


@pytest.mark.parametrize("language", languages())
def test_code_stands_in_no_other_markup(language: str) -> None:
    """Telegram would drop it."""
    nested = re.compile(r"<(b|i|u|s|a)\b[^>]*>(?:(?!</\1>).)*<(?:code|pre)>", re.DOTALL)
    for key, message in everything(language).items():
        for said in rendered(message.value) if message.value else []:
            assert not nested.search(said), key


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_has_every_plural_form_of_the_language(language: str) -> None:
    english, forms = everything("en"), {*Locale(language).plural_form.tags, "other"}
    for key, message in everything(language).items():
        counted = {name for name, choices in selects(english[key]) if is_plural(choices)}
        assert counted <= {name for name, choices in selects(message) if is_plural(choices)}, key
        for _, choices in selects(message):
            if is_plural(choices):
                assert {one for one in choices if one in PLURALS} == forms, key


@pytest.mark.parametrize("language", languages())
def test_a_plural_form_of_several_numbers_says_which(language: str) -> None:
    """In Russian 21 takes the form of 1: a text for it can't say "one"."""
    rule = Locale(language).plural_form
    several = Counter(rule(number) for number in EVERYDAY)
    for key, message in everything(language).items():
        for name, choices in selects(message):
            if is_plural(choices) and name in variables(choices["other"]):
                silent = [one for one in choices if several[one] > 1 and name not in variables(choices[one])]
                assert not silent, f"{key}: {silent}"


@pytest.mark.parametrize("language", languages())
def test_labels_toasts_and_descriptions_keep_within_their_limits(language: str) -> None:
    buttons = button_keys()
    assert "screen-google-ask" in buttons
    for key, message in everything(language).items():
        assert message.value is not None
        longest = max(units(text) for text in rendered(message.value))
        limits = [most for kind, most in LIMITS.items() if key.startswith(f"{kind}-") or f"-{kind}-" in key]
        limits += [LIMITS["button"]] if key in buttons else []
        limits += [EXACT[key]] if key in EXACT else []
        assert longest <= min(limits, default=longest), f"{key}: {longest}"
