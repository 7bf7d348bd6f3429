"""What is remembered: one SQLite file, one writer, numbered migrations; and the vault for secrets.

    database.py   opens the file, migrates it, gives transactions            no business logic
    feeds.py      snapshots, how each feed is; record.py: what a look decided  for core/poll
    happenings.py events and the state of feeds, as the screens read them    for bot/screens
    outbox.py     deliveries: owed, sent, later, failed; status lines        for core/notify
    jobs.py       downloads and their parts (job_rows.py: as words)          for core/download
    requests.py   what the owner does to downloads; queue.py: how they look  for bot
    traffic.py    bytes by day and purpose                                   for core/download
    places.py     destinations, peers, settings, pauses
    quota.py      units of the Data API by day                               for core/poll
    waits.py      what waits, when the clock is set back
    retention.py  what the owner wants forgotten; forgotten.py: what stays known of it
    export.py     all events, page by page, to take along                    for bot/errands
    vault.py      secrets, sealed with a key that is not in the file
    store.py      all of them on one open database

A transaction is all or nothing and has a name, which is also the name of its step (core/step.py).
"""
