"""A field of law by itself: what is recorded of it, who holds what in it, and how far it is complete."""
