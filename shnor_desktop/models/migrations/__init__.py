"""Numbered SQL scripts; each takes a school file from one minor version to the next."""
