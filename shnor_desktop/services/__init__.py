"""Everything the program does, without a window: editing, queries, history, documents, checks."""
