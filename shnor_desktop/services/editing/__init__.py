"""Every write: each function is one named, undoable action."""
