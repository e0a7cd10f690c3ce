"""Tables of records: model, view and editors."""
