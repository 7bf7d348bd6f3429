"""Builds aiogram's models when they are first used, not all of them when aiogram is imported.

`import aiogram` builds about 630 pydantic models: 120 MB and several seconds on a small machine; this bot uses a few
dozen. pydantic can defer a model's build to its first use (`defer_build`), and aiogram's types ask for that; but aiogram
then builds them all at the end of `aiogram.types`, since their modules import each other's names for type checkers only,
and the package alone knows them all (aiogram issues #1513 and #1876, pull request #1861). So `install` imports aiogram
with `defer_build` as every model's default, does not let it build, and gives each module the names that its annotations
use. From then on they are ordinary deferred models.

aiohttp, which comes with it, reads the system's certificates twice when it is imported, for contexts that nobody here
uses (core/trust.py makes ours): 2 MB and 0.2 s. It makes them empty instead: who used them would trust nobody.

It leans on how two libraries work inside. Any other version than the ones it was tried with is left alone, and if a
model does not build afterwards, all are built as aiogram would have. The switch is YAGAMI_LIGHT_MODELS.

A built model is the same as aiogram's own (tests/bot/test_light_models.py builds and compares every one). What differs:
`model_fields` of a model that was never used still names its types as text.
"""

from __future__ import annotations

import gc
import logging
import re
import ssl
import sys
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

WORD = re.compile(r"\w+")
TRIED = {"aiogram": "3.31.", "pydantic": "2.13."}


def install() -> bool:
    """Import aiogram without building its models. -> whether that is so; if not, aiogram is as it always is.

    Call it once, before anything imports aiogram. It never raises for what it finds inside the libraries; an aiogram
    that can't be imported at all raises ImportError as usual.
    """
    if "aiogram" in sys.modules:
        logger.warning("aiogram was imported before its models could be deferred: it stays as it is")
        return False
    for name, tried in TRIED.items():
        if not (found := version(name)).startswith(tried):
            logger.warning("Models are not deferred: tried with %s %sx, and this is %s", name, tried, found)
            return False
    names, postponed = _import_aiogram()
    try:
        _give_names(names, postponed)
        _try_one()
    except Exception as error:  # noqa: BLE001  whatever it is: stock behaviour is the answer
        logger.warning("Models are not deferred: %s: %s", type(error).__name__, error)
        _build_all(names, postponed)
        return False
    return True


def build_shared() -> None:
    """What nearly every answer is made of, before the first one comes. Each model that holds a Message and is built before it
    builds one of its own: 0.2 s, in which nobody is answered, and 3 MB."""
    from aiogram.types import Message, Update

    for model in (Message, Update):
        if not model.__pydantic_complete__:
            model.model_rebuild()


def _import_aiogram() -> tuple[dict[str, Any], list[type[BaseModel]]]:
    """-> (the names that aiogram.types resolves annotations with, the models that it wanted built, in its order)."""
    names: dict[str, Any] = {}
    postponed: list[type[BaseModel]] = []

    def postpone(
        cls: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **_options: object
    ) -> None:
        names.update(_types_namespace or {})
        postponed.append(cls)

    # Classes are no garbage: while thousands of them are made, here and in Telethon, the collector would look at all of them
    # again and again. Frozen, it leaves them alone: 0.2 s of the start.
    collecting = gc.isenabled()
    gc.disable()
    stock = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(postpone)  # type: ignore[method-assign, assignment]
    ssl.SSLContext.set_default_verify_paths = lambda _context: None  # type: ignore[method-assign, assignment]
    BaseModel.model_config["defer_build"] = True  # a model's config begins as a copy of its bases' configs
    try:
        import aiogram  # noqa: F401
    finally:
        del BaseModel.model_config["defer_build"]
        del ssl.SSLContext.set_default_verify_paths  # the subclass's: from now on it inherits ssl's own again
        BaseModel.model_rebuild = stock  # type: ignore[method-assign]
        gc.freeze()
        if collecting:
            gc.enable()
    return names, postponed


def _give_names(names: Mapping[str, Any], models: list[type[BaseModel]]) -> None:
    """Put into each model's module what annotations name and the module has not imported at run time.

    Inherited annotations as well: pydantic looks their names up where the heir was defined.
    """
    for model in models:
        module = vars(sys.modules[model.__module__])
        for annotation in chain.from_iterable(vars(one).get("__annotations__", {}).values() for one in model.__mro__):
            for word in WORD.findall(str(annotation)):
                if word in names:
                    module.setdefault(word, names[word])


def _try_one() -> None:
    """A small model that names another module's, to see that it works. Raises whatever does not."""
    from aiogram.types import MessageEntity

    if MessageEntity.__pydantic_complete__:
        raise RuntimeError("aiogram did not build its models where it was expected to")
    MessageEntity.model_validate(
        {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 1, "is_bot": False, "first_name": "A"}}
    )


def _build_all(names: Mapping[str, Any], postponed: list[type[BaseModel]]) -> None:
    """What aiogram does at the end of its import."""
    for model in postponed:
        model.model_rebuild(_types_namespace=names)
