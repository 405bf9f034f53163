"""Python's own `import` again: PySide puts a hook in its place that reads the source of every module it meets.

The hook serves `from __feature__ import …`, which this program does not use; what it reads is looked through for the
word «PySide6»: two files opened for every import, a thirtieth of a start on a fast disk.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  (it puts the hook there)

HOOK = "__feature_import__"


def take_off() -> bool:
    """Give `import` back to what PySide found there; whether there was a hook."""
    found = getattr(builtins, "__orig_import__", None)
    if found is None or getattr(builtins.__import__, "__name__", "") != HOOK:
        return False
    builtins.__import__ = found
    return True
