"""The Bot API over HTTP, on the same state as the MTProto door.

forms.py    a request's fields and files           fields.py   which fields a method takes; anything else is refused
markup.py   parse_mode=HTML -> entities            render.py   state -> the Bot API's JSON
updates.py  the queue behind getUpdates            files.py    what comes up, what goes down
methods_*.py  what each method does                server.py   HTTP, faults, refusals in Telegram's words
"""
