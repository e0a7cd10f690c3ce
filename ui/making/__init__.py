"""Documents are made in a process of their own, beside the window.

`exporters` says what can be made, `program` is what runs in the process, `maker` is the process
as the window sees it, `stock` keeps one that has loaded its libraries, `making` is one document
on its way. Nothing here knows Qt: it would have to be loaded in the process, too.

Threads would be simpler, but Python runs one at a time: painting a page had to wait for its turn
after nearly every call of Qt, and nothing had one while garbage was collected or a document was
encrypted. Beside a process the window stands still hardly longer than it does for painting.
"""
