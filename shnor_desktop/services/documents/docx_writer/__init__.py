"""The Word writer: a document tree becomes a .docx that Word opens without repair.

The body is written as text and checked by a parser once; styles and settings come from `resources/base.docx`.
Only the standard library is needed, so the module is cheap to import.
"""

from shnor_desktop.services.documents.docx_writer.writer import write_docx

__all__ = ["write_docx"]
