"""What can be pressed under a post whose video is in the queue, or could be. Pure.

A button carries the download and the act that is wanted; whether it can still be done is decided when it is pressed, by the rows.
"""

from __future__ import annotations

from core.model import Button, DownloadState, Sentence
from locales import Texts

Rows = tuple[tuple[Button, ...], ...]

#: Acts, as they stand in callback data: `post|ACT|DOWNLOAD`.
LATER, CANCEL, RETRY, GET = "later", "cancel", "retry", "get"
S = DownloadState
_ACTS: dict[DownloadState, tuple[str, ...]] = {
    S.OFFERED: (GET,),
    S.QUEUED: (LATER, CANCEL),
    S.FETCHING: (CANCEL,),
    S.FETCHED: (CANCEL,),
    S.UPLOADING: (CANCEL,),
    S.SENT: (),
    S.DONE: (),
    S.SKIPPED: (RETRY,),
    S.FAILED: (RETRY,),
    S.CANCELLED: (GET,),
}
#: Reasons for which nobody can have it now, whoever asks: a premiere, a stream.
NOT_YET = frozenset({"held-live", "held-processing", "held-upcoming"})
HELD = "held-"  #: reasons that begin so hold what would be fetched by itself: a cap, a pause, the hours
#: Reasons that no other try mends.
HOPELESS = frozenset(
    {"video-bad-id", "video-copyright", "video-deleted", "video-drm", "video-paid", "video-terminated"}
)


def buttons(download: int | None, state: DownloadState | None, status: Sentence | None, words: Texts) -> Rows:
    """One row, or none. status: the post's status line, which holds the reason."""
    if download is None or state is None:
        return ()
    if state is S.SKIPPED and status is not None and status.args.get("why") in HOPELESS:
        return ()
    acts = _ACTS[state]
    why = str(status.args.get("why", "")) if status is not None else ""
    if state is S.QUEUED and why in NOT_YET:
        acts = (CANCEL,)
    elif state is S.QUEUED and why.startswith(HELD):
        acts = (GET, CANCEL)  # what is held is never held for who asks in person
    row = tuple(Button(words.get(f"post-button-{act}"), data(act, download)) for act in acts)
    return (row,) if row else ()


def data(act: str, download: int) -> str:
    return f"post|{act}|{download}"
