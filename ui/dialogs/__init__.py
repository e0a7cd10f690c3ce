"""Every dialog goes through `ui.dialogs.door`, so that tests can answer instead of a user."""
