"""Reading files that come back from outside: what they would change is proposed, never done.

A file is read into a `Proposal`; a person looks at it and ticks; `take_over` does what is ticked
as one step. Nothing here is loaded before the first file is read.
"""
