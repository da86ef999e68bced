"""Following the register: which subscribers an edition concerns, and how they hear of it (docs/following.md)."""
