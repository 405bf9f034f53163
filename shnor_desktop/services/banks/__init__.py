"""Banks of measures and indicators: what comes with the program, and what the person added to a bank of their own.

`load_measures` and `load_indicators` give both, the person's own first; `search` finds and ranks; `add_measure` and
`add_indicator` keep a row of a plan for the next programme.
"""

from __future__ import annotations

from .model import BankIndicator, BankItem, Measure, Topic, Topics
from .own import add_indicator, add_measure, bank_folder, own_indicators, own_measures
from .search import OWN, search
from .shipped import shipped_indicators, shipped_measures, topics

__all__ = [
    "OWN",
    "BankIndicator",
    "BankItem",
    "Measure",
    "Topic",
    "Topics",
    "add_indicator",
    "add_measure",
    "bank_folder",
    "load_indicators",
    "load_measures",
    "own_indicators",
    "own_measures",
    "search",
    "shipped_indicators",
    "shipped_measures",
    "topics",
]


def load_measures() -> tuple[Measure, ...]:
    """All measures, the person's own first; UserError when their bank cannot be read."""
    return own_measures() + shipped_measures()


def load_indicators() -> tuple[BankIndicator, ...]:
    """All indicators, the person's own first; UserError when their bank cannot be read."""
    return own_indicators() + shipped_indicators()
