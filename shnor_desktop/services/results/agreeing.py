"""Whether words of a text still say what a value of the results is.

Numbers and words of direction count, not the words around them: she may write «49 учеников» for «49 обучающихся», and
«64,3 %» for «64,29 %» is well rounded. Where no number is left the text says nothing that could be wrong.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from ..folding import fold

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:\s?\(\d+\))?(?:[кk]\d+)?)"
    r"|(?P<up>\bвыш|\bбольш|\bвырос|\bповыс)"
    r"|(?P<down>\bниж|\bменьш|\bснизи|\bпониз)"
    r"|(?P<level>\bна (?:том же )?уровн|\bтак(?:ой|ая) же)"
    r"|(?P<inside>\bв пределах)|(?P<none>\bни у кого|\bни у одного)"
)
_COMPARES = re.compile(r"\bчем\b|\bна уровне\b")
_PLAIN = re.compile(r"\d+(?:,\d+)?")


def agrees(shown: str, value: str) -> bool:
    """Whether the words shown say what the value says; words without anything to compare do."""
    wanted, said = _facts(value), _facts(shown)
    if not wanted:
        return _plain(shown) == _plain(value)
    if _COMPARES.search(fold(value)):
        return _compares(said, wanted)
    if not any(map(_is_word, wanted)):
        said = [fact for fact in said if not _is_word(fact) or fact == "none"]  # nobody is a number, too
    return not said or (len(said) == len(wanted) and all(map(_same, said, wanted)))


def _compares(said: list[str], wanted: list[str]) -> bool:
    """A comparison may be put otherwise: «заметно ниже, на 12,3 п. п.» leaves out what it is compared with."""
    words = [fact for fact in said if _is_word(fact)]
    left = iter(fact for fact in wanted if not _is_word(fact))
    numbers = (fact for fact in said if not _is_word(fact))
    return words in ([], [fact for fact in wanted if _is_word(fact)]) and all(
        any(_same(number, other) for other in left) for number in numbers
    )


def _facts(text: str) -> list[str]:
    """Numbers, names of tasks and directions in their order."""
    found = _TOKEN.finditer(fold(text))
    return [_task(one["number"]) if one["number"] else str(one.lastgroup) for one in found]


def _task(number: str) -> str:
    """A number or a task's name as one spelling."""
    return re.sub(r"\s", "", number).replace("k", "к").replace(".", ",")


def _is_word(fact: str) -> bool:
    return fact.isalpha()


def _same(said: str, wanted: str) -> bool:
    """Equal, or a number rounded as a person would."""
    if said == wanted:
        return True
    if not (_PLAIN.fullmatch(said) and _PLAIN.fullmatch(wanted)):
        return False
    own, exact = (Decimal(text.replace(",", ".")) for text in (said, wanted))
    digits = own.as_tuple().exponent
    assert isinstance(digits, int)
    return own == (exact.quantize(Decimal(1).scaleb(digits), ROUND_HALF_UP) if "," in wanted else exact)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
