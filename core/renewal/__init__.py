"""yt-dlp renews itself: a newer release beside the present one, tried before it is used, left again when it fails.

    renew.py      when to look, what to take, when to go back; works on rows
    decide.py     (pure) which release, when, and what a trial of it proves
    releases.py   (pure) what the package registry offers
    parts.py      (pure) what a release needs beside itself
    install.py    a release with its parts, from the registry into a folder of its own
    unpack.py     one wheel into that folder, and nowhere else
    shelf.py      the folders; which of them the next child runs with, and which are in use

Without pip, and nothing of a release runs before it is tried: a wheel is an archive whose SHA-256 the registry names. What is
built in (.venv, from the lock) is never touched, always there to go back to, and wins as soon as it is the newer one.
"""
