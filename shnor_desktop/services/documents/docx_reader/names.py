"""The XML names of WordprocessingML and the small readings of attributes that every module here needs."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An lxml element; lxml brings no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # the prefix Office itself uses
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
P = W + "p"
PPR = W + "pPr"
RUN = W + "r"
RPR = W + "rPr"
TBL = W + "tbl"
ROW = W + "tr"
TC = W + "tc"
SDT = W + "sdt"
SDT_PR = W + "sdtPr"
SDT_CONTENT = W + "sdtContent"
SECT_PR = W + "sectPr"
DEL = W + "del"
INS = W + "ins"
MOVE_FROM = W + "moveFrom"
MOVE_TO = W + "moveTo"
ALTERNATE = MC + "AlternateContent"
FALLBACK = MC + "Fallback"
TEXT_BOX = W + "txbxContent"

_FALSE = frozenset({"0", "false", "off", "none"})
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?:\.\d*)?\s*$")


def is_on(element: Element) -> bool:
    """What a switch such as <w:b/> says: on unless its value says off."""
    return element.get(VAL, "1").lower() not in _FALSE


def integer(text: str | None, default: int = 0) -> int:
    """A whole number of an attribute, `default` where a damaged file holds something else."""
    found = _INTEGER.match(text) if text else None
    return int(found.group(1)) if found else default


def by_tag(element: Element | None) -> dict[str, Element]:
    """The children by name; far faster than one search for each of several names."""
    return {} if element is None else {child.tag: child for child in element}


def child_value(element: Element, tag: str, default: str = "") -> str:
    """The w:val of a child, `default` where there is no such child."""
    child = element.find(tag)
    return default if child is None else str(child.get(VAL, default))
