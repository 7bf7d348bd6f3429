"""`yagami run | demo | health ...`: reads the words, prepares the process, hands over."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot import light_models, log, memory, modes, settings
from core.telegram import light_types

logger = logging.getLogger("bot")


def main(words: list[str] | None = None) -> int:
    """-> exit code: 0 done, 1 it could not start or go on, 2 a setting or a word is wrong."""
    parser = argparse.ArgumentParser(
        prog="yagami", description="Tells your YouTube likes in a Telegram channel, with the videos."
    )
    verbs = parser.add_subparsers(
        dest="verb",
        required=True,
        metavar="run | demo | import FILE | restore FILE | rotate-key | service | health | doctor | settings",
    )
    verbs.add_parser("run", help="the app, until it is stopped")
    demo = verbs.add_parser("demo", help="the set-up and the main job before your eyes, in a world on loopback")
    demo.add_argument("--keep", action="store_true", help="leave it running, and chat with the bot in the terminal")
    verbs.add_parser("import", help="credentials and destinations from a file").add_argument("file", type=Path)
    back = verbs.add_parser("restore", help="go on from a backup, on this machine or another one")
    back.add_argument("file", type=Path, help="what /backup sent, or a nightly copy")
    back.add_argument("--replace", action="store_true", help="put the database that is there aside")
    back.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase")
    rotate = verbs.add_parser("rotate-key", help="seal the secrets with a new key")
    rotate.add_argument("--to", type=Path, metavar="FILE", help="write the new key there, a file that is not there yet")
    verbs.add_parser("health", help="one line about the app that runs here; exit code 0 if it is well")
    verbs.add_parser("doctor", help="every part checked, with what to do about it")
    unit = verbs.add_parser("service", help="a systemd unit for this folder")
    unit.add_argument("--install", action="store_true", help="put it where your systemd looks, and say what to do next")
    unit.add_argument("--system", action="store_true", help="one of the machine, in place of one of your own")
    unit.add_argument(
        "--user", metavar="NAME", help="the account that the machine's one runs as; yours if it is left out"
    )
    shown = verbs.add_parser("settings", help="every setting, with its meaning")
    shown.add_argument("--env", action="store_true", help="as a file to fill in: .env.example")
    given = parser.parse_args(words)
    if given.verb == "demo":
        from bot.demo import play

        return play(keep=given.keep)
    if given.verb == "settings":
        if given.env:
            from bot.env_example import env_example

            print(env_example(), end="")
            return 0
        for name, default, meaning in settings.describe():
            print(f"{name:<26} {default or '-':<10} {meaning}")
        return 0
    try:
        known = settings.load()
    except settings.SettingsError as error:
        return _refused(str(error), 2)
    modes.close_to_others()
    memory.keep_small()
    if given.verb == "service":
        return service(known, given)
    if given.verb == "health":
        return health(known)
    log.configure(known.log_level, known.log_format)
    if known.light_models:
        light_models.install()
        light_types.install()
    if given.verb == "doctor":
        return doctor(known)
    if given.verb == "restore":
        return _serve(go_on_from(known, given.file, given.passphrase_file, replace=given.replace))
    if given.verb == "rotate-key":
        return _serve(change_key(known, given.to))
    return _serve(run(known) if given.verb == "run" else take_over(known, given.file))


def service(known: settings.Settings, given: argparse.Namespace) -> int:
    """`yagami service`: the unit, or what to do with it."""
    from bot.service import ServiceRefused, install, place, unit
    from core.media.workdir import WorkDirError

    try:
        at = place(known, system=given.system, user=given.user)
        print("\n".join(install(at)) if given.install else unit(at).rstrip("\n"))
    except (ServiceRefused, WorkDirError) as refusal:
        return _refused(str(refusal))
    except OSError as error:
        return _refused(f"{error.filename or 'a file'} can't be used: {error.strerror}.")
    return 0


def doctor(known: settings.Settings) -> int:
    """`yagami doctor`: a line for each part."""
    from bot.doctor.command import doctor as check

    for secret in known.secrets():
        log.protect(secret)
    code, lines = asyncio.run(check(known))
    print("\n".join(lines))
    return code


def health(known: settings.Settings) -> int:
    """`yagami health`: one line on stdout."""
    from bot.health import look

    well, line = asyncio.run(look(known))
    print(line)
    return 0 if well else 1


async def run(known: settings.Settings) -> None:
    """The app until SIGTERM or SIGINT, which ends it as a cancellation: what is atomic is finished, the rest goes on next time."""
    from bot import app, collector

    collector.keep_quick()
    await app.run(known, ready=lambda: logger.info("ready: the bot listens"))


async def take_over(known: settings.Settings, file: Path) -> None:
    """`yagami import FILE`."""
    from bot.import_file import import_file
    from bot.opening import opened_store

    async with AsyncExitStack() as house:
        for told in await import_file(file, await opened_store(known, house)):
            print(f"imported: {told}")


async def go_on_from(known: settings.Settings, file: Path, passphrase: Path | None, *, replace: bool) -> None:
    """`yagami restore FILE`."""
    from bot.restore import asked_for, restore
    from core.clock import SystemClock

    for told in await restore(known, file, asked_for(file, passphrase), SystemClock().now(), replace=replace):
        print(told)


async def change_key(known: settings.Settings, to: Path | None) -> None:
    """`yagami rotate-key`."""
    from bot.rotate_key import rotate_key

    for told in await rotate_key(known, to):
        print(told)


def _serve(work: Coroutine[Any, Any, None]) -> int:
    async def until_told() -> None:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await work

    from bot.import_file import ImportRefused
    from bot.lock import AlreadyRunning
    from bot.polling import TokenRefused
    from bot.restore import RestoreRefused
    from core.errors import Trouble
    from core.media.workdir import WorkDirError
    from locales import texts
    from storage.database import DatabaseRefused
    from storage.sealed_file import BackupRefused
    from storage.vault import VaultRefused

    sentences = (
        ImportRefused, AlreadyRunning, TokenRefused, DatabaseRefused, VaultRefused, WorkDirError, RestoreRefused, BackupRefused,
    )  # fmt: skip
    try:
        asyncio.run(until_told())
    except asyncio.CancelledError:
        logger.info("stopped: what was not finished goes on at the next start")
    except sentences as refusal:
        return _refused(str(refusal))
    except settings.SettingsError as error:
        return _refused(str(error), 2)
    except Trouble as trouble:
        return _refused(texts().get(trouble.key, **trouble.args_for_text))
    except OSError as error:
        return _refused(f"{error.filename or 'a file'} can't be used: {error.strerror}.")
    except BaseExceptionGroup as group:
        told, rest = group.split((*sentences, Trouble))
        if rest:
            raise rest from None
        while isinstance(told, BaseExceptionGroup):
            told = told.exceptions[0]  # type: ignore[assignment]
        if isinstance(told, Trouble):
            return _refused(texts().get(told.key, **told.args_for_text))
        return _refused(str(told))
    return 0


def _refused(sentence: str, code: int = 1) -> int:
    print(f"yagami: {log.redact(sentence)}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
