"""Every part checked, with what to do about it: `yagami doctor` in the terminal, `/doctor` in the chat.

    machine.py   Python, the machine, folders, programs, proxies: the same for both
    files.py     the database and the vault's key, read from outside, so that neither is disturbed
    outside.py   Telegram's answer to the token, and its clock
    standing.py  what only the running app knows: sessions, chats, consent, cookies, yt-dlp, what it waits for

Nothing is mended here, and nothing opened that the app may have open: above all no Telegram session.
"""
