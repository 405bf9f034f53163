"""The one kind of error that is told to the person at the keyboard as it stands."""

from __future__ import annotations


class UserError(Exception):
    """The environment's or the input's fault: its text is one Russian sentence that says what to do.

    Everything else that is raised is our own fault and goes to the log with a traceback.
    """


class InTheWayError(UserError):
    """The school file is sound as far as known, but its place or who holds it is in the way: a copy may be opened."""


class DamagedError(UserError):
    """The file is ours but damaged: what is left of it may be gathered into a new one."""
