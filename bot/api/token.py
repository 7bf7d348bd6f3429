"""The API's token, from the environment or a file. Read once, at the start."""

from __future__ import annotations

from bot import log
from bot.setting_checks import API_TOKEN
from bot.settings import Settings, SettingsError


def token_of(settings: Settings) -> str | None:
    """None if none is configured. Raises SettingsError for a file that holds none."""
    if settings.api_token is not None:
        return settings.api_token.get_secret_value()
    if settings.api_token_file is None:
        return None
    try:
        token = settings.api_token_file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError("YAGAMI_API_TOKEN_FILE names a file that can't be read as text.") from None
    if not API_TOKEN.fullmatch(token):
        raise SettingsError("YAGAMI_API_TOKEN_FILE holds no token: 16 letters, digits or signs at least, in one word.")
    log.protect(token)
    return token
