"""Russian number agreement for sentences that the program writes."""

from __future__ import annotations

USUAL_MARK = "приказом"
"""What follows «УТВЕРЖДЕНА» where nobody said by whose order."""


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with the right form of its noun: 1 задача, 2 задачи, 5 задач, 11 задач, 21 задача."""
    return f"{number} {noun_form(number, one, few, many)}"


def noun_form(number: int, one: str, few: str, many: str) -> str:
    """The form alone: задача, задачи, задач."""
    last, tens = abs(number) % 10, abs(number) % 100
    if last == 1 and tens != 11:
        return one
    return few if 2 <= last <= 4 and not 12 <= tens <= 14 else many
