"""A busy week in which the app is killed hundreds of times, and the reckoning at its end: `./yagami chaos`.

week.py       the week: a life of the app after the other, and what happens meanwhile
life.py       one of them, from its start to its death, and the steps that it was at
deaths.py     which death comes next: at a time, at a step, in a start, or asked for
people.py     who likes, subscribes and watches; the ledger of all that happened
owner.py      who talks to the bot: links, presses, pauses
troubles.py   the outside world's moods, which come and go
posts.py      what a message is
reckoning.py  what stands in the channels against the ledger; the rows and the disk
remains.py    processes, descriptors and ports that are left
table.py      docs/chaos.md

The app is the real one, in processes of its own that are forked from a warm parent (tests/stories/forking.py); it lives by a clock
that runs ten times as fast as the machine's, and goes on by a third of an hour or so between two lives.

What a seed determines: every life's plan (how it is to die, and when), how long the machine is off before it, what people are
inclined to do at each of their turns, and the troubles. What it does not: where exactly a process is at the moment of a kill, so
how much it has written down by then, and with it all that follows from rows: which of the inclinations are possible, and at which
steps it was tried least.
"""
