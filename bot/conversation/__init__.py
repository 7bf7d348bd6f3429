"""How the bot talks with its owner; what it says stands in bot/screens.

    update -> hears.py      which screen is meant: by a button's data, a command, or the question that is open
           -> screen.press  inside ONE transaction with the update's number: rows only, so that no press is lost or done twice
           -> screen.show   what the rows say now, drawn into the one panel (panel.py), or told as a toast
    what takes longer       is an errand: a row, worked by errands.py, which redraws the panel when it has ended

A screen keeps no position of its own: the panel's place (a screen's name and its arguments) stands in a row, and `show`
computes all
from the database. So a restart in the middle of anything shows the truth.
"""
