"""Text as XML, HTML and Word can hold it: the one place where characters that no such file may carry are taken out."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    r"""`text` without C0 controls, lone surrogates, U+FFFE and U+FFFF; ``\n`` and ``\t`` stay.

    Other line ends (``\r\n``, ``\r``, Word's ``\v``, form feed) become ``\n``; a surrogate pair becomes its character.
    """
    if _SUSPECT.search(text) is None:
        return text
    if _SURROGATES.search(text) is not None:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
