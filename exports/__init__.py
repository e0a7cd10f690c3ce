"""Documents: a snapshot goes in, PDF or Excel bytes come out.

Nothing here knows Qt or a database (`tests/test_architecture.py` holds that up).
"""
