"""aiogram's models built on first use are the same as the ones aiogram builds by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]

#: Builds every model, in a random order, and prints what they are: JSON schemas, and what a small sample of each becomes.
BUILD_ALL = """
import inspect, json, logging, random, sys
logging.basicConfig(level="WARNING")
seed, light = int(sys.argv[1]), sys.argv[2] == "light"
if light:
    from bot.light_models import install
    assert install()
import aiogram.methods, aiogram.types
from aiogram.methods.base import Response
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

class Lenient(GenerateJsonSchema):
    def handle_invalid_for_json_schema(self, schema, error_info):
        return {"unschemable": error_info}
    def emit_warning(self, kind, detail):
        pass

found = {
    value for room in (aiogram.types, aiogram.methods) for name in room.__all__
    if inspect.isclass(value := getattr(room, name)) and issubclass(value, BaseModel)
}
found |= {Response[model.__returning__] for model in found if "__returning__" in vars(model)
          and not isinstance(vars(model)["__returning__"], property)}
models = sorted(found, key=lambda model: (model.__module__, model.__name__))
waiting = sum(not model.__pydantic_complete__ for model in models)
random.Random(seed).shuffle(models)
for model in models:
    model.model_rebuild()
assert all(model.__pydantic_complete__ for model in models)
models.sort(key=lambda model: (model.__module__, model.__name__))
places, schema = models_json_schema([(model, "validation") for model in models], schema_generator=Lenient)
definitions = schema["$defs"]

def sample(shape, depth=0):
    shape = definitions[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
    if "const" in shape: return shape["const"]
    if "enum" in shape: return shape["enum"][0]
    for choice in ("anyOf", "oneOf"):
        if choice in shape: return sample(shape[choice][0], depth)
    kind = shape.get("type")
    if kind == "object":
        return {name: sample(one, depth + 1) for name, one in shape.get("properties", {}).items()
                if "const" in one or name in shape.get("required", ())}
    if kind == "array": return [sample(shape["items"], depth + 1)] if "items" in shape and depth < 8 else []
    if shape.get("format") in ("date-time", "duration"): return 1700000000
    return {"integer": 7, "number": 1.5, "string": "text", "boolean": True}.get(kind)

samples = {}
for model in models:
    try:
        made = model.model_validate(sample(places[model, "validation"]))
        shown = [repr(made), made.model_dump(warnings=False)]
    except Exception as error:
        shown = [type(error).__name__, str(error)]
    samples[f"{model.__module__}.{model.__name__}"] = shown
json.dump({"models": len(models), "waiting": waiting, "definitions": definitions, "samples": samples}, sys.stdout,
          sort_keys=True, default=str)
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    return out


@pytest.mark.large  # a quarter of a minute; what it holds changes with aiogram and pydantic alone
def test_every_model_built_on_first_use_equals_aiograms_own() -> None:
    seed = str(os.getpid())
    print("seed", seed)  # noqa: T201  shown if the test fails
    running = [start(BUILD_ALL, seed, kind) for kind in ("light", "stock")]
    light, stock = (json.loads(finish(process)) for process in running)

    assert light["models"] == stock["models"] > 600
    assert stock["waiting"] == 0
    assert light["waiting"] > 600
    assert light["definitions"] == stock["definitions"]
    assert light["samples"] == stock["samples"]
    failed = [name for name, shown in light["samples"].items() if shown[0] in {"ValidationError", "TypeError"}]
    assert len(failed) < 6, failed  # abstract ones, and those that hold a file or an exception


FIRST_USE = """
from bot.light_models import install
assert install()
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update
from pydantic import BaseModel

class Press(CallbackData, prefix="p"):
    what: str
    on: bool

class Mine(BaseModel):
    update: "Update"

assert "defer_build" not in BaseModel.model_config
raw = {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 5, "is_bot": False, "first_name": "O"},
       "chat_instance": "x", "data": Press(what="likes", on=True).pack(),
       "message": {"message_id": 3, "date": 0, "chat": {"id": 5, "type": "private"}}}}
update = Mine(update=raw).update
assert update.event_type == "callback_query"
assert type(update.callback_query.message).__name__ == "InaccessibleMessage"
assert Press.unpack(update.callback_query.data).on
keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="b")]])
sent = SendMessage(chat_id=5, text="t", reply_markup=keys).model_dump(exclude_none=True)
assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"
assert not SendMessage.model_validate({"chat_id": 1, "text": "x"}).reply_markup
assert not InlineKeyboardMarkup(inline_keyboard=[]) .inline_keyboard
import aiogram.types
models = [one for one in vars(aiogram.types).values() if isinstance(one, type) and issubclass(one, BaseModel)]
print(sum(one.__pydantic_complete__ for one in models), len(models))
"""


def test_what_the_bot_does_builds_a_few_models_and_leaves_the_rest() -> None:
    built, models = map(int, finish(start(FIRST_USE)).split())
    assert built < 10
    assert models > 400


FALL_BACK = """
import sys
from bot import light_models
tried = dict(light_models.TRIED)
light_models.TRIED["pydantic"] = "1.9."
assert light_models.install() is False and "aiogram" not in sys.modules
light_models.TRIED.update(tried)
def broken():
    raise RuntimeError("not as expected")
light_models._try_one = broken
whole, few = light_models._build_all, []
def build_few(names, models):  # all of them take five seconds
    few.extend(models[:25])
    whole(names, few)
light_models._build_all = build_few
assert light_models.install() is False
assert len(few) == 25 and all(model.__pydantic_complete__ for model in few)
from aiogram.methods import SendMessage
assert SendMessage(chat_id=1, text="x").text == "x"
assert light_models.install() is False
"""


def test_anything_unexpected_leaves_aiogram_as_it_is_with_one_line_in_the_log() -> None:
    process = start(FALL_BACK)
    _, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    lines = err.splitlines()
    assert [line.split(":")[0] for line in lines[:2]] == ["Models are not deferred"] * 2
    assert "tried with pydantic 1.9.x" in lines[0]
    assert "imported before" in lines[2]
    assert len(lines) == 3
