"""Builds aiogram's models when they are first used, not all of them when aiogram is imported.

`import aiogram` builds about 590 pydantic models: 165 MB and 3 to 6 s on a small machine; this bot uses a few dozen.
pydantic can defer a model's build to its first use (`defer_build`), and aiogram's types ask for it, but aiogram then
builds them all at the end of `aiogram.types`, because their annotations name each other and only that module knows all
the names (aiogram issues #1513 and #1876, pull request #1861). So `install` imports aiogram with `defer_build` as
every model's default, keeps the names from the `model_rebuild` calls instead of obeying them, and hands them to pydantic
when a model is built.

It leans on how two libraries work inside. Any other version than the ones it was tried with is left alone, and if a
model does not build afterwards, all are built as aiogram would have. The switch is YAGAMI_LIGHT_MODELS.

A built model is the same as aiogram's own (tests/bot/test_light_models.py builds and compares every one). What differs:
`model_fields` of a model that was never used still names its types as text.
"""

from __future__ import annotations

import logging
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

logger = logging.getLogger(__name__)

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
        _build_on_first_use(names)
    except Exception as error:  # noqa: BLE001  whatever it is: stock behaviour is the answer
        logger.warning("Models are not deferred: %s: %s", type(error).__name__, error)
        _build_all(names, postponed)
        return False
    return True


def _import_aiogram() -> tuple[dict[str, Any], list[type[BaseModel]]]:
    """-> (the names that aiogram.types resolves annotations with, the models that it wanted built, in its order)."""
    names: dict[str, Any] = {}
    postponed: list[type[BaseModel]] = []

    def postpone(
        cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None, **_options: object
    ) -> None:
        names.update(_types_namespace or {})
        postponed.append(cls)

    stock = BaseModel.__dict__["model_rebuild"]
    _set_rebuild(BaseModel, postpone)
    BaseModel.model_config["defer_build"] = True  # a model's config begins as a copy of its bases' configs
    try:
        import aiogram  # noqa: F401
    finally:
        del BaseModel.model_config["defer_build"]
        BaseModel.model_rebuild = stock  # type: ignore[method-assign]
    return names, postponed


def _build_on_first_use(names: Mapping[str, Any]) -> None:
    """Give aiogram's root models a `model_rebuild` that knows the names; pydantic calls it at a model's first use."""
    from aiogram.client.context_controller import BotContextController
    from aiogram.methods.base import Request, Response
    from aiogram.types import ResponseParameters

    if not names or ResponseParameters.__pydantic_complete__:
        raise RuntimeError("aiogram did not build its models where it was expected to")
    stock = BaseModel.__dict__["model_rebuild"].__func__

    def rebuild(
        cls: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, Any] | None = None,
    ) -> bool | None:
        known = {**names, **(_types_namespace or {})}
        built: bool | None = stock(cls, force=force, raise_errors=raise_errors, _types_namespace=known)
        return built

    for root in (BotContextController, Request, Response):
        _set_rebuild(root, rebuild)
    ResponseParameters.model_validate({"retry_after": 1})  # one small model, at once, to see that it works


def _build_all(names: Mapping[str, Any], postponed: list[type[BaseModel]]) -> None:
    """What aiogram does at the end of its import."""
    stock = BaseModel.__dict__["model_rebuild"].__func__
    for model in postponed:
        stock(model, _types_namespace=names)


def _set_rebuild(model: type[BaseModel], function: Callable[..., bool | None]) -> None:
    model.model_rebuild = classmethod(function)  # type: ignore[method-assign, assignment]
