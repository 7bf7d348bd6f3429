"""Crash and fault matrix: every outside call times every fault; in the end exactly what happened stands in the channels, each once.

cells.py   which cells there are, and which make no sense        life.py    one app, one sandbox, week after week
strike.py  lets a cell's fault strike, and takes it away         reckon.py  what stands there, against what happened
deaths.py  the app as a process that is killed or asked to stop  table.py   what was found, as docs/faults.md

`python -m tests.faults` runs them all (`./yagami chaos` does); test_matrix.py runs some forty in the gate.
"""
