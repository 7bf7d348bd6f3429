"""The outside world on loopback: Telegram (MTProto and Bot API), YouTube and Google, for the demo, the tests and the benchmarks.

    python -m sandbox            a process of its own; prints one line of JSON: the addresses
    async with Sandbox() as s:   the same inside a test (sandbox/world.py)

It is driven through a small control API (sandbox/control.py) with verbs a person would use. The app never imports it and
can't tell it from the real thing but by its boot settings: addresses, RSA key, proxy and CA. sandbox/README.md says what it models.
"""
