"""A small package registry on loopback: the simple API (JSON) with wheels made of what is installed here.

index.py     the two doors: a project's page, a file
wheels.py    a release of yt-dlp made of the installed one: whole, or broken in a way that is named
"""
