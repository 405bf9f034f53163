"""What can still be read from a damaged school file, without SQLite and without touching it."""
