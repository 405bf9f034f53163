"""What a bank holds: ready measures and indicators, each with its direction and the deficits it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Topic:
    """A direction or a deficit; `words` are other words by which it is looked for."""

    key: str
    title: str
    words: str = ""


@dataclass(frozen=True)
class Topics:
    """The directions and deficits that entries of the banks name by key."""

    directions: tuple[Topic, ...]
    deficits: tuple[Topic, ...]

    @cached_property
    def by_key(self) -> dict[str, Topic]:
        """All of them by key."""
        return {topic.key: topic for topic in (*self.directions, *self.deficits)}


@dataclass(frozen=True, kw_only=True)
class BankItem:
    """An entry of a bank; `own` ones were added by the person."""

    key: str
    text: str
    direction: str = ""
    deficits: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Measure(BankItem):
    """A ready measure of a plan."""

    period: str = ""
    responsible: str = ""
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class BankIndicator(BankItem):
    """A ready target indicator; `target` is an example, `counted` says how the value is worked out."""

    unit: str = ""
    comparison: str = ""
    target: str = ""
    counted: str = ""
