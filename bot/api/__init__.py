"""The API: how it is (`/health`, `/metrics`), what happened (`/api/events`, `/api/stats`), and a way in (`/api/downloads`).

Off unless YAGAMI_API says where. It reads rows and writes one kind of them, as the conversation does, and decides nothing.
Beside it, and always there, a socket in the data folder answers `yagami health` (alive.py).
"""
