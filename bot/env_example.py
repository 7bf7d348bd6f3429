"""`.env.example`: every boot setting with its meaning, its default and what a right one looks like, made from the settings
themselves (`yagami settings --env`), so that the file and the program can't drift apart.

Nothing in it is switched on but the one setting that has to be given: a copy of it, with the token filled in, is a complete `.env`.
"""

from __future__ import annotations

from bot.settings import PREFIX, Settings, describe

HEAD = """\
# Yagami's settings. Copy this file to .env, fill in the token, and take the # from what you want otherwise.
# It holds a secret then: chmod 600 .env
# What is set in the environment counts before this file; files in /run/secrets count after it.
# The program writes it: ./yagami settings --env > .env.example
"""


def env_example() -> str:
    """The file's text."""
    paragraphs = [HEAD]
    for name, default, meaning in describe():
        field = Settings.model_fields[name.removeprefix(PREFIX).lower()]
        needed = field.is_required()
        value = (field.examples or [""])[0]
        said = " It must be given." if needed else f" Default: {default}." if default else ""
        if value and (needed or " " in value):  # a word on how to get one is no value
            said += f" ({value})"
            value = ""
        paragraphs.append(f"# {meaning}{said}\n{'' if needed else '#'}{name}={value}\n")
    return "\n".join(paragraphs)
