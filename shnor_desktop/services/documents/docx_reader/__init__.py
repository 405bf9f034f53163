"""Reads a Word file (.docx) into the document tree; everything a reader of the paper would see comes out."""

from shnor_desktop.services.documents.docx_reader.reader import read_docx

__all__ = ["read_docx"]
