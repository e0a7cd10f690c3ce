"""The window: everything that knows Qt.

Widgets show a snapshot and call named actions; what an action changed comes back as
`Changes` through `ui.session.Session.changed`, to the originator as well as to all others.
"""
