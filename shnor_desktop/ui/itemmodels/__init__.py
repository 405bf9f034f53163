"""Table models over the rows of a school file: they hold row dataclasses and change after the service accepted."""
