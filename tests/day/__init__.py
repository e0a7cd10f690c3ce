"""The whole workshop day, played by keys in the real window with two screens.

`python -m tests.day FOLDER` plays it on the screens that are there, and leaves in the folder what
it made, pictures of it, and how many keys it took; see `tests.day.play`.
"""
