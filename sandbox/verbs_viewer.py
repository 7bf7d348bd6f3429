"""The control API's verbs for the browser in which the owner watches YouTube: its cookies, its history, its playlists."""

from __future__ import annotations

from typing import Any, cast

from sandbox.control import Unknown
from sandbox.telegram.person import Nothing
from sandbox.youtube.history_feed import LANGUAGES, LAYOUTS, Language, Layout
from sandbox.youtube.records import Viewer
from sandbox.youtube.world import YouTubeWorld

Json = dict[str, Any]


class ViewerVerbs:
    """What the owner does in a browser."""

    def __init__(self, youtube: YouTubeWorld) -> None:
        self._youtube = youtube

    async def watch(self, video: str, account: str = "owner", at: float | None = None) -> bool:
        """Watch a video as the owner, or as the owner's brand channel ("brand"): now, or at a time (Unix seconds)."""
        self._viewer(account)
        if video not in self._youtube.videos:
            raise Nothing(f"there is no video {video!r} on the site")
        self._youtube.watch(video, account, at)
        return True

    async def cookies(self, account: str = "owner") -> str:
        """Sign a browser in ("owner" or "brand"). -> its cookies.txt, as an extension exports it"""
        self._viewer(account)
        return self._youtube.browsers.sign_in(account)

    async def sign_out_cookies(self, told: bool = False) -> bool:
        """End every browser's session. told: the site also takes LOGIN_INFO away, as it sometimes does."""
        self._youtube.browsers.sign_out(told=told)
        return True

    async def history(
        self,
        account: str = "owner",
        paused: bool | None = None,
        cleared: bool = False,
        layout: str | None = None,
        page_size: int | None = None,
        rotates: bool | None = None,
        language: str | None = None,
    ) -> Json:
        """Read the watch history, and set what is given: pause it, clear it; the page's layout (new, lockups, old,
        grid), its length and language (en, de), and whether it renews the session's cookies."""
        viewer, feed = self._viewer(account), self._youtube.history
        if layout is not None:
            if layout not in LAYOUTS:
                raise Unknown(f"there is no layout {layout!r}; there are: {', '.join(LAYOUTS)}")
            feed.layout = cast("Layout", layout)
        if language is not None:
            if language not in LANGUAGES:
                raise Unknown(f"there is no language {language!r}; there are: {', '.join(LANGUAGES)}")
            feed.language = cast("Language", language)
        if page_size is not None:
            if page_size < 1:
                raise Unknown("page_size is at least 1")
            feed.page_size = page_size
        if cleared:
            viewer.watches.clear()
        viewer.paused = viewer.paused if paused is None else paused
        self._youtube.browsers.rotates = self._youtube.browsers.rotates if rotates is None else rotates
        watches = [{"video": one.video_id, "at": one.at} for one in viewer.watches]
        return {"paused": viewer.paused, "layout": feed.layout, "watches": watches}

    async def viewers(self) -> Json:
        """The channels that can watch: name -> id, title, handle."""
        return {
            name: {"id": one.channel.id, "title": one.channel.title, "handle": one.channel.handle}
            for name, one in self._youtube.state.viewers.items()
        }

    async def playlist(self, id: str, title: str, videos: list[str]) -> Json:  # noqa: A002  the site's own word
        """Make a playlist (PL...) of videos that are on the site, or make it anew."""
        try:
            made = self._youtube.state.add_playlist(id, title, videos)
        except KeyError as error:
            raise Nothing(f"there is no video {error.args[0]!r} on the site") from error
        return {"id": made.id, "title": made.title, "videos": made.videos}

    def _viewer(self, account: str) -> Viewer:
        viewers = self._youtube.state.viewers
        if account not in viewers:
            raise Nothing(f"there is no account {account!r}; there are: {', '.join(viewers)}")
        return viewers[account]
