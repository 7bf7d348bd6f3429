"""How the bot shows itself: commands by scope and language, its name and descriptions, menu button, photo, wanted rights."""

from __future__ import annotations

import re
from typing import Any

from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.render import RIGHTS

#: field -> how many characters it may have
LENGTHS = {"name": 64, "description": 512, "short_description": 120}
COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")


def _language(call: Call) -> str:
    code: str = call.args.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise ApiError(400, "invalid language code specified")
    return code


def _commands_key(call: Call) -> tuple[int, str]:
    scope = call.args.get("scope", {"type": "default"})
    if "chat_id" in scope:
        call.args["chat_id"] = scope["chat_id"]
        chat = call.chat()
        if scope["type"] in {"chat_administrators", "chat_member"} and chat.kind == "private":
            raise ApiError(400, "can't use specified scope in the chat")
    where = f"{scope.get('chat_id', '')}:{scope.get('user_id', '')}"
    return call.bot.id, f"commands:{scope['type']}:{where}:{_language(call)}"


async def set_my_commands(call: Call) -> Any:
    key, commands = _commands_key(call), call.args["commands"]
    if len(commands) > COMMANDS:
        raise ApiError(400, "BOT_COMMANDS_TOO_MUCH")
    names = [one["command"].removeprefix("/") for one in commands]
    for name, one in zip(names, commands, strict=True):
        if not _COMMAND.fullmatch(name):
            raise ApiError(400, "BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"].strip()) <= 256:
            raise ApiError(400, "BOT_COMMAND_DESCRIPTION_INVALID")
    if len(set(names)) != len(names):
        raise ApiError(400, "sandbox: a command is named twice")
    call.door.profile[key] = commands
    return True


async def get_my_commands(call: Call) -> Any:
    return call.door.profile.get(_commands_key(call), [])


async def delete_my_commands(call: Call) -> Any:
    call.door.profile.pop(_commands_key(call), None)
    return True


async def set_my_words(call: Call) -> Any:
    """setMyName, setMyDescription, setMyShortDescription: the field's name says which."""
    language = _language(call)
    for field, limit in LENGTHS.items():
        if field in call.args:
            if len(call.args[field]) > limit:
                raise ApiError(400, f"{field.upper()}_TOO_LONG")
            call.door.profile[call.bot.id, f"{field}:{language}"] = call.args[field]
    return True


def _get_words(field: str) -> Method:
    """What was set for the language, else for all languages, else nothing; the name: the account's."""

    async def get(call: Call) -> Any:
        words, nothing = call.door.profile, call.bot.first_name if field == "name" else ""
        for_all = words.get((call.bot.id, f"{field}:"), nothing)
        return {field: words.get((call.bot.id, f"{field}:{_language(call)}"), for_all) or for_all}

    return get


def _menu_key(call: Call) -> tuple[int, str]:
    if "chat_id" in call.args:
        if call.args["chat_id"] < 0:
            raise ApiError(400, "sandbox: a menu button is for a private chat")
        call.chat()
    return call.bot.id, f"menu_button:{call.args.get('chat_id', '')}"


async def set_chat_menu_button(call: Call) -> Any:
    call.door.profile[_menu_key(call)] = call.args.get("menu_button", {"type": "default"})
    return True


async def get_chat_menu_button(call: Call) -> Any:
    return call.door.profile.get(_menu_key(call), {"type": "default"})


def _rights_key(call: Call) -> tuple[int, str]:
    return call.bot.id, f"rights:{call.args.get('for_channels', False)}"


async def set_my_default_administrator_rights(call: Call) -> Any:
    call.door.profile[_rights_key(call)] = call.args.get("rights")
    return True


async def get_my_default_administrator_rights(call: Call) -> Any:
    return call.door.profile.get(_rights_key(call)) or dict.fromkeys(("is_anonymous", *RIGHTS), False)


async def set_my_profile_photo(call: Call) -> Any:
    given = call.args["photo"]
    if given["type"] != "static" or not given["photo"].startswith("attach://"):
        raise ApiError(400, "sandbox: a profile photo is static and uploaded")
    file = call.door.files.given(call.form, call.bot, "photo", given["photo"], "photo")
    call.door.profile[call.bot.id, "photo"] = file
    return True


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_words,
    "getMyName": _get_words("name"),
    "setMyDescription": set_my_words,
    "getMyDescription": _get_words("description"),
    "setMyShortDescription": set_my_words,
    "getMyShortDescription": _get_words("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyProfilePhoto": set_my_profile_photo,
    "setMyDefaultAdministratorRights": set_my_default_administrator_rights,
    "getMyDefaultAdministratorRights": get_my_default_administrator_rights,
}
