"""Reports that went to the municipality: when, for which control date, and which files exactly."""

from __future__ import annotations

from .entity import Entity, entity


@entity("report")
class Report(Entity):
    """A packet that was made. A file stands in `files` as «name|SHA-256»; its bytes stand in `report_file`."""

    at: str = ""  # ISO date and time
    author: str = ""
    title: str = ""  # the control date and what was due, as the schedule says it
    wave: str = ""
    recipient: str = ""
    files: tuple[str, ...] = ()
