"""The Bot API over HTTP, on the same state as the MTProto door.

forms.py    a request's fields and files           tables.py    which fields a method takes
fields.py   holds a request to that                keyboards.py entities.py  what Telegram checks of these
markup.py   parse_mode=HTML -> entities            render.py    state -> the Bot API's JSON
updates.py  the queue behind getUpdates            files.py     what comes up, what goes down
call.py     one call, its chat and its arguments   methods_*.py what each method does
server.py   HTTP, faults, refusals in Telegram's words (errors.py)
"""
