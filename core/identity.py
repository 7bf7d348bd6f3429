"""The `random_id` under which a message is sent, derived from what the message is.

Telegram keeps used ids for ever, per peer and account, and answers a repeat with the message that already stands there
(facts: core.telegram.org/api/updates). So the same act gives the same id, even in a copy restored from last night's backup,
and sending again after a crash is harmless. The key is made once and lives in the database and its backups.
"""

from __future__ import annotations

import hashlib
import hmac


def random_id(
    key: bytes, account_id: int, chat_id: int, kind: str, identity: str, *, part: int = 0, again: int = 0
) -> int:
    """Signed 64 bit, never 0.

    part: 0 for a post, from 1 for a video's parts. again: a count for a deliberate re-post.
    """
    what = "\x1f".join(str(one) for one in (account_id, chat_id, kind, identity, part, again))
    digest = hmac.new(key, what.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True) or 1
