"""Workbooks: what the programme gives to Excel and takes from it, without Qt and without a library's own types."""
