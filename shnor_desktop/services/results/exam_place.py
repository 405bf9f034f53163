"""An exam as a part of a key: «vpr/2026/Русский язык/4» and back."""

from __future__ import annotations

from .computed import ExamId

_SLASH, _SAFE = "/", "\u2215"
"""A name of a subject may hold a slash: in a key its twin stands for it."""


def exam_text(exam: ExamId) -> str:
    """The exam as it stands in a key."""
    kind, year, subject, grade = exam
    return f"{kind}/{year}/{subject.replace(_SLASH, _SAFE)}/{grade}"


def exam_from(text: str) -> ExamId | None:
    """The exam of a key; None for what is none."""
    parts = text.split(_SLASH)
    if len(parts) != 4 or not parts[1].isdecimal() or not parts[3].isdecimal():
        return None
    return parts[0], int(parts[1]), parts[2].replace(_SAFE, _SLASH), int(parts[3])
