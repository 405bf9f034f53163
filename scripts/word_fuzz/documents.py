"""One generated document of a seed, and what has to come out of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from .blocks import some
from .maker import MAIN, Maker

_TYPES = (MAIN, MAIN.replace("document.main", "template.main"))


def generate(seed: int, path: Path) -> Maker:
    """Write the document of this number; the words that have to be found are in what comes back."""
    make = Maker(Random(seed))
    first = f"<w:p><w:r><w:t>{make.word()}</w:t></w:r></w:p>"
    body = first + some(make, 3, 12)
    last = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>' * make.random.randint(0, 1)
    strict = make.random.random() < 0.15
    make.write(path, body + last, strict=strict, main_type=make.random.choice(_TYPES))
    return make
