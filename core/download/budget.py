"""What one download takes of disk and line, so that what is promised, reserved and watched are the same figures. Pure.

On the disk lie at once the streams as they came, those of them that were encoded anew, and the file that is made of them (in
parts or not: parts are written in that same pass). Of the line it takes its bytes twice: what comes is sent.
"""

from __future__ import annotations


def disk(come: int, sent: int, anew: int = 0) -> int:
    """Bytes at the peak. come: of the streams; sent: of what is sent; anew: of the streams that are encoded anew."""
    return come + anew + sent


def traffic(come: int, sent: int) -> int:
    """Bytes of both directions."""
    return come + sent
