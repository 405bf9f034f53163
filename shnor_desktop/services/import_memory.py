"""What a person said of tables in one document, for the next one whose tables have the same headings."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from .documents.recognise.assignment import Assignment
from .import_review import ImportReview

MOST = 200
"""So many headings are remembered, the newest."""


def learned(review: ImportReview, before: str = "") -> str:
    """The memory with what was said of this document's tables, as text for the settings."""
    memory = {heading: dataclasses.asdict(said) for heading, said in recalled(before).items()}
    for number, heading in review.telling_headings().items():
        said = review.said.get(number)
        memory.pop(heading, None)  # taken back, or said anew and so the newest
        if said is not None and said.target:
            memory[heading] = dataclasses.asdict(dataclasses.replace(said, joined=None))
    newest = list(memory.items())[-MOST:]
    return json.dumps(dict(newest), ensure_ascii=False)


def recalled(text: str) -> Mapping[str, Assignment]:
    """What the text of the settings remembers; what is no memory is forgotten."""
    try:
        data = json.loads(text) if text else {}
        return {str(heading): _assignment(said) for heading, said in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _assignment(said: Mapping[str, object]) -> Assignment:
    fields, header = said["fields"], said["header"]
    if not isinstance(fields, list) or not (header is None or isinstance(header, bool)):
        raise ValueError("no assignment")
    return Assignment(str(said["target"]), tuple(map(str, fields)), header)
