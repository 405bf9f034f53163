"""Word files by chance: generated ones with all that real files have, and damaged ones; `python3 dev.py fuzz`."""
