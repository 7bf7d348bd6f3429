"""The control API's verbs for the account at Google: consents given and taken back, and the project in Google's console."""

from __future__ import annotations

from typing import Any

from sandbox.control import Unknown
from sandbox.youtube.google_project import KINDS, Kind
from sandbox.youtube.records import channel_called
from sandbox.youtube.world import YouTubeWorld

Json = dict[str, Any]


class GoogleVerbs:
    """What the owner does at Google's pages."""

    def __init__(self, youtube: YouTubeWorld) -> None:
        self._tokens = youtube.tokens
        self._state = youtube.state

    async def google_allow(self, user_code: str, scope: str | None = None) -> bool:
        """Type a code at google.com/device and allow: all that was asked for, or only `scope`."""
        self._tokens.devices.allow(user_code, scope)
        return True

    async def google_deny(self, user_code: str) -> bool:
        """Type a code at google.com/device and refuse."""
        self._tokens.devices.deny(user_code)
        return True

    async def google_expire(self, user_code: str) -> bool:
        """Let a code's half hour be over."""
        self._tokens.devices.expire(user_code)
        return True

    async def google_browser(self, url: str, allow: bool = True, scope: str | None = None) -> str:
        """Open a link to Google's consent page and allow (only `scope`, if given) or refuse. -> where the browser ends"""
        return self._tokens.page.browse(url, allow=allow, scope=scope)

    async def google_project(
        self,
        client_kind: str | None = None,
        api_enabled: bool | None = None,
        testing: bool | None = None,
        interval: float | None = None,
    ) -> Json:
        """Set what is given: the first client's kind (tv, desktop, web), whether the API is enabled, whether the consent
        screen is in Testing, as in Google's console; and how many seconds a device must wait between two polls (5 outside,
        less for who can't wait). -> all of it, with the project's number"""
        project = self._tokens.project
        if client_kind is not None:
            project.first.kind = _kind(client_kind)
        project.api_enabled = project.api_enabled if api_enabled is None else api_enabled
        project.testing = project.testing if testing is None else testing
        if interval is not None:
            if interval <= 0:
                raise Unknown("interval is over 0")
            self._tokens.devices.interval = float(interval)
        return {
            "number": project.number,
            "client_kind": project.first.kind,
            "api_enabled": project.api_enabled,
            "testing": project.testing,
            "interval": self._tokens.devices.interval,
        }

    async def google_consents(self) -> list[Json]:
        """The consents that live, oldest first: client_id, scope, given_at, dies_at."""
        project = self._tokens.project
        alive = [one for token in list(project.consents) if (one := project.alive(token)) is not None]
        return [
            {"client_id": one.client_id, "scope": one.scope, "given_at": one.given_at, "dies_at": one.dies_at}
            for one in alive
        ]

    async def google_revoke(self) -> bool:
        """Take every consent back in the account's settings."""
        self._tokens.revoke_all()
        return True

    async def google_channel(self, title: str | None, another: bool = False) -> bool:
        """Name the account's channel; null: the account has none on YouTube. another: the owner consents as somebody else."""
        self._state.has_channel = title is not None
        if title is not None:
            self._state.me.title = title
            if another:
                self._state.me.id = channel_called(title).id
        return True


def _kind(name: str) -> Kind:
    found = next((kind for kind in KINDS if kind == name), None)
    if found is None:
        raise Unknown(f"there is no client of kind {name!r}; there are: {', '.join(KINDS)}")
    return found
