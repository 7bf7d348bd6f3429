"""What the owner sees, one screen a file. A screen reads through a port and answers; work that takes long is a row for a worker.

Texts come from locales/ and are escaped here, at the last moment: they are sent as HTML.
"""
