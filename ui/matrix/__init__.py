"""The responsibility matrix: activities as rows, roles as columns, letters set by key."""
