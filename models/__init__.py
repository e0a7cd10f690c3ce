"""The library behind Groundwork: records, the workshop file, history, figures and findings.

Nothing here knows Qt, reportlab or openpyxl (`tests/test_architecture.py` holds that up).
"""
