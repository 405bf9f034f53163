"""Paper forms: one document tree between the data, Word, pages and HTML."""
