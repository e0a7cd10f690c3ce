"""Rules of the step."""
