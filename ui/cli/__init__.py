"""The commands of the command line, one module each.

Each module says what it takes (`describe`, which adds it to the others) and does it with a
function from the parsed options to an exit code. What makes or reads documents is loaded only
by the command that needs it.
"""
