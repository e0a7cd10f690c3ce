"""All rules, one module per step; importing the package declares them in this order."""

from models.rules import setup, frame, value, ownership, governance, change, review  # isort: skip

__all__ = ["change", "frame", "governance", "ownership", "review", "setup", "value"]
