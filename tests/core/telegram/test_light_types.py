"""Telethon's types made on first use are Telethon's own, and an app makes only a few of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]

#: Makes every type and call on demand, and compares each with what Python has compiled of Telethon's file as a whole.
EVERY_ONE = """
import re, sys, types
from importlib.machinery import SourceFileLoader
from core.telegram import light_types
assert light_types.install()
import telethon
assert telethon.__version__ and telethon.errors.RPCError and "telethon.client" not in sys.modules
try:
    telethon.NoSuchThing
except AttributeError as error:
    assert "NoSuchThing" in str(error)
else:
    raise SystemExit("a name that is not there was found")
assert telethon.TelegramClient is sys.modules["telethon.client"].TelegramClient and "__getattr__" not in vars(telethon)
import telethon.types, telethon.tl.alltlobjects as table
from telethon import hints

def bare(code):  # not its instructions: module.function() is another one where the compiler has seen the module's import
    inner = tuple(bare(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.co_name, code.co_argcount, code.co_flags, code.co_varnames, code.co_names, code.co_freevars, inner

def parts(code):
    return {one.co_name: one for one in code.co_consts if isinstance(one, types.CodeType)}

made = unions = 0
for name in [one for one in sys.modules if light_types.TYPES.fullmatch(one)]:
    module = sys.modules[name]
    loader = SourceFileLoader(name, module.__file__)
    stock = {one: {of: bare(code) for of, code in parts(body).items()} for one, body in parts(loader.get_code(name)).items()}
    source = loader.get_source(name)
    wanted = dict(re.findall(r"^class (\\w+)\\((\\w+)\\)", source, re.M))
    assert set(stock) == set(wanted) <= set(dir(module)), name
    for one, base in wanted.items():
        value = getattr(module, one)
        if value.__module__ == "telethon.tl.patched":
            value = next(base for base in value.__mro__ if base.__module__ == name)
        assert [value.__name__, value.__module__, value.__bases__[0].__name__] == [one, name, base]
        codes = [getattr(f, "__func__", f) for f in vars(value).values()]
        mine = {f.__name__: bare(f.__code__) for f in codes if isinstance(f, types.FunctionType)}
        assert mine == stock[one], (name, one)
        made += 1
    for union in re.findall(r"^(\\w+) = ", source, re.M):
        assert getattr(module, union) is getattr(module, union)
        unions += 1
for number, value in table.tlobjects.items():
    assert value.CONSTRUCTOR_ID == number
assert len(table.tlobjects) == made, (len(table.tlobjects), made)
assert table.tlobjects[telethon.types.Message.CONSTRUCTOR_ID] is telethon.tl.patched.Message is telethon.types.Message
assert telethon.functions.help.GetConfigRequest is telethon.tl.functions.help.GetConfigRequest
assert "EntityLike" not in vars(hints) and hints.EntityLike and "EntityLike" in vars(hints)
try:
    telethon.types.NoSuchThing
except AttributeError as error:
    assert "NoSuchThing" in str(error)
else:
    raise SystemExit("a type that is not there was found")
print(made, unions)
"""

#: What the app's imports make.
THE_APP = """
import sys
from bot import light_models
from core.telegram import light_types
assert light_models.install() and light_types.install()
import bot.app
assert "telethon.network" in sys.modules and not {"telethon.client", "telethon.events", "telethon.tl.custom"} & set(sys.modules)
print(sum(isinstance(one, type) for name, room in list(sys.modules.items()) if light_types.TYPES.fullmatch(name)
          for one in vars(room).values()))
"""

OTHER = """
import sys
from core.telegram import light_types
light_types.TRIED = "1.9."
assert light_types.install() is False
import telethon
assert "__getattr__" not in vars(telethon.tl.types) and len(vars(telethon.tl.types)) > 1500
assert light_types.install() is False
"""


def finish(script: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_every_type_made_on_first_use_is_telethons_own() -> None:
    made, unions = map(int, finish(EVERY_ONE)[0].split())
    assert made > 2000
    assert unions > 400


def test_the_app_makes_a_few_of_them() -> None:
    assert int(finish(THE_APP)[0]) < 500


def test_another_telethon_is_left_as_it_is_with_a_line_in_the_log() -> None:
    lines = finish(OTHER)[1].splitlines()
    assert "tried with Telethon 1.9.x" in lines[0]
    assert "imported before" in lines[1]
