"""The look of an exported web page: the table of styles as CSS, paper on the screen, pages for the printer."""

from __future__ import annotations

from collections.abc import Iterable

from shnor_desktop.services.documents.column_widths import SIDE_MARGIN_MM
from shnor_desktop.services.documents.list_numbers import Marker
from shnor_desktop.services.documents.number_formats import RUSSIAN_LETTERS
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.styles import (
    AFTER_TABLE,
    FONT_FAMILY,
    LIST_INDENT_MM,
    PAGE_MM,
    SHADE,
    Style,
)

_PAGE_NUMBER = "@top-center { content: counter(page); font: 12pt serif; }"


def _fixed(layout: PageLayout) -> str:
    margins = " ".join(f"{getattr(layout, side):g}mm" for side in ("top", "right", "bottom", "left"))
    return f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #e9ecf0; color: #000; font: 12pt "{FONT_FAMILY}", "Liberation Serif", serif; }}
section {{ width: {PAGE_MM[0]:g}mm; max-width: calc(100% - 8mm); margin: 8mm auto; padding: {margins};
  background: #fff; box-shadow: 0 1px 6px rgba(20, 30, 50, .25); overflow-x: auto; }}
section.landscape {{ width: {PAGE_MM[1]:g}mm; }}
p, h1, h2, h3, h4, li > div {{ margin: 0; tab-size: 8; overflow-wrap: break-word; }}
p:empty::before {{ content: "\\00a0"; }}
a {{ color: #0563c1; }}
nav a {{ color: inherit; text-decoration: none; }}
nav a:hover {{ text-decoration: underline; }}
figure {{ margin: 0 0 2pt; text-align: center; }}
img {{ max-width: 100%; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin-bottom: {AFTER_TABLE:g}pt; }}
td > table:last-child, th > table:last-child {{ margin-bottom: 0; }}
td, th {{ padding: .5mm var(--side, {SIDE_MARGIN_MM}mm); border: .5pt solid #000;
  vertical-align: top; font-weight: inherit; text-align: left;
  overflow-wrap: break-word; }}
th {{ vertical-align: middle; }}
.shaded {{ background: {SHADE}; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
table.plain > * > tr > * {{ border: none; }}
ul, ol {{ margin: 0; padding-left: {LIST_INDENT_MM:g}mm; }}
section > ul, section > ol, .break > ul, .break > ol {{ padding-left: {layout.styles["list"].left:g}mm; }}
ul.level0 {{ list-style-type: "– "; }}
ul.level1 {{ list-style-type: "• "; }}
li > div {{ text-indent: 0 !important; }}
.break {{ break-before: page; }}
@page portrait {{ size: A4 portrait; margin: {margins}; {_PAGE_NUMBER} }}
@page landscape {{ size: A4 landscape; margin: {margins}; {_PAGE_NUMBER} }}
@page portrait:first {{ @top-center {{ content: none; }} }}
@page landscape:first {{ @top-center {{ content: none; }} }}
@media print {{
  body {{ background: none; }}
  section, section.landscape {{ page: portrait; width: auto; max-width: none; margin: 0; padding: 0; box-shadow: none;
    overflow: visible; }}
  section.landscape {{ page: landscape; }}
  section + section {{ break-before: page; }}
  thead {{ display: table-header-group; }}
  tr, figure {{ break-inside: avoid; }}
  a {{ color: inherit; text-decoration: none; }}
}}
""".strip()


_COUNTERS = {
    "decimal": "system: extends decimal",
    "lowerLetter": "system: extends lower-alpha",
    "upperLetter": "system: extends upper-alpha",
    "lowerRoman": "system: extends lower-roman",
    "upperRoman": "system: extends upper-roman",
    "russianLower": f"system: alphabetic; symbols: {' '.join(RUSSIAN_LETTERS)}",
    "russianUpper": f"system: alphabetic; symbols: {' '.join(RUSSIAN_LETTERS.upper())}",
}


def style_sheet(markers: Iterable[Marker], layout: PageLayout = USUAL, sizes: Iterable[float] = ()) -> str:
    """The whole style sheet; `markers` are the looks of the document's numbered lists, in the order of their names.

    `sizes` are those of letters in tables that had to become smaller than the others.
    """
    rules = [_rule(name, style, layout) for name, style in layout.styles.items()]
    rules += [
        f".{size_class(size)} .{name} {{ font-size: {style.size:g}pt; }}"
        for size in sorted(sizes)
        for name, style in layout.styles_at(size).items()
    ]
    counters = [_counter(number, marker) for number, marker in enumerate(markers, 1)]
    return "\n".join([_fixed(layout), *rules, *counters])


def size_class(size: float) -> str:
    """The class of a table with letters of that size."""
    return f"letters{round(size * 10)}"


def counter_name(number: int) -> str:
    """The name of the list marker with that number, from 1."""
    return f"marker{number}"


def _rule(name: str, style: Style, layout: PageLayout) -> str:
    """A style of the tree as a class of the same name."""
    left = "0" if name == "list" else f"{style.left:g}mm"
    if style.corner:
        left = f"max(0mm, 100% - {layout.corner:g}mm)"
    parts = [
        f"font-size: {style.size:g}pt",
        f"font-weight: {'bold' if style.bold else 'normal'}",
        f"font-style: {'italic' if style.italic else 'normal'}",
        f"text-align: {style.align}",
        f"text-indent: {style.first_line:g}mm",
        f"margin: {style.before:g}pt 0 {style.after:g}pt {left}",
        f"line-height: {style.line * 1.15:g}",  # CSS counts from the type size, the table from the font's line height
    ]
    if style.keep_next:
        parts.append("break-after: avoid")
    if style.upper:
        parts.append("text-transform: uppercase")
    return f".{name} {{ {'; '.join(parts)}; }}"


def _counter(number: int, marker: Marker) -> str:
    prefix, suffix = _quoted(marker.prefix), _quoted(f"{marker.suffix} ")
    return f"@counter-style {counter_name(number)} {{ {_COUNTERS[marker.kind]}; prefix: {prefix}; suffix: {suffix}; }}"


def _quoted(text: str) -> str:
    r"""A CSS string; everything but letters and digits as ``\hex`` so that nothing can end it."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'
