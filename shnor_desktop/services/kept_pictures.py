"""Pictures that nothing names any more leave the file, when the history that could bring them back has been trimmed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

# A name stands in JSON as it is when it has no letter that JSON would write otherwise; ours are hexadecimal digits.
_UNNAMED = """
SELECT name FROM picture WHERE name NOT GLOB '*[^0-9A-Za-z._-]*'
AND NOT EXISTS (SELECT 1 FROM section_text WHERE instr(body, picture.name))
AND NOT EXISTS (SELECT 1 FROM passport_row WHERE instr(body, picture.name))
AND NOT EXISTS (SELECT 1 FROM page_look WHERE template = picture.name)
"""
_REMOVE = "DELETE FROM picture WHERE name = ?"

# The node of a picture as `tree_json` writes it, once more written as JSON: few steps have one, and all are looked at.
# The template of the programme's papers is kept among the pictures too.
_STEPS = "SELECT changes FROM history_step WHERE instr(changes, ?) OR instr(changes, 'page_look')"
_NODE = r"\"pic\""


def drop_unnamed(connection: sqlite3.Connection, in_hand: Collection[str]) -> None:
    """Inside the running transaction, remove pictures that neither texts nor the history name.

    Those `in_hand` stay: a text that is being edited may hold one that is not stored with it yet.
    """
    unnamed = {name for (name,) in connection.execute(_UNNAMED)}.difference(in_hand)
    if unnamed:
        for (changes,) in connection.execute(_STEPS, (_NODE,)):
            unnamed = {name for name in unnamed if name not in changes}
        connection.executemany(_REMOVE, [(name,) for name in unnamed])
