"""Makes Telethon's classes for Telegram's types and calls when they are first named, not all of them when Telethon is imported.

`import telethon` runs 110,000 generated lines: 2,600 classes, 15 MB; this app uses about 200 of them. The files are regular:
imports, then one class after another, then names for unions. So `install` puts an importer before Python's own for these
modules, which runs their beginning, notes where each class stands in the file, and lets the module make one (PEP 562) when
somebody names it. The table of numbers (telethon.tl.alltlobjects) finds its classes in the same way. telethon.hints, which is
nothing but unions for type checkers, waits until somebody looks into it; and so does the package itself, which imports
Telethon's client, its events and its own kind of message: this app uses what lies below them (5 MB, 0.15 s).

It leans on how the files of one version look. Any other version is left alone, and so is a file with anything else in it. A
class made so is the same as Telethon's own (tests/core/telegram/test_light_types.py compares every one). What differs:
`import *` brings what was made until then. It imports nothing of Telethon. The switch is YAGAMI_LIGHT_MODELS.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any

logger = logging.getLogger(__name__)

TRIED = "1.45."
PACKAGE = "telethon"
TYPES = re.compile(r"telethon\.tl\.(types|functions)(\.\w+)?")
TABLE = "telethon.tl.alltlobjects"
HINTS = "telethon.hints"
STAR = {"telethon.types": "telethon.tl.types", "telethon.functions": "telethon.tl.functions"}

_BEGINNING = re.compile(rb"^(?:class (\w+)\(|(\w+) = )", re.MULTILINE)
_OTHER = re.compile(rb"^(?!class \w+\(|\w+ = )\S", re.MULTILINE)
_ENTRY = re.compile(rb"^ +0x([0-9a-f]{8}): ((?:types|functions)\.[\w.]+),$", re.MULTILINE)
_WORD = re.compile(rb"\w+")
_making = RLock()  # a class is made once, whoever asks; a class may name another


def install() -> bool:
    """From now on Telethon's types are made on first use. -> whether that is so. Call it before anything imports Telethon."""
    if "telethon" in sys.modules:
        logger.warning("Telethon was imported before its types could be deferred: it stays as it is")
        return False
    if not (found := version("telethon")).startswith(TRIED):
        logger.warning("Types are not deferred: tried with Telethon %sx, and this is %s", TRIED, found)
        return False
    sys.meta_path.insert(0, _Finder())
    return True


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != PACKAGE:
            return None
        kind = TYPES.fullmatch(fullname)
        one = {PACKAGE: _Package, TABLE: _Table, HINTS: _Hints}
        loader = _Types if kind else _Star if fullname in STAR else one.get(fullname)
        spec = PathFinder.find_spec(fullname, path, target) if loader else None
        if loader is None or spec is None or spec.origin is None:
            return None
        spec.loader = loader(fullname, spec.origin)
        return spec


class _Package(SourceFileLoader):
    """telethon: run when somebody asks it for a name that is none of its modules."""

    def exec_module(self, module: ModuleType) -> None:
        run = super().exec_module

        def look(name: str) -> Any:
            if name == "__version__":
                return version(PACKAGE)
            if name.startswith("__"):  # the importer's own questions
                raise AttributeError(f"module {self.name!r} has no attribute {name!r}")
            if PathFinder.find_spec(f"{PACKAGE}.{name}", module.__path__):
                return import_module(f"{PACKAGE}.{name}")
            if module.__dict__.pop("__getattr__", None):
                run(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = look


class _Run(SourceFileLoader):
    def run(self, source: bytes, module: ModuleType) -> None:
        """A piece of the file. Not with this file's own __future__: its annotations are values."""
        exec(compile(source, self.path, "exec", dont_inherit=True), module.__dict__)


class _Types(_Run):
    """telethon.tl.types, telethon.tl.functions, and the modules in them."""

    def exec_module(self, module: ModuleType) -> None:
        source = self.get_data(self.path)
        first = _BEGINNING.search(source)
        if first is None or _OTHER.search(source, first.start()):
            if first is not None:
                logger.warning("%s is not as expected: its types are not deferred", self.name)
            super().exec_module(module)
            return
        starts = [(one.start(), (one[1] or one[2]).decode()) for one in _BEGINNING.finditer(source)]
        ends = [start for start, _ in starts[1:]] + [len(source)]
        places = {name: (start, end) for (start, name), end in zip(starts, ends, strict=True)}
        self.run(source[: first.start()], module)

        def make(name: str) -> Any:
            with _making:
                if name in module.__dict__:
                    return module.__dict__[name]
                if name not in places:
                    raise AttributeError(f"module {self.name!r} has no attribute {name!r}")
                start, end = places[name]
                with Path(self.path).open("rb") as file:
                    file.seek(start)
                    text = file.read(end - start)
                if not text.startswith(b"class "):  # a union: its members first
                    for word in _WORD.findall(text)[1:]:
                        if word.decode() in places:
                            make(word.decode())
                self.run(text, module)
                return module.__dict__[name]

        module.__dict__.update(__getattr__=make, __dir__=lambda: sorted({*module.__dict__, *places}))


class _Table(_Run):
    """telethon.tl.alltlobjects: number of a class -> the class."""

    def exec_module(self, module: ModuleType) -> None:
        source = self.get_data(self.path)
        beginning = source.index(b"tlobjects = {")
        self.run(source[:beginning], module)
        names = {int(one[1], 16): one[2].decode() for one in _ENTRY.finditer(source, beginning)}
        module.__dict__["tlobjects"] = _Numbers(module, names)


class _Numbers(MutableMapping[int, Any]):
    def __init__(self, module: ModuleType, names: dict[int, str]) -> None:
        self._module = module
        self._places: dict[int, Any] = dict(names)  # a class's name until it is made

    def __getitem__(self, number: int) -> Any:
        found = self._places[number]
        if isinstance(found, str):
            found = self._places[number] = attrgetter(found)(self._module)
        return found

    def __setitem__(self, number: int, value: Any) -> None:
        self._places[number] = value

    def __delitem__(self, number: int) -> None:
        del self._places[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Star(SourceFileLoader):
    """telethon.types and telethon.functions, which are `from .tl.types import *`: they ask there too."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        asked = sys.modules[STAR[self.name]]
        module.__dict__.update(__getattr__=lambda name: getattr(asked, name), __dir__=lambda: dir(asked))


class _Hints(SourceFileLoader):
    """telethon.hints: run when somebody looks into it."""

    def exec_module(self, module: ModuleType) -> None:
        run = super().exec_module

        def look(name: str) -> Any:
            if name.startswith("__"):  # the importer's own questions
                raise AttributeError(f"module {self.name!r} has no attribute {name!r}")
            module.__dict__.pop("__getattr__", None)
            run(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = look
