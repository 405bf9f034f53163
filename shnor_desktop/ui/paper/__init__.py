"""Paper on screen: the document tree laid out on pages, for preview, print and PDF alike."""
