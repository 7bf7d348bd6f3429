"""Reaches out to YouTube and Google: the Data API and its consent (httpx), and yt-dlp in a child process."""

import sys

# httpx imports its command line, and with it rich (5 MB), wherever rich happens to be installed. The app has no use for it.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
