"""Processes that read files from outside: what hangs or takes all memory there ends with them, not with the program."""

from __future__ import annotations

from .apart import apart
from .bounds import USUAL, Bounds
from .sharing import Readers, processes, shared
from .worker import LostError

__all__ = ["USUAL", "Bounds", "LostError", "Readers", "apart", "processes", "shared"]
