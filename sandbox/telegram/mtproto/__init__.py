"""Telegram's MTProto door on loopback, spoken by the real Telethon and Kurigram.

    bytes -> transport.py (framing) -> connection.py (frames, containers, message ids) -> rpc.py (wrappers, the handler)
          handshake.py (auth keys)    crypto.py (messages)    session.py (salts, ids)    service.py (pings, acks, states)
    handlers: auth.py srp.py  config.py  people.py  channels.py  messages.py media.py forward.py  history.py  files.py
    to TL and back: tl.py  peers.py  entities.py  markup.py

A new method is a coroutine under `@answers(ItsRequest)` in the module it belongs to; a new fault is a line in faults.py and a
`strike` where it happens. TL comes from Telethon's own classes (layer 229).
"""
