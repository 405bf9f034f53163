"""Pictures of the school's texts. Their bytes stand beside the history: they are added once and never change."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table, Text

from .entity import METADATA

PICTURES = Table("picture", METADATA, Column("name", Text, primary_key=True), Column("data", LargeBinary))
"""Name (the content's SHA-256 with an extension) → bytes; texts refer to pictures by name."""
