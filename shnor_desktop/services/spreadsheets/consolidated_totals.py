"""What all schools give together, as short lines for a window: the same figures that the workbook shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import shares
from .consolidation import Consolidated, given
from .safe_text import number_of


@dataclass(frozen=True, slots=True)
class Total:
    """An indicator, what it comes to, and how many schools answered."""

    criterion: str
    label: str
    text: str
    answered: int


def totals(found: Consolidated) -> Iterator[Total]:
    """Sums, shares of the sums and means; words are only counted."""
    for section in found.form.section:
        for criterion in section.criterion:
            for one in criterion.indicators:
                values = [value for value in given(found.schools, (section.key, one.of or one.key)) if value]
                counts = [value for value in values if value.numerator is not None]
                part = sum(value.numerator or 0 for value in counts)
                text = ""
                if one.kind == "share":
                    both = [value for value in counts if value.denominator]
                    text = shares.share_text(
                        sum(value.numerator or 0 for value in both), sum(value.denominator or 0 for value in both)
                    )
                elif one.kind == "count":
                    text = str(part)
                elif one.kind == "number":
                    numbers = [number[0] for value in values if (number := number_of(value.value))]
                    mean = f"{sum(numbers) / len(numbers):.2f}".replace(".", ",") if numbers else ""
                    text = f"в среднем {mean}" if mean else ""
                elif one.kind == "choice":
                    answers = [value.value for value in values if not value.no_data]
                    text = ", ".join(
                        f"«{choice}» – {answers.count(choice)}" for choice in one.choices if choice in answers
                    )
                yield Total(criterion.title, one.label, text, len(values))
