"""The room view: what the people in the room see, on the projector."""
