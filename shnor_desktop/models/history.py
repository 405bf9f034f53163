"""Steps of the history as they lie in the file: what undo and redo, and «что изменилось», read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text

from .entity import METADATA

STEPS = Table(
    "history_step",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("at", Text),
    Column("author", Text),
    Column("merge_key", Text),
    Column("undone", Boolean),
    Column("changes", Text),
)
"""A committed action: `changes` is a JSON list of [table, id, row before or null, row after or null]."""
