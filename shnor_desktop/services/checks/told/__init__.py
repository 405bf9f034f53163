"""What a text says of results against the tables that stand beside it in the same section."""
