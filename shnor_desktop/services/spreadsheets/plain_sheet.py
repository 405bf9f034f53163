"""A sheet whose formulas are written as they stand; XlsxWriter is imported with it, so it is imported only to write.

For each formula XlsxWriter looks thirty times for a function that came after 2010 and must be called by another name in
the file: half of the time that a table of a thousand schools takes. Ours are made here and use none of those.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet for formulas of old functions."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula without its sign; what XlsxWriter does besides is not needed."""
        return formula.removeprefix("=")
